"""Towns, ports and crossings around the markets, and the names that find room."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import pydeck as pdk

from bordertrade.maps.basemap import FLAT, rgba
from bordertrade.maps.circles import Circle, circles
from bordertrade.maps.labels import EASTWARD, WESTWARD, Box, Label, around, declutter, text_layer
from bordertrade.maps.mercator import pixels
from bordertrade.maps.picture import ZOOM, Picture, phone_frame, positions, spot
from bordertrade.maps.points import MapPoint, markets, places
from bordertrade.palette import Scheme
from bordertrade.words import _

_DOT = 3.2  # px
#: A second name nearer than this to a first one is not written, px.
_SAME_SPOT = 6.0
_KM_PER_DEGREE = 111.2


def place_marks(picture: Picture) -> list[pdk.Layer]:
    """Areas, then dots: ports blue-grey, crossings square and open, towns dark."""
    rough = [point for point in places(picture.points) if point.is_approximate]
    exact = [point for point in places(picture.points) if not point.is_approximate]
    kinds = reversed(dict.fromkeys(point.kind for point in exact))
    return [
        *(_area(point, picture.scheme) for point in rough),
        *(_dots(kind, exact, picture.scheme) for kind in kinds),
    ]


def _area(point: MapPoint, scheme: Scheme) -> pdk.Layer:
    """Where a place is known only roughly: a disc of that many kilometres on the ground."""
    geometry = {"type": "Point", "coordinates": (point.lon, point.lat)}
    ink = {
        "getFillColor": rgba("quiet", scheme, 0.16),
        "getLineColor": rgba("quiet", scheme, 0.7),
    }
    return pdk.Layer(
        "GeoJsonLayer",
        {"type": "Feature", "properties": {}, "geometry": geometry},
        id=f"area-{point.id}",
        get_point_radius=point.precision_km * 1000,
        get_line_width=1,
        line_width_units=pdk.types.String("pixels"),
        pickable=False,
        parameters=FLAT,
        _subLayerProps={"points-circle": ink},
    )


def _dots(kind: str, points: Iterable[MapPoint], scheme: Scheme) -> pdk.Layer:
    at = positions(point for point in points if point.kind == kind)
    return circles(f"dots-{kind}", at, _look(kind, scheme))


def _look(kind: str, scheme: Scheme) -> Circle:
    page = rgba("page", scheme)
    if kind == "crossing":
        return Circle(_DOT, page, rgba("border", scheme), 1.5, square=True)
    if kind == "port":
        return Circle(_DOT, rgba("coast", scheme), page, 1)
    return Circle(_DOT, rgba("quiet", scheme), page, 1)


def dot_boxes(picture: Picture) -> list[Box]:
    """What the dots cover in the first view; the areas are see-through and may be written on."""
    return [around(*spot(point), _DOT) for point in worth_a_name(picture.points)]


def place_names(picture: Picture, taken: Sequence[Box]) -> list[pdk.Layer]:
    """Names of places, then of countries, where there is room beside what is ``taken``."""
    names = declutter(map(_label, worth_a_name(picture.points)), taken, phone_frame(), cut=True)
    boxes = [*taken, *(each.box for each in names)]
    countries = [found for spots in _wide_labels() for found in declutter(spots, boxes)[:1]]
    return [
        text_layer("country-names", countries, rgba("quiet", picture.scheme, 0.8)),
        text_layer("place-names", names, rgba("text", picture.scheme)),
    ]


def worth_a_name(points: Sequence[MapPoint]) -> list[MapPoint]:
    """Places whose dot is not under a market's or under a more important place's."""
    named = list(markets(points))
    for point in places(points):
        x, y = spot(point)
        if all(math.hypot(x - a, y - b) > _SAME_SPOT for a, b in map(spot, named)):
            named.append(point)
    return [point for point in named if not point.is_market]


def _label(point: MapPoint) -> Label:
    """On its own side of the border where there is room."""
    (x, y), name, reach = spot(point), point.name, _DOT
    sides = WESTWARD if point.country == "IR" else EASTWARD
    if point.is_approximate:
        name = _("{place}\n(approximate)", place=name)
        reach = _radius_on_screen(point)
    return Label(name, x, y, reach=reach, sides=sides, place=(point.lon, point.lat))


def _radius_on_screen(point: MapPoint) -> float:
    """The radius of a rough place's area in the first view, px."""
    degrees = point.precision_km / _KM_PER_DEGREE
    return abs(pixels(0, point.lat + degrees, ZOOM)[1] - spot(point)[1])


def _wide_labels() -> list[list[Label]]:
    """For each country and sea its spots, the best first."""
    wide = (
        (_("IRAN"), ((61.1, 27.75), (61.3, 28.4), (60.3, 28.8), (61.0, 26.8), (58.6, 28.0))),
        (_("PAKISTAN"), ((63.9, 28.2), (63.7, 27.8), (64.3, 26.6), (66.0, 27.2))),
        (_("AFGHANISTAN"), ((63.6, 29.8), (63.6, 30.2), (65.0, 30.6))),
        (_("Arabian Sea"), ((63.2, 24.75), (63.4, 24.5), (62.0, 24.5))),
    )
    return [[_wide_label(text, *at) for at in spots] for text, spots in wide]


def _wide_label(text: str, lon: float, lat: float) -> Label:
    x, y = pixels(lon, lat, ZOOM)
    return Label(text, x, y, size=13, sides=("centre",), place=(lon, lat))
