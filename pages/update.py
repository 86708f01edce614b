"""Update data: check a CSV, see its effect, use it in this session."""

from bordertrade.ui import state, titles, updating

now = state.current()
titles.of(now)
updating.form(now)
