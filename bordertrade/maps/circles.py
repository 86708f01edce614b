"""Circles measured in pixels, which may stand beside their place.

They are the *backgrounds* of text layers that hold one blank. deck.gl's own scatter layer can
neither stay a fixed number of pixels beside a place (the informal marks have to, at every zoom)
nor keep its colours when Streamlit dims the map after a click.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pydeck as pdk

from bordertrade.maps.basemap import FLAT

_CLEAR = (0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Circle:
    """px and red, green, blue, opacity (0 to 255); ``east`` moves it, ``square`` is one."""

    radius: float
    fill: Sequence[int] = _CLEAR
    stroke: Sequence[int] = _CLEAR
    width: float = 0.0
    east: float = 0.0
    square: bool = False


def circles(name: str, places: Sequence[tuple[float, float]], look: Circle) -> pdk.Layer:
    """One layer of equal circles at (lon, lat)."""
    return pdk.Layer(
        "TextLayer",
        [{"at": place, "text": " "} for place in places],
        id=name,
        get_position="at",
        get_text="text",
        get_size=0.1,  # the blank itself takes no room: the padding alone is the circle
        character_set=(" ",),  # pydeck would send a list as an expression
        background=True,
        background_padding=[look.radius] * 4,
        background_border_radius=0 if look.square else look.radius,
        get_background_color=list(look.fill),
        get_border_color=list(look.stroke),
        get_border_width=look.width,
        get_pixel_offset=[look.east, 0],
        pickable=False,
        parameters=FLAT,
    )
