"""A small drawing of the border for pages that shall load neither scripts nor map library."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from bordertrade.maps.geometry import Point, within
from bordertrade.maps.labels import EASTWARD, WESTWARD, Box, Label, Placed, around, declutter
from bordertrade.maps.points import MapPoint, markets, places
from bordertrade.maps.sheet import Sheet, ground
from bordertrade.palette import Scheme, either, market_colour, market_symbol
from bordertrade.words import _
from bordertrade.words.markup import escape

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
    sheet = Sheet(width, height)
    title = escape(_("Map of the border between Pakistan and Iran with its joint markets"))
    role = "group" if hrefs else "img"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="{role}" '
        f'preserveAspectRatio="xMidYMid slice" style="display:block;width:100%;'
        f"max-width:{width}px;height:{height}px;border-radius:8px;"
        f'font-family:inherit"><title>{title}</title>'
        f"{ground(sheet, geo_folder, either)}{_writing(points, sheet, hrefs or {})}</svg>"
    )


def _writing(points: Sequence[MapPoint], sheet: Sheet, hrefs: Mapping[str, str]) -> str:
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


def _spot(point: MapPoint, sheet: Sheet) -> Point:
    return sheet.project(point.lon, point.lat)


def _is_shown(point: MapPoint, sheet: Sheet) -> bool:
    return point.kind in _SHOWN and within(_spot(point, sheet), sheet.frame)


def _label(point: MapPoint, sheet: Sheet) -> Label:
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


def _countries(sheet: Sheet, taken: list[Box]) -> str:
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


def _wide(text: str, spots: Iterable[Point], sheet: Sheet) -> list[Label]:
    sides = ("centre",)
    return [Label(text, *sheet.project(*at), size=_TOWN_SIZE, sides=sides) for at in spots]


def _town(point: MapPoint, name: Placed, sheet: Sheet) -> str:
    x, y = _spot(point, sheet)
    dot = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{_DOT:g}" style="fill:{either("quiet")}"/>'
    return f'<g style="{_letters(_TOWN_SIZE, "text")}">{dot}{_text(name)}</g>'


def _market(point: MapPoint, rank: int, name: Placed | None, sheet: Sheet) -> str:
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
