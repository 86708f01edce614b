"""Mirror: one flow on two books, and the gap between them."""

from bordertrade import charts
from bordertrade.ui import (
    blocks,
    controls,
    mirror_cards,
    mirror_causes,
    mirror_controls,
    state,
    titles,
)

now = state.current()
titles.of(now)
controls.bar(controls.direction, mirror_controls.freight, more=(controls.evidence,), now=now)
mirror_cards.newest(now)
blocks.chart(charts.INTO_PAKISTAN, now)
blocks.chart(charts.INTO_IRAN, now)
mirror_causes.causes(now)
blocks.chart(charts.THREE_CALENDARS, now)
