"""A small drawing of the border for pages that shall load neither scripts nor map library."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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
    within,
    without_repeats,
)
from bordertrade.maps.labels import EASTWARD, WESTWARD, Box, Label, Placed, around, declutter
from bordertrade.maps.mercator import pixels
from bordertrade.maps.points import MapPoint, markets, places
from bordertrade.palette import Scheme, either, market_colour, market_symbol
from bordertrade.words import _
from bordertrade.words.markup import escape

#: What the drawing shows: its middle (lon, lat) and how many degrees of latitude.
_MIDDLE: Point = (62.6, 27.2)
_LATITUDES = 6.0
_PHONE = 340.0  # px: the width that every screen shows
_TOLERANCE = 0.8  # px: nobody sees less
_MARGIN = 6.0  # px beyond the edge, so that outlines do not show there
_SYMBOL = 7.0  # px
_DOT = 3.0
_MARKET_SIZE, _TOWN_SIZE = 15.0, 12.0  # px
#: Of the other places, these alone: the drawing is small.
_SHOWN = frozenset({"city", "port_city"})
_SYMBOLS = {
    "circle": "M-7,0a7,7 0 1,0 14,0a7,7 0 1,0 -14,0z",
    "square": "M-6,-6H6V6H-6z",
    "diamond": "M0,-8.5L8.5,0L0,8.5L-8.5,0z",
    "hexagon": "M-7,0L-3.5,-6H3.5L7,0L3.5,6H-3.5z",
}
_OTHER_SYMBOL = "M0,-8L7,6H-7z"


@dataclass(frozen=True, slots=True)
class _Sheet:
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


def locator_svg(
    points: Sequence[MapPoint],
    geo_folder: Path,
    *,
    width: int = 560,
    height: int = 300,
    hrefs: Mapping[str, str] | None = None,
) -> str:
    """The drawing as one ``<svg>``; both colour schemes of a page are in it.

    Markets stand in the order of ``points``, which settles their symbols. ``hrefs``: market id
    -> address that its symbol leads to. With links it is a group to screen readers and not one
    image, for nothing inside an image can be reached.
    """
    sheet = _Sheet(width, height)
    title = escape(_("Map of the border between Pakistan and Iran with its joint markets"))
    role = "group" if hrefs else "img"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="{role}" '
        f'preserveAspectRatio="xMidYMid slice" style="display:block;width:100%;'
        f"max-width:{width}px;height:{height}px;border-radius:8px;"
        f'font-family:inherit"><title>{title}</title>'
        f"{_ground(sheet, geo_folder)}{_writing(points, sheet, hrefs or {})}</svg>"
    )


@lru_cache(maxsize=4)
def _ground(sheet: _Sheet, folder: Path) -> str:
    """Sea, land, the two border provinces, coast and borders."""
    land = _rings(shapes.polygons(folder, "region_countries"), sheet)
    provinces = _rings(shapes.polygons(folder, "region_border_provinces"), sheet)
    coast = _strokes(shapes.lines(folder, "region_coast"), sheet)
    borders = _strokes(shapes.lines(folder, "region_borders", lambda it: not _is_ours(it)), sheet)
    ours = _strokes(shapes.lines(folder, "region_borders", _is_ours), sheet)
    return (
        f'<path d="M0,0H{sheet.width}V{sheet.height}H0z" style="fill:{either("sea")}"/>'
        f'<path d="{land}" style="fill:{either("land")}"/>'
        f'<path d="{provinces}" style="fill:{either("border_province")}"/>'
        f'<g style="fill:none;stroke-linejoin:round">'
        f'<path d="{coast}" style="stroke:{either("coast")}"/>'
        f'<path d="{borders}" style="stroke:{either("border")}"/>'
        f'<path d="{ours}" style="stroke:{either("border")};stroke-width:2.5"/></g>'
    )


def _is_ours(properties: shapes.Properties) -> bool:
    return bool(properties["pair"] == "IRN-PAK")


def _rings(polygons: Iterable[list[Line]], sheet: _Sheet) -> str:
    rings = (clipped_ring(moved(ring, sheet.project), sheet.window) for ring in chain(*polygons))
    return "".join(f"{_path(ring)}z" for ring in map(_light, rings) if len(ring) > 3)


def _strokes(lines: Iterable[Line], sheet: _Sheet) -> str:
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


def _writing(points: Sequence[MapPoint], sheet: _Sheet, hrefs: Mapping[str, str]) -> str:
    """Symbols, dots and names; names of countries where room is left."""
    towns = [point for point in places(points) if _is_shown(point, sheet)]
    sites = markets(points)
    taken = [around(*_spot(point, sheet), _SYMBOL) for point in sites]
    taken += [around(*_spot(point, sheet), _DOT) for point in towns]
    names = declutter([_label(point, sheet) for point in (*sites, *towns)], taken, sheet.frame)
    by_place = {name.label.place: name for name in names}
    named = [point for point in towns if (point.lon, point.lat) in by_place]
    countries = _countries(sheet, [*taken, *(name.box for name in names)])
    dots = "".join(_town(point, by_place[point.lon, point.lat], sheet) for point in named)
    symbols = "".join(
        _linked(_market(point, rank, by_place.get((point.lon, point.lat)), sheet), point, hrefs)
        for rank, point in enumerate(sites)
    )
    return f"{countries}{dots}{symbols}"


def _spot(point: MapPoint, sheet: _Sheet) -> Point:
    return sheet.project(point.lon, point.lat)


def _is_shown(point: MapPoint, sheet: _Sheet) -> bool:
    return point.kind in _SHOWN and within(_spot(point, sheet), sheet.frame)


def _label(point: MapPoint, sheet: _Sheet) -> Label:
    x, y = _spot(point, sheet)
    return Label(
        point.name,
        x,
        y,
        size=_MARKET_SIZE if point.is_market else _TOWN_SIZE,
        reach=_SYMBOL if point.is_market else _DOT,
        sides=WESTWARD if point.country == "IR" else EASTWARD,
        place=(point.lon, point.lat),
    )


def _countries(sheet: _Sheet, taken: list[Box]) -> str:
    """In quiet letters, each at the first of its spots that is free."""
    found = (
        declutter(_wide(text, spots, sheet), taken, sheet.frame)[:1]
        for text, spots in _wide_names()
    )
    texts = "".join(_text(name) for names in found for name in names)
    return f'<g style="{_letters(_TOWN_SIZE, "quiet")};letter-spacing:.04em">{texts}</g>'


def _wide_names() -> tuple[tuple[str, tuple[Point, ...]], ...]:
    return (
        (_("IRAN"), ((59.6, 28.6), (59.0, 26.9))),
        (_("PAKISTAN"), ((65.2, 27.9), (65.6, 26.8))),
        (_("AFGHANISTAN"), ((63.8, 29.85), (64.0, 29.8))),
        (_("Arabian Sea"), ((64.6, 24.7), (61.6, 24.5))),
    )


def _wide(text: str, spots: Iterable[Point], sheet: _Sheet) -> list[Label]:
    sides = ("centre",)
    return [Label(text, *sheet.project(*at), size=_TOWN_SIZE, sides=sides) for at in spots]


def _town(point: MapPoint, name: Placed, sheet: _Sheet) -> str:
    x, y = _spot(point, sheet)
    dot = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{_DOT:g}" style="fill:{either("quiet")}"/>'
    return f'<g style="{_letters(_TOWN_SIZE, "text")}">{dot}{_text(name)}</g>'


def _market(point: MapPoint, rank: int, name: Placed | None, sheet: _Sheet) -> str:
    """The market's symbol in its colour, and its name."""
    x, y = _spot(point, sheet)
    ink = _both(point, rank)
    outline = _SYMBOLS.get(market_symbol(point.market, rank), _OTHER_SYMBOL)
    symbol = (
        f'<path transform="translate({x:.1f} {y:.1f})" d="{outline}" '
        f'style="fill:{ink};stroke:{either("page")};stroke-width:1.5"/>'
    )
    letters = f"font-weight:700;{_letters(_MARKET_SIZE, 'text')}"
    return f'<g style="{letters}">{symbol}{_text(name) if name else ""}</g>'


def _both(point: MapPoint, rank: int) -> str:
    """A market's colour for both schemes; markets added later have no role in the palette."""
    light, dark = (market_colour(point.market, rank, scheme) for scheme in Scheme)
    return f"light-dark({light}, {dark})"


def _letters(size: float, role: str) -> str:
    """A rim in the land's colour keeps lines from running through the letters."""
    rim = f"stroke:{either('land')};stroke-width:3px;stroke-linejoin:round;paint-order:stroke"
    return f"font-size:{size:g}px;fill:{either(role)};{rim}"


def _text(name: Placed) -> str:
    label = name.label
    # a third of the size below the middle: where the line of the letters is
    x, y = label.x + name.dx, label.y + name.dy + label.size / 3
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{name.anchor}">{escape(label.text)}</text>'


def _linked(drawing: str, point: MapPoint, hrefs: Mapping[str, str]) -> str:
    if point.market not in hrefs:
        return drawing
    href, name = escape(hrefs[point.market]), escape(point.name)
    return f'<a href="{href}" target="_self" aria-label="{name}">{drawing}</a>'
