"""Map: where the markets lie and what goes through them, as a picture and as a list."""

from bordertrade.ui import border, controls, layout, market_cards, page_message, state, titles

now = state.current()
titles.of(now)
controls.bar(controls.market, controls.reporter, controls.evidence, now=now)
market_cards.meaning()
picture, words = layout.wide_and_narrow()
with picture:
    border.picture(now)
    page_message.of(now)
with words:
    border.twin(now)
border.other_places(now)
