"""Estimates as they are drawn: each once, its shape saying how much of a range was given."""

from __future__ import annotations

import math
from typing import Any

import plotly.graph_objects as go
import pytest

from bordertrade.charts import LOSS, VALUE, VOLUME, AnyChart
from bordertrade.dataset import Dataset
from bordertrade.figures.theme import Look
from bordertrade.measures.estimates import Estimate, Measured, Shape, estimates, values_of_goods
from bordertrade.palette import Scheme
from bordertrade.view import ViewState
from bordertrade.vocabulary import EvidenceFloor
from bordertrade.words import numbers

CHARTS: list[AnyChart] = [VOLUME, VALUE, LOSS]
HATCHES = ("/", "\\")


def figure_of(
    spec: AnyChart, dataset: Dataset, floor: EvidenceFloor = EvidenceFloor.ALL
) -> go.Figure:
    view = ViewState(evidence=floor)
    result = spec.measure(dataset, view)
    assert result is not None
    figure = spec.figure(result, view, Look(Scheme.LIGHT))
    assert isinstance(figure, go.Figure)
    return figure


def rows_of(spec: AnyChart, dataset: Dataset) -> list[tuple[Estimate, tuple[float, ...]]]:
    """What should be drawn: each estimate with the numbers in the chart's unit."""
    if spec is VALUE:
        found = values_of_goods(dataset).rows
        return [(e, e.value_usd.given) for e in found if e.value_usd]
    kind = Measured.VOLUME if spec is VOLUME else Measured.REVENUE
    return [(e, e.yearly.given) for e in estimates(dataset, kind) if e.yearly]


def ends(figure: go.Figure) -> dict[int, tuple[float, float]]:
    """Row (from the top) -> lowest and highest number drawn there."""
    found: dict[int, list[float]] = {}
    for trace in figure.data:
        for place, y in enumerate(trace.y):
            x = trace.x[place]
            if y is None or x is None:
                continue
            base = trace.base[place] if trace.type == "bar" else 0.0
            drawn = [base, base + x] if trace.type == "bar" else [x]
            found.setdefault(-int(y), []).extend(drawn)
    return {row: (min(values), max(values)) for row, values in found.items()}


@pytest.mark.parametrize("spec", CHARTS, ids=lambda spec: spec.file)
def test_each_estimate_is_drawn_once_from_end_to_end(spec: AnyChart, dataset: Dataset) -> None:
    wanted = rows_of(spec, dataset)
    drawn = ends(figure_of(spec, dataset))
    assert sorted(drawn) == list(range(len(wanted)))
    for row, (_each, given) in enumerate(wanted):
        assert drawn[row] == pytest.approx((min(given), max(given)))


@pytest.mark.parametrize("spec", CHARTS, ids=lambda spec: spec.file)
def test_who_when_and_how_much_stand_above_each_bar(spec: AnyChart, dataset: Dataset) -> None:
    figure = figure_of(spec, dataset)
    words = [note.text for note in figure.layout.annotations]
    wanted = rows_of(spec, dataset)
    assert len(words) == len(wanted)
    for (each, given), text in zip(wanted, words, strict=True):
        assert each.said_by in text
        say = {VOLUME: numbers.litres, VALUE: numbers.usd, LOSS: numbers.rupees}[spec]
        if len(given) == 1 and not each.is_modelled:
            shown = numbers.usd(given[0]) if spec is VALUE else say(given[0], 3)
            assert shown in text
    assert max(map(len, words)) < 160


def _trace(figure: go.Figure, name: str) -> Any:
    (found,) = [trace for trace in figure.data if trace.name == name]
    return found


def test_one_sided_bounds_are_marks_that_point_and_never_bars(dataset: Dataset) -> None:
    at_least = _trace(figure_of(VALUE, dataset), "at least: lower bound only")
    assert at_least.marker.symbol == "triangle-right"
    volumes = figure_of(VOLUME, dataset)
    elsewhere = _trace(volumes, "all of Iran’s neighbours, not Pakistan alone")
    assert elsewhere.line.dash == "dash"
    assert set(elsewhere.marker.symbol) == {"diamond-open", "triangle-left-open"}
    upper = [
        x
        for x, symbol in zip(elsewhere.x, elsewhere.marker.symbol, strict=True)
        if symbol == "triangle-left-open" and x is not None
    ]
    assert upper == [pytest.approx(4.015e9)]
    bars = {y for trace in volumes.data if trace.type == "bar" for y in trace.y}
    points = {y for y in elsewhere.y if y is not None}
    assert not bars & points


def test_a_repeat_is_open_and_says_so(dataset: Dataset) -> None:
    repeat = _trace(figure_of(VOLUME, dataset), "repeats another source, not a second measurement")
    assert repeat.marker.symbol == "circle-open"
    assert set(repeat.x) == {2.8e9}
    assert len(repeat.x) == (dataset["informal_estimates"]["repeats"] != "").sum()
    assert "not a second measurement" in repeat.hovertext[0]


@pytest.mark.parametrize("spec", CHARTS, ids=lambda spec: spec.file)
def test_hatched_is_what_we_made_and_nothing_else(spec: AnyChart, dataset: Dataset) -> None:
    figure = figure_of(spec, dataset)
    rows = rows_of(spec, dataset)
    hatched = {
        -int(y)
        for trace in figure.data
        if trace.type == "bar" and trace.marker.pattern.shape in HATCHES
        for y in trace.y
    }
    assert hatched == {row for row, (each, _given) in enumerate(rows) if each.is_modelled}
    assert bool(hatched) == (spec is not LOSS)
    if spec is not LOSS:
        plain = figure_of(spec, dataset, EvidenceFloor.OBSERVED)
        assert not [t for t in plain.data if t.type == "bar" and t.marker.pattern.shape]


@pytest.mark.parametrize("spec", CHARTS, ids=lambda spec: spec.file)
def test_a_centre_only_where_there_is_one(spec: AnyChart, dataset: Dataset) -> None:
    figure = figure_of(spec, dataset)
    centres = [trace for trace in figure.data if trace.name == "central"]
    drawn = sorted(x for trace in centres for x in trace.x)
    wanted = []
    for each, _given in rows_of(spec, dataset):
        bounds = each.value_usd if spec is VALUE else each.yearly
        if bounds and bounds.shape is Shape.RANGE and bounds.central is not None:
            wanted.append(bounds.central)
    assert drawn == pytest.approx(sorted(wanted))


def test_the_three_axes_never_share_a_unit(dataset: Dataset) -> None:
    units = [
        [text for text in figure_of(spec, dataset).layout.xaxis.ticktext if text != "–"]
        for spec in CHARTS
    ]
    assert all("litres" in text for text in units[0])
    assert all("US$" in text for text in units[1])
    assert all(text.startswith("Rs") for text in units[2])


def test_nothing_drawn_is_missing_or_outside_the_axis(dataset: Dataset) -> None:
    for spec in CHARTS:
        figure = figure_of(spec, dataset)
        low, high = figure.layout.xaxis.range
        for first, last in ends(figure).values():
            assert low <= first <= last <= high
            assert math.isfinite(last)
