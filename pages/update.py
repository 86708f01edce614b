"""Update data: check a CSV, see its effect, use it in this session."""

from bordertrade.ui import signing, state, titles, updating

now = state.current()
titles.of(now)
signing.line()
updating.form(now)
