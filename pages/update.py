"""Update data: check a file, see its effect, publish it or keep it as a draft."""

from bordertrade.ui import history, signing, state, titles, updating

now = state.current()
titles.of(now)
signing.line()
history.pointer(now)
updating.form(now)
