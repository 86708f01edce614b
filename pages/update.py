"""Update data: check a CSV, see its effect, use it in this session."""

from bordertrade.ui import history, signing, state, titles, updating

now = state.current()
titles.of(now)
signing.line()
history.pointer(now)
updating.form(now)
