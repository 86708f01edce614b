"""Target: both books' history against the target, the way still to go, and whether it is on track."""

from bordertrade import charts
from bordertrade.ui import blocks, controls, state, target_cards, target_outlook, titles

now = state.current()
titles.of(now)
controls.bar(
    controls.target,
    controls.reporter,
    controls.informal,
    more=(
        controls.base_year,
        controls.end_year,
        controls.since_year,
        controls.evidence,
        controls.events,
    ),
    now=now,
)
target_cards.distance(now)
blocks.chart(charts.TARGET, now)
target_outlook.track(now)
target_outlook.milestones(now)
target_outlook.three(now)
