"""The border map as the browser gets it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bordertrade.maps import geometry, shapes
from bordertrade.maps.border import border_map
from bordertrade.maps.points import MapPoint, markets
from bordertrade.palette import Scheme

ORDER = ("gabd", "mand", "chadgi")
COUNTRIES = {"PK": "PAK", "IR": "IRN"}


def sent(points: list[MapPoint], geo: Path, scheme: Scheme = Scheme.LIGHT) -> dict[str, Any]:
    deck: dict[str, Any] = json.loads(border_map(points, geo, scheme, order=ORDER).to_json())
    return deck


def layer(deck: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(each for each in deck["layers"] if each["id"] == name)
    return found


@pytest.mark.parametrize("scheme", Scheme)
def test_the_map_is_strict_json_without_tiles(
    points: list[MapPoint], geo: Path, scheme: Scheme
) -> None:
    text = border_map(points, geo, scheme, order=ORDER).to_json()
    assert json.dumps(json.loads(text), allow_nan=False)
    assert json.loads(text)["mapStyle"] == "__MAP_STYLE__"  # pydeck's mark for "not passed"
    assert "cartocdn" not in text
    assert "NaN" not in text


def test_the_map_is_light(points: list[MapPoint], geo: Path) -> None:
    text = border_map(points, geo, Scheme.LIGHT, order=ORDER).to_json()
    assert len(text.encode()) < 190 * 1024


def test_layer_ids_are_unique(points: list[MapPoint], geo: Path) -> None:
    names = [each["id"] for each in sent(points, geo)["layers"]]
    assert len(names) == len(set(names))


def test_the_sea_lies_beneath_all(points: list[MapPoint], geo: Path) -> None:
    assert sent(points, geo)["layers"][0]["id"] == "sea"


def test_flat_layers_never_compare_depth(points: list[MapPoint], geo: Path) -> None:
    assert all(
        each["parameters"]["depthCompare"] == "always" for each in sent(points, geo)["layers"]
    )


def test_claims_are_dashed(points: list[MapPoint], geo: Path) -> None:
    claims = layer(sent(points, geo), "claims")
    assert claims["extensions"][0]["@@type"] == "PathStyleExtension"
    assert claims["data"]["geometry"]["coordinates"]


def test_a_click_on_a_market_gives_its_id(points: list[MapPoint], geo: Path) -> None:
    rows = layer(sent(points, geo), "markets")["data"]
    assert {row["market"] for row in rows} == set(ORDER)


def test_only_the_unseen_targets_are_hit(points: list[MapPoint], geo: Path) -> None:
    pickable = [each["id"] for each in sent(points, geo)["layers"] if each["pickable"]]
    assert pickable == ["places", "markets"]


def test_a_selected_market_is_outlined_and_the_others_fade(
    points: list[MapPoint], geo: Path
) -> None:
    chosen = [replace(each, selected=each.id == "mand") for each in points]
    plain, deck = sent(points, geo), sent(chosen, geo)
    assert layer(deck, "selected-mand")
    before, after = (layer(each, "formal-gabd")["getBackgroundColor"] for each in (plain, deck))
    assert after[3] < before[3]


def test_no_figure_is_not_drawn_as_nought(points: list[MapPoint], geo: Path) -> None:
    missing = sent([replace(each, informal=None) for each in points], geo)
    assert not [each for each in missing["layers"] if each["id"].startswith("informal-")]


def test_what_is_known_roughly_is_an_area(points: list[MapPoint], geo: Path) -> None:
    assert layer(sent(points, geo), "area-rajay")["getPointRadius"] == 40_000
    names = [row["text"] for row in layer(sent(points, geo), "place-names")["data"]]
    assert any("Rajay" in name and "approximate" in name for name in names)


def test_the_landmarks_are_named(points: list[MapPoint], geo: Path) -> None:
    border = [each for each in points if each.country in COUNTRIES]
    names = {row["text"] for row in layer(sent(border, geo), "place-names")["data"]}
    assert {"Gwadar", "Chabahar", "Taftan", "Zahedan"} <= names


def test_an_empty_map_is_still_a_map(geo: Path) -> None:
    assert layer(sent([], geo), "markets")["data"] == []


def test_each_market_lies_in_its_own_country(points: list[MapPoint], geo: Path) -> None:
    for point in markets(points):
        assert COUNTRIES[point.country] in countries_around(point, geo), point.id


def countries_around(point: MapPoint, geo: Path) -> set[str]:
    return {
        code
        for code in COUNTRIES.values()
        for outer, *_ in shapes.polygons(geo, "region_countries", is_country(code))
        if geometry.holds(outer, point.lon, point.lat)
    }


def is_country(code: str) -> shapes.Test:
    return lambda properties: properties["iso3"] == code
