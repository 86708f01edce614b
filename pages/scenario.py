"""Scenario: what it would take to reach the target."""

from bordertrade import charts
from bordertrade.ui import blocks, controls, scenario_cards, state, titles

now = state.current()
titles.of(now)
controls.bar(
    controls.target,
    controls.reporter,
    more=(
        controls.base_year,
        controls.end_year,
        controls.since_year,
        controls.evidence,
    ),
    now=now,
)
scenario_cards.answer_beside_levers(now)
blocks.chart(charts.SCENARIO, now)
blocks.chart(charts.LEVERS, now)
scenario_cards.backwards(now)
scenario_cards.transit(now)
