"""Informal: every published estimate, and what does not add up."""

from bordertrade import charts
from bordertrade.ui import blocks, controls, informal_cards, state, titles

now = state.current()
titles.of(now)
controls.bar(controls.evidence, now=now)
informal_cards.answer(now)
blocks.chart(charts.VOLUME, now)
blocks.chart(charts.VALUE, now)
blocks.chart(charts.LOSS, now)
informal_cards.does_not_close(now)
informal_cards.others(now)
