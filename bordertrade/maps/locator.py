"""A small drawing of the border for pages that shall load neither scripts nor map library."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from bordertrade.maps.geometry import Point, within
from bordertrade.maps.labels import EASTWARD, WESTWARD, Box, Label, Placed, around, declutter
from bordertrade.maps.points import MapPoint, markets, places, rank
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
    "triangle-up": "M0,-8L7,6H-7z",
    "star": "M0,-8.5L2,-2.8H8L3.2,.9L5,6.8L0,3.3L-5,6.8L-3.2,.9L-8,-2.8H-2z",
    "cross": "M-2.5,-7.5H2.5V-2.5H7.5V2.5H2.5V7.5H-2.5V2.5H-7.5V-2.5H-2.5z",
    "pentagon": "M0,-7.5L7.5,-2L4.6,6.5H-4.6L-7.5,-2z",
}


def locator_svg(  # noqa: PLR0913 - a drawing is its settings
    points: Sequence[MapPoint],
    geo_folder: Path,
    *,
    order: Sequence[str],
    width: int = 560,
    height: int = 300,
    hrefs: Mapping[str, str] | None = None,
) -> str:
    """The drawing as one ``<svg>``; both colour schemes of a page are in it.

    ``order`` is the markets' order in ``markets.csv``, which settles colours and symbols.
    ``hrefs``: market id -> address that its symbol leads to. With links it is a group to screen
    readers and not one image, for nothing inside an image can be reached.
    """
    sheet = Sheet(width, height)
    title = escape(_("Map of the border between Pakistan and Iran with its joint markets"))
    role = "group" if hrefs else "img"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="{role}" '
        f'preserveAspectRatio="xMidYMid slice" style="display:block;width:100%;'
        f"max-width:{width}px;height:{height}px;border-radius:8px;"
        f'font-family:inherit"><title>{title}</title>'
        f"{ground(sheet, geo_folder, either)}{_writing(points, sheet, order, hrefs or {})}</svg>"
    )


def _writing(
    points: Sequence[MapPoint], sheet: Sheet, order: Sequence[str], hrefs: Mapping[str, str]
) -> str:
    """Symbols, dots and names; names of countries where room is left."""
    towns = [point for point in places(points) if _is_shown(point, sheet)]
    sites = markets(points)
    taken = [around(*_spot(point, sheet), _SYMBOL) for point in sites]
    taken += [around(*_spot(point, sheet), _DOT) for point in towns]
    names = declutter([_label(point, sheet) for point in (*sites, *towns)], taken, sheet.frame)
    by_place = {name.label.place: name for name in names}
    named = [point for point in towns if _at(point) in by_place]
    countries = _countries(sheet, [*taken, *(name.box for name in names)])
    dots = "".join(_town(point, by_place[_at(point)], sheet) for point in named)
    symbols = "".join(
        _linked(_market(point, rank(point, order), by_place.get(_at(point)), sheet), point, hrefs)
        for point in sites
    )
    return f"{countries}{dots}{symbols}"


def _at(point: MapPoint) -> tuple[float, float]:
    return point.lon, point.lat


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
        place=_at(point),
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


def _market(point: MapPoint, place: int, name: Placed | None, sheet: Sheet) -> str:
    """The market's symbol in its colour, and its name."""
    x, y = _spot(point, sheet)
    light, dark = (market_colour(place, scheme) for scheme in Scheme)
    outline = _SYMBOLS[market_symbol(place)]
    symbol = (
        f'<path transform="translate({x:.1f} {y:.1f})" d="{outline}" '
        f'style="fill:light-dark({light}, {dark});stroke:{either("page")};stroke-width:1.5"/>'
    )
    letters = f"font-weight:700;{_letters(_MARKET_SIZE, 'text')}"
    return f'<g style="{letters}">{symbol}{_text(name) if name else ""}</g>'


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
