"""Overview: the one-minute answer."""

from bordertrade.ui import overview, state, titles

now = state.current()
titles.overview()
overview.answer(now)
overview.three_markets(now)
overview.lately(now)
