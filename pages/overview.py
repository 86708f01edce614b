"""Overview: the one-minute answer."""

from bordertrade.ui import overview, overview_markets, state, titles

now = state.current()
titles.overview()
overview.answer(now)
overview_markets.three_markets(now)
overview.lately(now)
