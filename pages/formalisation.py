"""Formalisation: how much of the trade is lawful, and what was observed closer up."""

from bordertrade.ui import blocks, charts, closer_look, state, titles

now = state.current()
titles.formalisation()

closer_look.heading(now)
closer_look.years(now)
blocks.chart(charts.GROWTH_BY_DIRECTION, now)
blocks.chart(charts.GROWTH_BY_GOODS, now)
blocks.chart(charts.CONCENTRATION, now)
blocks.chart(charts.OPEN_DAYS, now)
blocks.chart(charts.UNIT_VALUES, now)
