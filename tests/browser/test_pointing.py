"""Every chart answers the pointer at its figures, as it opens: with events and without."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, TimeoutError

from bordertrade.dataset import Dataset
from bordertrade.store import open_store
from bordertrade.words import _
from tests.browser.server import UVICORN, Server, serving
from tests.browser.visiting import visit
from tests.published import with_months
from tests.ui.publishing import publish

pytestmark = pytest.mark.browser

#: The pages with charts of plotly, and those whose events can be switched off.
PAGES = ("markets", "target", "mirror", "informal", "formalisation", "scenario")
WITH_EVENTS = ("markets", "target")

#: For each trace that says something: its name, and where some of its points stand on the screen.
_POINTS = """chart => {
  const plot = chart._fullLayout, box = chart.getBoundingClientRect()
  const number = text => typeof text === 'number'
  return chart._fullData.filter(trace => trace.visible === true && trace.hoverinfo !== 'skip'
      && trace.hoverinfo !== 'none').map(trace => {
    const x = plot['xaxis' + trace.xaxis.slice(1)], y = plot['yaxis' + trace.yaxis.slice(1)]
    const found = []
    chart.calcdata.find(each => each[0].trace === trace).forEach(point => {
      const bar = trace.type === 'bar'
      const at = bar ? point.ct : [x.c2p(point.x), y.c2p(point.y)]
      const size = bar ? Math.abs(trace.orientation === 'h' ? x.c2p(point.s1) - x.c2p(point.s0)
        : y.c2p(point.s1) - y.c2p(point.s0)) : 9
      if (!at || !at.every(number) || !at.every(isFinite) || size < 2) return
      if (!bar && (point.x === undefined || point.y === undefined)) return
      const sideways = bar && trace.orientation === 'h'
      const within = (axis, at) => Math.min(Math.max(at, 2), axis._length - 2)
      found.push([box.x + x._offset + within(x, at[0] - (sideways ? 1 : 0)),
                  box.y + y._offset + within(y, at[1] + (bar && !sideways ? 1 : 0))])
    })
    return {name: trace.name || '', points: found}
  }).filter(each => each.points.length)
}"""


_DRAWN = """() => {
  const blocks = [...document.querySelectorAll('[data-testid="stPlotlyChart"]')]
  return blocks.length && blocks.every(each => each.querySelector('.js-plotly-plot')?.calcdata)
}"""


@pytest.fixture(scope="module")
def alone(
    tmp_path_factory: pytest.TempPathFactory, chromium: str, dataset: Dataset
) -> Iterator[Server]:
    """A server on which months of all three markets were published: every chart has figures."""
    assert chromium
    log = tmp_path_factory.mktemp("pointing") / "log.txt"
    store = open_store(folder=log.parent / "store")
    store.advance_shipped(dataset)
    publish(store, with_months(dataset), "figures of 24 months")
    store.close()
    with serving(UVICORN, log) as started:
        yield started


@pytest.mark.parametrize(
    ("path", "query"),
    [*((path, "") for path in PAGES), *((path, "?events=off") for path in WITH_EVENTS)],
)
def test_each_chart_tells_its_figures_when_touched(
    path: str, query: str, browser: Browser, alone: Server
) -> None:
    with visit(browser, alone.base, width=1280, height=2600) as made:
        page = made.open(f"/{path}{query}")
        page.wait_for_function(_DRAWN)
        charts = page.locator(".js-plotly-plot")
        for place in range(charts.count()):
            chart = charts.nth(place)
            chart.scroll_into_view_if_needed()
            silent = [
                trace["name"]
                for trace in chart.evaluate(_POINTS)
                if trace["name"] != _("Events") and not answers(page, trace["points"])
            ]
            assert not silent, f"chart {place} of {path}{query}: {silent} say nothing"
        assert made.errors == []


def answers(page: Page, points: list[list[float]]) -> bool:
    """Whether one of a trace's points, from the middle outwards, shows its words."""
    middle = len(points) // 2
    for x, y in [points[middle], points[-1], points[0]]:
        page.mouse.move(x - 40, y - 40)
        page.mouse.move(x, y, steps=3)
        try:
            page.locator(".hoverlayer .hovertext").first.wait_for(timeout=1_500)
        except TimeoutError:
            continue
        return True
    return False
