"""Web Mercator: degrees to pixels, as deck.gl draws them."""

from __future__ import annotations

import math

_TILE = 512  # deck.gl's world is 512 px wide at zoom 0


def pixels(lon: float, lat: float, zoom: float) -> tuple[float, float]:
    """Pixels at a zoom level, east and south of 0°, 0°."""
    scale = _TILE * 2**zoom / 360
    return lon * scale, -math.degrees(math.asinh(math.tan(math.radians(lat)))) * scale
