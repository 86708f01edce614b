"""The paper that the drawings of the border stand on: how degrees fall on it, and the land."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path

from bordertrade.maps import shapes
from bordertrade.maps.geometry import (
    Line,
    Point,
    Window,
    clipped_ring,
    moved,
    pieces_within,
    simplified,
    without_repeats,
)
from bordertrade.maps.mercator import pixels

#: Role -> CSS colour: of one scheme, or of both.
Paint = Callable[[str], str]

#: What the drawings show: their middle (lon, lat) and how many degrees of latitude.
_MIDDLE: Point = (62.6, 27.2)
_LATITUDES = 6.0
_PHONE = 340.0  # px: the width that every screen shows
_TOLERANCE = 0.8  # px: nobody sees less
_MARGIN = 6.0  # px beyond the edge, so that outlines do not show there


@dataclass(frozen=True, slots=True)
class Sheet:
    """The paper, px, and how degrees fall on it."""

    width: int
    height: int

    @property
    def frame(self) -> Window:
        """Where names may stand: a phone shows the middle alone, at full size."""
        side = max(2.0, (self.width - _PHONE) / 2)
        return side, 2.0, self.width - side, self.height - 2.0

    @property
    def window(self) -> Window:
        return -_MARGIN, -_MARGIN, self.width + _MARGIN, self.height + _MARGIN

    def project(self, lon: float, lat: float) -> Point:
        """Mercator around the middle, so that ``_LATITUDES`` degrees fill the height."""
        (x, y), (x0, y0) = pixels(lon, lat, 0), pixels(*_MIDDLE, 0)
        scale = self.height / (
            pixels(0, _MIDDLE[1] - _LATITUDES / 2, 0)[1]
            - pixels(0, _MIDDLE[1] + _LATITUDES / 2, 0)[1]
        )
        return self.width / 2 + (x - x0) * scale, self.height / 2 + (y - y0) * scale


@lru_cache(maxsize=4)
def ground(sheet: Sheet, folder: Path, paint: Paint) -> str:
    """Sea, land, the two border provinces, coast and borders."""
    land = _rings(shapes.polygons(folder, "region_countries"), sheet)
    provinces = _rings(shapes.polygons(folder, "region_border_provinces"), sheet)
    coast = _strokes(shapes.lines(folder, "region_coast"), sheet)
    borders = _strokes(shapes.lines(folder, "region_borders", lambda it: not _is_ours(it)), sheet)
    ours = _strokes(shapes.lines(folder, "region_borders", _is_ours), sheet)
    return (
        f'<path d="M0,0H{sheet.width}V{sheet.height}H0z" style="fill:{paint("sea")}"/>'
        f'<path d="{land}" style="fill:{paint("land")}"/>'
        f'<path d="{provinces}" style="fill:{paint("border_province")}"/>'
        f'<g style="fill:none;stroke-linejoin:round">'
        f'<path d="{coast}" style="stroke:{paint("coast")}"/>'
        f'<path d="{borders}" style="stroke:{paint("border")}"/>'
        f'<path d="{ours}" style="stroke:{paint("border")};stroke-width:2.5"/></g>'
    )


def _is_ours(properties: shapes.Properties) -> bool:
    return bool(properties["pair"] == "IRN-PAK")


def _rings(polygons: Iterable[list[Line]], sheet: Sheet) -> str:
    rings = (clipped_ring(moved(ring, sheet.project), sheet.window) for ring in chain(*polygons))
    return "".join(f"{_path(ring)}z" for ring in map(_light, rings) if len(ring) > 3)


def _strokes(lines: Iterable[Line], sheet: Sheet) -> str:
    pieces = chain.from_iterable(
        pieces_within(moved(line, sheet.project), sheet.window) for line in lines
    )
    return "".join(_path(line) for line in map(_light, pieces) if len(line) > 1)


def _light(line: Line) -> Line:
    """Whole pixels, and only the vertices that can be seen."""
    return without_repeats(
        (round(x), round(y)) for x, y in simplified(without_repeats(line), _TOLERANCE)
    )


def _path(line: Line) -> str:
    """Relative steps: shorter than positions."""
    (x0, y0), steps = line[0], []
    for (x, y), (a, b) in zip(line[1:], line, strict=False):
        steps.append(f"{x - a:g} {y - b:g}")
    return f"M{x0:g} {y0:g}l{' '.join(steps)}"
