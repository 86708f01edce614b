"""The markets: a full circle for formal trade, a hollow one beside it for informal trade."""

from __future__ import annotations

from typing import Any

import pydeck as pdk

from bordertrade.maps.basemap import rgba
from bordertrade.maps.circles import Circle, circles
from bordertrade.maps.labels import Box, Label, Placed, declutter, text_layer
from bordertrade.maps.picture import Picture, phone_frame, positions, spot
from bordertrade.maps.points import MapPoint, markets

#: Written before the name: a second carrier of the market beside its colour.
_GLYPHS = {
    "circle": "●",
    "square": "■",
    "diamond": "◆",
    "triangle-up": "▲",
    "star": "★",
    "cross": "✚",
    "pentagon": "⬟",
}
_NAME_SIZE = 15.0
_PLATE = 4.0  # px around a name


def market_marks(picture: Picture) -> list[pdk.Layer]:
    layers = []
    for point in markets(picture.points):
        layers += _informal(point, picture)
        layers += _outline(point, picture)
        layers += _formal(point, picture)
    return layers


def _formal(point: MapPoint, picture: Picture) -> list[pdk.Layer]:
    """A full circle in the market's colour, its high bound a veil around it.

    Without a figure a small empty circle says only where the market is.
    """
    name, at, strength = f"formal-{point.market}", positions([point]), picture.strength(point)
    page = rgba("page", picture.scheme)
    if point.formal is None:
        look = Circle(picture.reach(None), page, picture.ink(point, strength), 2)
        return [circles(name, at, look)]
    high, central = picture.reach(point.formal), point.formal.central
    radius = picture.scale.visible_radius(central)
    veil = Circle(high, picture.ink(point, 0.35 * strength))
    full = Circle(radius, picture.ink(point, 0.95 * strength), page, 1)
    return [circles(f"{name}-high", at, veil), circles(name, at, full)]


def _informal(point: MapPoint, picture: Picture) -> list[pdk.Layer]:
    """A line at the central value, a veil from low to high; hollow inside."""
    if point.informal is None:
        return []
    low, central, high = (
        picture.scale.visible_radius(value)
        for value in (point.informal.low, point.informal.central, point.informal.high)
    )
    strength, west = picture.strength(point), -picture.shift(point)
    veil = rgba("informal", picture.scheme, 0.3 * strength)
    ink = rgba("informal", picture.scheme, strength)
    name, at = f"informal-{point.market}", positions([point])
    return [
        circles(f"{name}-range", at, Circle(high, stroke=veil, width=high - low, east=west)),
        circles(name, at, Circle(central, stroke=ink, width=2, east=west)),
    ]


def _outline(point: MapPoint, picture: Picture) -> list[pdk.Layer]:
    """A strong ring around a market that is selected."""
    if not point.selected:
        return []
    page, ink = rgba("page", picture.scheme, 0.7), rgba("text", picture.scheme)
    look = Circle(picture.reach(point.formal) + 4, page, ink, 2.5)
    return [circles(f"selected-{point.market}", positions([point]), look)]


def placed_names(picture: Picture, taken: list[Box]) -> tuple[Placed, ...]:
    """The markets' names, none upon marks, dots (``taken``) or each other."""
    labels = [_label(point, picture) for point in markets(picture.points)]
    return declutter(labels, [*taken, *picture.market_boxes()], phone_frame(), cut=True)


def _label(point: MapPoint, picture: Picture) -> Label:
    x, y = spot(point)
    return Label(
        f"{_GLYPHS[picture.symbol(point)]} {point.name}",
        x,
        y,
        size=_NAME_SIZE,
        reach=picture.reach(point.formal) + _PLATE,
        reach_west=picture.overhang(point),
        height=picture.height(point) + _PLATE,
        margin=_PLATE,
        place=(point.lon, point.lat),
    )


def market_names(picture: Picture, names: tuple[Placed, ...]) -> list[pdk.Layer]:
    """One layer a market, for each name has its market's colour."""
    by_place = {(point.lon, point.lat): point for point in markets(picture.points)}
    return [_name(by_place[placed.label.place], placed, picture) for placed in names]


def _name(point: MapPoint, placed: Placed, picture: Picture) -> pdk.Layer:
    """On a plate, so that lines on the map do not run through it."""
    plate: dict[str, Any] = {
        "background": True,
        "get_background_color": rgba("page", picture.scheme, 0.82),
        "background_padding": [_PLATE, _PLATE / 2] * 2,
        "background_border_radius": _PLATE,
    }
    name, ink = f"name-{point.market}", picture.ink(point)
    return text_layer(name, [placed], ink, bold=True, **plate)
