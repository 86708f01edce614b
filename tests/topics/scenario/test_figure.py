"""A scenario is drawn as hypothetical, and its numbers are the result's."""

from __future__ import annotations

import math
from typing import Any

import plotly.graph_objects as go
import pytest

from bordertrade.dataset import Dataset
from bordertrade.figures.legend import legend_html
from bordertrade.figures.theme import Look
from bordertrade.measures.target import TargetBasis
from bordertrade.topics.scenario.figure.levers import levers_figure
from bordertrade.topics.scenario.figure.paths import FIRST_YEAR, scenario_figure
from bordertrade.topics.scenario.measure.levers import AT_REST, Lever, Levers
from bordertrade.topics.scenario.measure.result import ScenarioResult, scenario_result
from bordertrade.topics.scenario.words import levers
from bordertrade.vocabulary import Reporter
from bordertrade.words import labels

MOVED = Levers(
    fuel_formalised=50,
    growth_change=5,
    more_markets=3,
    markets_year=2027,
    opening_days=300,
    price_gap=-20,
)
LOOK = Look()
#: Plotly's own way to draw the modelled trade of the markets: a scenario must not look like it.
MODELLED = ("/", "\\")

each_setting = pytest.mark.parametrize("chosen", [AT_REST, MOVED], ids=["at rest", "moved"])


def made(dataset: Dataset, chosen: Levers, **basis: Any) -> ScenarioResult:
    return scenario_result(dataset, TargetBasis("usd10bn_2029", **basis), chosen)


def lines(figure: go.Figure, word: str) -> dict[str, Any]:
    return {t.name: t for t in figure.data if t.name and word in t.name}


def bands(figure: go.Figure) -> list[tuple[Any, Any]]:
    """(high, low) of each band: the low one is filled up to the high one before it."""
    return [
        (figure.data[place - 1], trace)
        for place, trace in enumerate(figure.data)
        if trace.type == "scatter" and trace.fill == "tonexty"
    ]


# --- the path ----------------------------------------------------------------------------------------


@each_setting
def test_what_is_hypothetical_is_dotted_and_says_so(dataset: Dataset, chosen: Levers) -> None:
    figure = scenario_figure(made(dataset, chosen), LOOK)
    told = lines(figure, "hypothetical")
    assert len(told) == (2 if chosen is AT_REST else 4)
    for trace in told.values():
        assert trace.mode == "lines"
        assert trace.line.dash not in (None, "solid")
    assert len({(t.line.dash, t.line.color) for t in told.values()}) == len(told)
    for high, low in bands(figure):
        assert {high.line.dash, low.line.dash} == {"dot"}
        assert low.fillpattern.shape not in (None, "", *MODELLED)
    patterns = [low.fillpattern.shape for _high, low in bands(figure)]
    assert len(set(patterns)) == len(patterns) == 2


@each_setting
def test_what_was_recorded_is_full_and_has_every_level(dataset: Dataset, chosen: Levers) -> None:
    result = made(dataset, chosen)
    recorded = lines(scenario_figure(result, LOOK), "recorded")
    for book in result.books:
        trace = recorded[f"{labels.book(book.reporter)}, recorded"]
        assert trace.line.dash is None
        found = [(x, y) for x, y in zip(trace.x, trace.y, strict=True) if x is not None]
        wanted = [e for e in book.history if e.period.end_year >= FIRST_YEAR]
        assert found == [(each.period.end_year, each.value_usd) for each in wanted]
        marks = [s for s, x in zip(trace.marker.symbol, trace.x, strict=True) if x is not None]
        assert [mark.endswith("-open") for mark in marks] == [not e.is_complete for e in wanted]


def test_no_line_joins_years_of_different_directions(dataset: Dataset) -> None:
    (iran,) = made(dataset, AT_REST, reporters=(Reporter.IR,)).books
    figure = scenario_figure(made(dataset, AT_REST, reporters=(Reporter.IR,)), LOOK)
    (trace,) = lines(figure, "recorded").values()
    points = list(trace.x)
    one_way = [e.period.end_year for e in iran.history if e.missing and e.period.end_year > 2014]
    assert one_way
    for year in one_way:
        place = points.index(year)
        assert points[place - 1] is None
        assert points[place + 1] is None


