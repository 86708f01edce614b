"""Formalisation: how much of the trade is lawful, and what was observed closer up."""

from bordertrade import charts
from bordertrade.ui import (
    blocks,
    closer_look,
    closer_workings,
    controls,
    formalisation_cards,
    formalisation_controls,
    state,
    titles,
)

now = state.current()
titles.of(now)
controls.bar(
    controls.market,
    controls.evidence,
    formalisation_controls.duty,
    more=(formalisation_controls.calendar,),
    now=now,
)
formalisation_cards.answer(now)
blocks.chart(charts.SHARE, now)
blocks.chart(charts.STAKE, now)
formalisation_cards.rates(now)
closer_look.heading(now)
closer_look.choices(now)
blocks.chart(charts.GROWTH_BY_DIRECTION, now)
closer_workings.growth_by_direction(now)
blocks.chart(charts.GROWTH_BY_GOODS, now)
closer_workings.growth_by_goods(now)
blocks.chart(charts.CONCENTRATION, now)
closer_workings.concentration(now)
blocks.chart(charts.OPEN_DAYS, now)
closer_workings.open_days(now)
blocks.chart(charts.UNIT_VALUES, now)
closer_workings.unit_values(now)
