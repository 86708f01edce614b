"""Land, sea, borders and coasts from our own files: nothing is fetched from outside.

Three rules stand behind the odd-looking arguments; each was a visible failure:

* deck.gl ignores a background colour here, so the sea is a polygon;
* layers on one plane flicker through each other unless depth is not compared;
* after a click Streamlit dims every layer that names its own fill colour. A colour handed to
  the layer inside (``_subLayerProps``) stays as it is.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import pydeck as pdk

from bordertrade.maps.shapes import Feature, Properties, light_area, light_lines
from bordertrade.palette import Scheme, colour, rgb
from bordertrade.words import N_

CREDIT = N_(
    "Basemap: Natural Earth (public domain). Places: GeoNames (CC BY 4.0), © OpenStreetMap "
    "contributors. Boundaries and names shown do not imply endorsement or acceptance of any "
    "claim; the dashed line in Jammu and Kashmir is approximately the Line of Control; its "
    "status is not agreed by the parties."
)

FLAT = {"depthCompare": "always", "depthWriteEnabled": False}
_DASH = (4, 3)
_SEA: Feature = {
    "type": "Feature",
    "properties": {},
    "geometry": {
        "type": "Polygon",
        "coordinates": [[[-60, -40], [170, -40], [170, 80], [-60, 80], [-60, -40]]],
    },
}


def basemap(geo_folder: Path, scheme: Scheme) -> list[pdk.Layer]:
    """The layers beneath everything else, from the sea upwards. Shared: do not change them."""
    return list(_layers(geo_folder, scheme))


@lru_cache(maxsize=4)
def _layers(folder: Path, scheme: Scheme) -> tuple[pdk.Layer, ...]:
    return (*_fills(folder, scheme), *_lines(folder, scheme))


def _fills(folder: Path, scheme: Scheme) -> list[pdk.Layer]:
    areas = (
        ("sea", "sea", _SEA),
        ("outer", "land", light_area(folder, "region_outer_land")),
        ("land", "land", light_area(folder, "region_countries", _is_elsewhere)),
        ("focus", "focus", light_area(folder, "region_countries", _is_focus)),
        ("provinces", "border_province", light_area(folder, "region_border_provinces")),
        ("disputed", "disputed", light_area(folder, "region_disputed_area")),
        ("lakes", "sea", light_area(folder, "region_lakes")),
    )
    return [fill(name, data, rgba(role, scheme)) for name, role, data in areas]


def _lines(folder: Path, scheme: Scheme) -> list[pdk.Layer]:
    borders = "region_borders"
    return [
        line("admin", light_lines(folder, "region_admin1_lines"), rgba("province_line", scheme)),
        line("coast", light_lines(folder, "region_coast"), rgba("coast", scheme)),
        line("borders", light_lines(folder, borders, _is_agreed), rgba("border", scheme), 1.2),
        line(
            "claims",
            light_lines(folder, borders, lambda properties: not _is_agreed(properties)),
            rgba("dispute_line", scheme),
            1.4,
            dashed=True,
        ),
        line("the-border", light_lines(folder, borders, _is_ours), rgba("border", scheme), 2.4),
    ]


def _is_focus(properties: Properties) -> bool:
    return bool(properties["focus"])


def _is_elsewhere(properties: Properties) -> bool:
    return not properties["focus"]


def _is_agreed(properties: Properties) -> bool:
    return bool(properties["class"] == "international")


def _is_ours(properties: Properties) -> bool:
    return bool(properties["pair"] == "IRN-PAK")


def rgba(role: str, scheme: Scheme, opacity: float = 1.0) -> list[int]:
    """A role's colour as deck.gl wants it, 0 to 255."""
    return [*rgb(colour(role, scheme)), round(255 * opacity)]


def fill(name: str, data: Feature, ink: list[int]) -> pdk.Layer:
    return pdk.Layer(
        "GeoJsonLayer",
        data,
        id=name,
        stroked=False,
        filled=True,
        pickable=False,
        parameters=FLAT,
        _subLayerProps={"polygons-fill": {"getFillColor": ink}},
    )


def line(
    name: str, data: Feature, ink: list[int], width: float = 0.8, *, dashed: bool = False
) -> pdk.Layer:
    """Lines ``width`` pixels wide at every zoom."""
    dashes: dict[str, Any] = {
        "extensions": [{"@@type": "PathStyleExtension", "dash": True}],
        "get_dash_array": list(_DASH),
        "dash_justified": True,
    }
    return pdk.Layer(
        "GeoJsonLayer",
        data,
        id=name,
        stroked=True,
        filled=False,
        pickable=False,
        parameters=FLAT,
        get_line_color=ink,
        get_line_width=width,
        line_width_units=pdk.types.String("pixels"),
        line_width_min_pixels=width,
        **(dashes if dashed else {}),
    )
