"""Words in a drawing keep their room: none leaves the picture, none lies on another."""

from __future__ import annotations

from itertools import combinations, pairwise
from xml.etree import ElementTree

import plotly.graph_objects as go
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bordertrade.charts import CHARTS, AnyChart, finished
from bordertrade.dataset import Dataset
from bordertrade.figures.svg import natural_height, svg
from bordertrade.figures.svg.stretch import stretched
from bordertrade.figures.svg.texts import LINE
from bordertrade.palette import Scheme
from bordertrade.typography import width as text_width
from bordertrade.view import ViewState
from tests.day import TODAY

_SVG = "{http://www.w3.org/2000/svg}"
#: A card, a report, a phone.
SIZES = [(1136, 470), (700, 420), (360, None)]

Box = tuple[float, float, float, float, str]


def boxes(drawing: ElementTree.Element) -> list[Box]:
    """Left, right, top and foot of each line of words, and the words."""
    return [
        _box(text, line)
        for text in drawing.iter(f"{_SVG}text")
        for line in text.findall(f"{_SVG}tspan")
        if "".join(line.itertext()).strip()
    ]


def _box(text: ElementTree.Element, line: ElementTree.Element) -> Box:
    size, x, y = float(text.attrib["font-size"]), float(line.attrib["x"]), float(line.attrib["y"])
    bold = sum(text_width(part.text or "", size, bold=True) for part in line)
    plain = [line.text or "", *(part.tail or "" for part in line)]
    wide = bold + sum(text_width(each, size) for each in plain)
    left = x - {"start": 0.0, "middle": 0.5, "end": 1.0}[text.attrib["text-anchor"]] * wide
    return left, left + wide, y - 0.75 * size, y + 0.2 * size, "".join(line.itertext())


def touching(one: Box, other: Box) -> bool:
    return (
        min(one[1], other[1]) - max(one[0], other[0]) > 1
        and min(one[3], other[3]) - max(one[2], other[2]) > 1
    )


@pytest.mark.parametrize("spec", CHARTS.values(), ids=[each.file for each in CHARTS.values()])
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_words_neither_leave_the_picture_nor_lie_on_each_other(
    spec: AnyChart, width: int, height: int | None, dataset: Dataset
) -> None:
    figure = finished(spec, dataset, ViewState(), Scheme.LIGHT, TODAY).figure
    if not isinstance(figure, go.Figure):
        return
    drawn = ElementTree.fromstring(svg(figure, width, height or natural_height(figure, width)))
    _x, _y, across, down = map(float, drawn.attrib["viewBox"].split())
    found = boxes(drawn)
    outside = [b for b in found if b[0] < -1 or b[1] > across + 1 or b[2] < -1 or b[3] > down + 1]
    assert not outside
    assert not [(a[4], b[4]) for a, b in combinations(found, 2) if touching(a, b)]


def test_lines_of_words_are_as_high_as_the_test_takes_them() -> None:
    assert LINE > 0.75 + 0.2


@given(
    st.lists(st.floats(0, 1), min_size=2, max_size=8, unique=True).filter(
        lambda e: len(e) % 2 == 0
    ),
    st.floats(200, 1200),
    st.floats(0.5, 2),
)
def test_what_stands_between_plots_keeps_its_pixels(
    edges: list[float], made_for: float, factor: float
) -> None:
    ordered = sorted(edges)
    domains = list(zip(ordered[::2], ordered[1::2], strict=True))
    between = 1 - sum(high - low for low, high in domains)
    assume(between < min(factor, 1) - 0.01)
    up = stretched(domains, made_for, foot=made_for * factor, top=0.0)
    assert up.at(0) == pytest.approx(made_for * factor)
    assert up.at(1) == pytest.approx(0, abs=1e-6 * made_for)
    for (_, top), (foot, _) in pairwise(domains):
        assert up.at(top) - up.at(foot) == pytest.approx(
            (foot - top) * made_for, abs=1e-6 * made_for
        )


def test_a_figure_at_its_own_height_is_as_plotly_sets_it() -> None:
    up = stretched([(0.1, 0.4), (0.5, 0.9)], 400, foot=400, top=0)
    assert [up.at(share) for share in (0, 0.1, 0.25, 0.45, 1)] == pytest.approx(
        [400, 360, 300, 220, 0]
    )
