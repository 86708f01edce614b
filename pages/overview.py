"""Overview: the one-minute answer."""

from bordertrade.ui import overview, overview_markets, overview_strength, state, titles

now = state.current()
titles.overview()
overview.answer(now)
overview_markets.three_markets(now)
overview_strength.how_sure(now)
overview.lately(now)
