"""The map of the border: its markets by trade, formal and informal, and the places around."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pydeck as pdk

from bordertrade.maps.basemap import FLAT, basemap
from bordertrade.maps.compact import CompactDeck
from bordertrade.maps.market_marks import market_marks, market_names, placed_names
from bordertrade.maps.picture import LAT, LON, ZOOM, Picture
from bordertrade.maps.place_marks import dot_boxes, place_marks, place_names
from bordertrade.maps.points import MapPoint, markets, places
from bordertrade.maps.scale import LARGEST_RADIUS, LegendEntry, legend
from bordertrade.palette import Scheme, colour
from bordertrade.words.markup import unturned

__all__ = ["LegendEntry", "MapPoint", "border_map", "legend"]

_VIEW = {"longitude": LON, "latitude": LAT, "zoom": ZOOM, "min_zoom": 5.2, "max_zoom": 9}
_FINGER = 18.0  # px: what a fingertip can hit


def border_map(
    points: Sequence[MapPoint], geo_folder: Path, scheme: Scheme, *, order: Sequence[str]
) -> CompactDeck:
    """The deck; ``order`` is the markets' order in ``markets.csv``.

    A click on the layer "markets" hands back the row with "market", its id; on the layer
    "places" the row with "id", the place's id.
    """
    picture = Picture(points, scheme, order)
    dots = dot_boxes(picture)
    names = placed_names(picture, dots)
    taken = [*dots, *picture.market_boxes(), *(name.box for name in names)]
    layers = [
        *basemap(geo_folder, scheme),
        *place_marks(picture),
        *place_names(picture, taken),
        *market_marks(picture),
        *market_names(picture, names),
        _target("places", places(points), _FINGER / 2),
        *_market_targets(picture),
    ]
    return CompactDeck(layers, pdk.ViewState(**_VIEW), _tooltip(scheme))


def _market_targets(picture: Picture) -> list[pdk.Layer]:
    return [_target("markets", markets(picture.points), _finger(picture))]


def _finger(picture: Picture) -> float:
    """Wide enough for the widest mark, too narrow to cover the next market."""
    widest = max((picture.reach(point.formal) for point in markets(picture.points)), default=0.0)
    return min(LARGEST_RADIUS, max(_FINGER, widest))


def _target(name: str, points: Iterable[MapPoint], radius: float) -> pdk.Layer:
    """What pointers hit: unseen discs over the marks.

    Opacity 0 hides from the eye, not from the pointer. No fill colour is named, for then
    Streamlit would paint the selected one opaque.
    """
    return pdk.Layer(
        "ScatterplotLayer",
        [_row(point) for point in points],
        id=name,
        get_position="at",
        get_radius=radius,
        radius_units=pdk.types.String("pixels"),
        opacity=0,
        pickable=True,
        parameters=FLAT,
    )


def _row(point: MapPoint) -> dict[str, Any]:
    return {
        "id": point.id,
        "market": point.market,
        "at": (point.lon, point.lat),
        "tooltip": unturned(point.tooltip or point.name),
    }


def _tooltip(scheme: Scheme) -> dict[str, Any]:
    """The text of the row alone: Streamlit escapes it, and line ends break lines."""
    style = {
        "backgroundColor": colour("panel", scheme),
        "color": colour("text", scheme),
        "border": f"1px solid {colour('line', scheme)}",
        "borderRadius": "6px",
        "fontSize": "13px",
        "lineHeight": "1.4",
        "maxWidth": "280px",
        "whiteSpace": "pre-line",
    }
    return {"html": "{tooltip}", "style": style}
