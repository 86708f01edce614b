"""The small drawing of the Overview page."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from bordertrade.maps.locator import locator_svg
from bordertrade.maps.points import MapPoint

SVG = "{http://www.w3.org/2000/svg}"
ORDER = ("gabd", "mand", "chadgi")


def test_it_is_xml_and_small(points: list[MapPoint], geo: Path) -> None:
    text = locator_svg(points, geo, order=ORDER)
    assert ElementTree.fromstring(text).attrib["role"] == "img"
    assert len(text.encode()) < 14 * 1024


def test_it_has_a_title_and_the_names(points: list[MapPoint], geo: Path) -> None:
    drawing = ElementTree.fromstring(locator_svg(points, geo, order=ORDER))
    assert drawing.find(f"{SVG}title") is not None
    names = {each.text for each in drawing.iter(f"{SVG}text")}
    assert {"Gabd", "Mand", "Chadgi", "Gwadar", "Chabahar"} <= names


def test_every_colour_suits_both_schemes(points: list[MapPoint], geo: Path) -> None:
    text = locator_svg(points, geo, order=ORDER)
    assert text.count("#") == 2 * text.count("light-dark(")


def test_links_are_reachable_and_escaped(points: list[MapPoint], geo: Path) -> None:
    text = locator_svg(points, geo, order=ORDER, hrefs={"mand": 'market?m=mand&x="1"'})
    drawing = ElementTree.fromstring(text)
    assert drawing.attrib["role"] == "group"
    links = [each.attrib for each in drawing.iter(f"{SVG}a")]
    assert [link["href"] for link in links] == ['market?m=mand&x="1"']
    assert links[0]["target"] == "_self"


def test_names_cannot_carry_markup(geo: Path) -> None:
    point = MapPoint("x", "<b>&", "city", "PK", 27.0, 63.0, 1)
    assert "<b>" not in locator_svg([point], geo, order=ORDER)


def test_nothing_is_written_beyond_the_edge(points: list[MapPoint], geo: Path) -> None:
    drawing = ElementTree.fromstring(locator_svg(points, geo, order=ORDER))
    for each in drawing.iter(f"{SVG}text"):
        x, width = float(each.attrib["x"]), len(each.text or "") * 6
        before = {"start": 0, "middle": width / 2, "end": width}[each.attrib["text-anchor"]]
        assert x - before >= 0
        assert x - before + width <= 560
