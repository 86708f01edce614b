"""The drawing of a figure without a browser shows the very figures of its traces."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import numpy as np
import plotly.graph_objects as go
import pytest

from bordertrade.charts import CHARTS, AnyChart, finished
from bordertrade.dataset import Dataset
from bordertrade.figures.svg import natural_height, svg
from bordertrade.figures.svg.axis import axis_of
from bordertrade.figures.svg.texts import read
from bordertrade.palette import Scheme
from bordertrade.view import ViewState
from tests.day import TODAY
from tests.views import views

_SVG = "{http://www.w3.org/2000/svg}"
#: Plotly draws the bar of a figure this long over nothing, so do we: a pixel tells no more.
_PIXEL = 0.02


def figures(spec: AnyChart, dataset: Dataset, count: int) -> list[go.Figure]:
    made = (
        finished(spec, dataset, view, Scheme.LIGHT, TODAY).figure
        for view in views(dataset, f"svg {spec.name}", count)
    )
    return [figure for figure in made if isinstance(figure, go.Figure)]


def drawn(figure: go.Figure, width: int = 900) -> ElementTree.Element:
    return ElementTree.fromstring(svg(figure, width, natural_height(figure, width)))


def plain(value: object) -> str:
    value = value.item() if isinstance(value, np.generic) else value
    return repr(value) if isinstance(value, float) else str(value)


def is_number(value: Any) -> bool:
    return value is not None and not (isinstance(value, float) and value != value)


@pytest.mark.parametrize("spec", CHARTS.values(), ids=[each.file for each in CHARTS.values()])
def test_each_figure_of_each_trace_is_drawn_once(spec: AnyChart, dataset: Dataset) -> None:
    for figure in figures(spec, dataset, 8):
        found = drawn(figure)
        bars = Counter(
            each.get("data-value") for each in found.iter(f"{_SVG}rect") if each.get("data-value")
        )
        markers = Counter(
            each.get("data-y") for each in found.iter(f"{_SVG}g") if each.get("data-y")
        )
        lines = {
            each.get("data-values") for each in found.iter(f"{_SVG}path") if each.get("data-values")
        }
        wanted_bars: Counter[str | None] = Counter()
        wanted_markers: Counter[str | None] = Counter()
        for trace in figure.data:
            values = trace.x if trace.orientation == "h" else trace.y
            across = trace.y if trace.orientation == "h" else trace.x
            known = [plain(v) for v, w in zip(values, across, strict=True) if is_number(v)]
            if trace.type == "bar":
                wanted_bars.update(known)
                continue
            mode = trace.mode or "lines"
            if "markers" in mode:
                wanted_markers.update(known)
            if "lines" in mode and trace.line.width != 0 and len(known) > 1:
                told = " ".join(plain(v) if is_number(v) else "" for v in values)
                assert told in lines or not _has_two_in_a_row(values), trace.name
        assert bars == wanted_bars
        assert markers == wanted_markers


def _has_two_in_a_row(values: Any) -> bool:
    known = [is_number(each) for each in values]
    return any(a and b for a, b in pairwise(known))


@pytest.mark.parametrize("spec", CHARTS.values(), ids=[each.file for each in CHARTS.values()])
def test_bars_are_as_long_as_their_figures(spec: AnyChart, dataset: Dataset) -> None:
    for figure in figures(spec, dataset, 3):
        for trace in figure.data:
            if trace.type != "bar":
                continue
            alone = go.Figure(data=[trace], layout=figure.layout)
            upright = trace.orientation != "h"
            ratios = [
                float(each.attrib["height" if upright else "width"])
                / abs(float(each.attrib["data-value"]))
                for each in drawn(alone).iter(f"{_SVG}rect")
                if each.get("data-value")
                and abs(float(each.attrib["data-value"])) > 0
                and float(each.attrib["height" if upright else "width"]) > 1
            ]
            assert not ratios or max(ratios) <= min(ratios) * (1 + _PIXEL), trace.name


@pytest.mark.parametrize("width", [360, 700, 1136])
def test_no_label_leaves_the_picture(width: int, dataset: Dataset) -> None:
    for spec in CHARTS.values():
        figure = finished(spec, dataset, ViewState(), Scheme.LIGHT, TODAY).figure
        if not isinstance(figure, go.Figure):
            continue
        for text in drawn(figure, width).iter(f"{_SVG}text"):
            for line in text.findall(f"{_SVG}tspan"):
                x = float(line.attrib["x"])
                assert -1 <= x <= width + 1, (spec.file, "".join(line.itertext()))


def test_hostile_texts_stay_texts() -> None:
    figure = go.Figure(
        data=[go.Bar(x=["<script>alert(1)</script>", "b"], y=[1.0, 2.0], name='"/><script>')],
        layout={"xaxis": {"type": "category"}, "height": 200},
    )
    found = drawn(figure)
    assert not list(found.iter(f"{_SVG}script"))


def test_what_nobody_has_drawn_is_an_error() -> None:
    with pytest.raises(KeyError):
        svg(go.Figure(go.Pie(values=[1, 2])), 300, 200)


def test_texts_keep_their_lines_and_their_bold_parts() -> None:
    text = read("Gabd &amp; more<br><b>US$1</b>\nlast")
    assert text.lines == (
        (("Gabd & more", False),),
        (("US$1", True),),
        (("last", False),),
    )


def test_axes_are_those_that_plotly_would_make() -> None:
    months = axis_of("x", {}, ["2024-01-01", "2024-12-01"], bars=False)
    assert months.kind == "date"
    goods = axis_of("y", {"autorange": "reversed"}, ["a", "b", "a"], bars=True).placed(0, 100)
    assert goods.categories == ("a", "b")
    assert goods.at("a") == pytest.approx(75)
    tens = axis_of("x", {"type": "log", "range": [1, 3]}, [10, 1000], bars=False).placed(0, 200)
    assert tens.at(100) == pytest.approx(100)
    assert tens.at(0) is None
    money = axis_of("y", {"rangemode": "tozero"}, [2.0, 10.0], bars=False).placed(100, 0)
    assert money.at(0) == pytest.approx(100)
