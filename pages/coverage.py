"""Coverage: what is known of each market and month, and what is not."""

from bordertrade import charts
from bordertrade.ui import blocks, controls, coverage_page, state, titles

now = state.current()
titles.of(now)
controls.bar(
    controls.market,
    controls.evidence,
    more=(controls.channel, controls.direction),
    now=now,
)
coverage_page.extremes(now)
blocks.chart(charts.COVERAGE, now)
coverage_page.books(now)
