"""Overview: the one-minute answer."""

from bordertrade.ui import (
    overview,
    overview_markets,
    overview_strength,
    page_message,
    state,
    titles,
)

now = state.current()
titles.of(now)
overview.answer(now)
page_message.of(now)
overview_markets.three_markets(now)
overview_strength.how_sure(now)
overview.lately(now)
