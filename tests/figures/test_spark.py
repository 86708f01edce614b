"""The small line drawing of the first page."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bordertrade.figures.svg import spark

SVG = "{http://www.w3.org/2000/svg}"


def parsed(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text)


def tags(drawing: ElementTree.Element) -> list[str]:
    return [each.tag.removeprefix(SVG) for each in drawing]


def test_a_hole_ends_a_line_and_a_lone_point_stays() -> None:
    line = [(2001, 1.0), (2002, 2.0), (2003, None), (2004, 3.0), (2005, float("nan")), (2006, 4.0)]
    drawing = parsed(spark([("PK", line)], title="t"))
    shapes = tags(drawing)
    assert shapes.count("polyline") == 1
    assert shapes.count("circle") == 2
    (run,) = [each for each in drawing if each.tag.endswith("polyline")]
    assert len(run.attrib["points"].split()) == 2


def test_the_ceiling_is_drawn_at_the_top_and_values_scale_to_it() -> None:
    drawing = parsed(spark([("PK", [(1, 0.0), (2, 5.0)])], title="t", ceiling=10.0, height=100))
    ceiling = next(each for each in drawing if "stroke-dasharray" in each.attrib)
    assert float(ceiling.attrib["y1"]) == 6
    (run,) = [each for each in drawing if each.tag.endswith("polyline")]
    heights = [float(point.split(",")[1]) for point in run.attrib["points"].split()]
    assert heights == [94, 50]


def test_it_has_a_name_for_those_who_cannot_see_it() -> None:
    drawing = parsed(spark([("PK", [(1, 1.0)])], title='A "title" <with> marks & more'))
    assert drawing.attrib["role"] == "img"
    assert drawing.attrib["aria-label"] == 'A "title" <with> marks & more'


def test_nothing_to_draw_is_nothing() -> None:
    assert spark([], title="t") == ""
    assert spark([("PK", [(1, None)])], title="t") == ""


def test_a_colour_role_that_nobody_named_is_an_error() -> None:
    with pytest.raises(KeyError):
        spark([("pink", [(1, 1.0)])], title="t")


_Y = st.none() | st.floats(0, 1e12) | st.just(float("nan"))


@given(
    st.lists(st.tuples(st.integers(1900, 2100), _Y), max_size=40, unique_by=lambda p: p[0]),
    st.none() | st.floats(1, 1e12),
)
def test_every_figure_is_drawn_once_and_no_hole_is(
    line: list[tuple[int, float | None]], ceiling: float | None
) -> None:
    text = spark([("PK", sorted(line))], title="t", ceiling=ceiling)
    known = [y for _x, y in line if y is not None and y == y]
    if not text:
        assert not known
        return
    assert "nan" not in text
    drawing = parsed(text)
    points = sum(len(e.attrib["points"].split()) for e in drawing if e.tag.endswith("polyline"))
    assert points + tags(drawing).count("circle") == len(known)
    assert not re.search(r"\binf\b", text)