@each_setting
def test_paths_and_bands_are_the_result(dataset: Dataset, chosen: Levers) -> None:
    result = made(dataset, chosen)
    figure = scenario_figure(result, LOOK)
    told = lines(figure, "hypothetical")
    for book, (high, low) in zip(result.books, bands(figure), strict=True):
        shown = book.path_shown
        assert list(high.x) == list(low.x) == [each.year for each in shown]
        assert list(high.y) == [each.value_usd.high for each in shown]
        assert list(low.y) == [each.value_usd.low for each in shown]
        name = labels.book(book.reporter)
        rest = told[f"{name}: levers at rest, hypothetical"]
        assert list(rest.y) == [each.value_usd.central for each in book.baseline_shown]
        if chosen is not AT_REST:
            moved = told[f"{name}: scenario, hypothetical"]
            assert list(moved.y) == [each.value_usd.central for each in shown]
            assert list(moved.x) == [each.year for each in shown]


@each_setting
def test_the_target_lies_inside_the_picture_and_every_year_too(
    dataset: Dataset, chosen: Levers
) -> None:
    result = made(dataset, chosen)
    figure = scenario_figure(result, LOOK)
    (line,) = figure.layout.shapes
    assert line.y0 == line.y1 == 10e9
    low, high = figure.layout.yaxis.range
    assert low <= 0
    assert high > 10e9
    first, last = figure.layout.xaxis.range
    years = [x for trace in figure.data for x in trace.x if x is not None]
    assert first <= min(years) <= max(years) == result.last_year <= last


def test_the_legend_tells_all_lines_apart(dataset: Dataset) -> None:
    html = legend_html(scenario_figure(made(dataset, MOVED), LOOK))
    keys = html.split("<span>")[1:]
    assert len(keys) == len({key.split("</svg>")[0] for key in keys}) == 7
    assert sum("hypothetical" in key for key in keys) == 4


# --- the levers --------------------------------------------------------------------------------------


@each_setting
def test_bars_reach_from_the_smallest_to_the_largest_change(
    dataset: Dataset, chosen: Levers
) -> None:
    result = made(dataset, chosen)
    bars = [t for t in levers_figure(result, LOOK).data if t.type == "bar"]
    for book, bar in zip(result.books, bars, strict=True):
        assert "hypothetical" in bar.name
        assert bar.marker.pattern.shape not in (None, "", *MODELLED)
        for swing, y, base, width in zip(book.swings, bar.y, bar.base, bar.x, strict=True):
            assert y.startswith(levers.name(swing.lever))
            ends = [e.span for e in (swing.at_least, swing.at_most)]
            assert base == min(each.low for each in ends)
            assert base + width == pytest.approx(max(each.high for each in ends))
            assert base <= 0 <= base + width + 1e-6


def test_the_central_path_stands_with_its_range(dataset: Dataset) -> None:
    result = made(dataset, AT_REST)
    figure = levers_figure(result, LOOK)
    centres = [t for t in figure.data if t.name == "central path"]
    for book, trace in zip(result.books, centres, strict=True):
        found = [value for value in trace.x if value is not None]
        wanted = [v for s in book.swings for v in (s.at_least.central_usd, s.at_most.central_usd)]
        assert found == wanted


def test_the_readers_own_settings_are_marked_and_only_they(dataset: Dataset) -> None:
    assert not lines(levers_figure(made(dataset, AT_REST), LOOK), "your setting")
    result = made(dataset, Levers(growth_change=5, price_gap=-20))
    figure = levers_figure(result, LOOK)
    marks = [t for t in figure.data if t.name and "your setting" in t.name]
    for book, trace in zip(result.books, marks, strict=True):
        assert [each.split("<br>")[0] for each in trace.y] == [levers.name(Lever.GROWTH)]
        assert list(trace.x) == [book.effects.of(Lever.GROWTH).central_usd]


def test_both_books_share_one_axis_of_dollars_and_have_a_panel_each(dataset: Dataset) -> None:
    figure = levers_figure(made(dataset, MOVED), LOOK)
    panels = [figure.layout.yaxis.domain, figure.layout.yaxis2.domain]
    assert panels[0][0] >= panels[1][1]
    assert {t.xaxis for t in figure.data} == {None}
    low, high = figure.layout.xaxis.range
    ends = [
        v
        for t in figure.data
        if t.type == "bar"
        for v in (*t.base, *map(sum, zip(t.base, t.x, strict=True)))
    ]
    assert low < min(ends) < 0 < max(ends) < high
    assert all(math.isfinite(value) for value in ends)
    (one,) = made(dataset, MOVED, reporters=(Reporter.IR,)).books
    alone = levers_figure(made(dataset, MOVED, reporters=(Reporter.IR,)), LOOK)
    assert len(alone.layout.annotations) == 1
    assert labels.book(one.reporter) in alone.layout.annotations[0].text
