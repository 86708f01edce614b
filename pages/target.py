"""Target: both books' history against the target, and the path still needed."""

from bordertrade.ui import blocks, charts, controls, state, target_cards, titles

now = state.current()
titles.target()
controls.bar(
    controls.target,
    controls.reporter,
    controls.informal,
    more=(controls.base_year, controls.end_year, controls.evidence, controls.events),
    now=now,
)
target_cards.distance(now)
blocks.chart(charts.TARGET, now)
