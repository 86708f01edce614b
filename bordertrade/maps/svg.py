"""The map of the border as one drawing: for pictures, prints, and screens without WebGL."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from bordertrade.envelope import Envelope
from bordertrade.maps.geometry import within
from bordertrade.maps.labels import (
    EASTWARD,
    WESTWARD,
    Box,
    Label,
    Placed,
    around,
    declutter,
    overlap,
)
from bordertrade.maps.points import MapPoint, markets, places, rank
from bordertrade.maps.scale import LARGEST_RADIUS, Scale, scale
from bordertrade.maps.sheet import Sheet, ground
from bordertrade.palette import Scheme, colour, market_colour
from bordertrade.typography import FAMILY
from bordertrade.words import _
from bordertrade.words.markup import escape

#: The largest circle, px for each px of the drawing's height.
_LARGEST = 0.075
_NONE = 4.0  # px: a market without a figure
_GAP = 2.0  # px between the formal and the informal circle
_MARKET_SIZE, _TOWN_SIZE, _KEY_SIZE = 14.0, 10.5, 10.0  # px
_TOWNS = frozenset({"city", "port_city"})
_DOT = 2.5
#: Beside its own circle first: below it stands the next market's.
_SIDES = ("e", "ene", "ne", "nne", *EASTWARD)
#: One function a scheme: the land is remembered by it.
_PAINTS = {scheme: partial(colour, scheme=scheme) for scheme in Scheme}


def map_svg(  # noqa: PLR0913 - a drawing is its settings
    points: Sequence[MapPoint],
    geo_folder: Path,
    *,
    order: Sequence[str],
    width: int,
    height: int,
    scheme: Scheme = Scheme.LIGHT,
) -> str:
    """Land, borders, towns, and each market with its twelve months: a full circle for recorded
    trade (central, with a veil to the high end), an open one beside it for informal trade.

    ``order`` is the markets' order in ``markets.csv``, which settles their colours.
    """
    drawing = _Drawing(points, Sheet(width, height), scheme, order)
    title = escape(_("Map of the border between Pakistan and Iran with its joint markets"))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" role="img" font-family="{FAMILY}"><title>{title}</title>'
        f"{ground(drawing.sheet, geo_folder, _PAINTS[scheme])}{drawing.marks()}</svg>"
    )


class _Drawing:
    """What stands on the land."""

    def __init__(
        self, points: Sequence[MapPoint], sheet: Sheet, scheme: Scheme, order: Sequence[str]
    ) -> None:
        self.sheet, self._scheme, self._order = sheet, scheme, order
        self._markets = markets(points)
        self._towns = [p for p in places(points) if p.kind in _TOWNS and self._is_inside(p)]
        self._scale: Scale = scale(points)

    def marks(self) -> str:
        key_top = self.sheet.height - 24.0
        key = (0.0, key_top, self._key_width(), float(self.sheet.height))
        circles = [*map(self._box, self._markets), key]
        named = declutter(map(self._label, self._markets), circles, self._frame)
        texts = "".join(self._name(name, bold=True) for name in named)
        towns = self._named_towns([*circles, *(name.box for name in named)])
        drawn = "".join(map(self._market, self._markets))
        return f"{towns}{drawn}{texts}{self._key(key_top)}"

    def _named_towns(self, taken: Sequence[Box]) -> str:
        """Towns that have room for their name: they give way to the markets and theirs."""
        dots = {town: around(*self._spot(town), _DOT) for town in self._towns}
        free = [t for t, dot in dots.items() if not any(overlap(dot, box) for box in taken)]
        around_them = [*taken, *(dots[town] for town in free)]
        names = {
            name.label.place: name
            for name in declutter(map(self._label, free), around_them, self._frame)
        }
        return "".join(self._town(t, names[_at(t)]) for t in free if _at(t) in names)

    @property
    def _frame(self) -> Box:
        return 2.0, 2.0, self.sheet.width - 2.0, self.sheet.height - 2.0

    def _is_inside(self, point: MapPoint) -> bool:
        return within(self._spot(point), self._frame)

    def _spot(self, point: MapPoint) -> tuple[float, float]:
        return self.sheet.project(point.lon, point.lat)

    def _radius(self, value: float) -> float:
        grow = _LARGEST * self.sheet.height / LARGEST_RADIUS
        return max(2.0, self._scale.radius(value) * grow)

    def _reach(self, part: Envelope | None) -> float:
        return _NONE if part is None else self._radius(part.high)

    def _overhang(self, point: MapPoint) -> float:
        """How far west of the formal circle the informal one goes, px."""
        return 2 * self._reach(point.informal) + _GAP if point.informal else 0.0

    def _box(self, point: MapPoint) -> Box:
        (x, y), reach = self._spot(point), self._reach(point.formal)
        tall = max(reach, self._reach(point.informal) if point.informal else 0.0)
        return x - reach - self._overhang(point), y - tall, x + reach, y + tall

    def _label(self, point: MapPoint) -> Label:
        x, y = self._spot(point)
        if not point.is_market:
            sides = WESTWARD if point.country == "IR" else EASTWARD
            return Label(
                point.name, x, y, size=_TOWN_SIZE, reach=_DOT, sides=sides, place=_at(point)
            )
        left, top, _right, bottom = self._box(point)
        reach = self._reach(point.formal)
        return Label(
            point.name,
            x,
            y,
            size=_MARKET_SIZE,
            reach=reach,
            reach_west=x - reach - left,
            height=(bottom - top) / 2,
            sides=_SIDES,
            place=_at(point),
        )

    def _market(self, point: MapPoint) -> str:
        (x, y), page = self._spot(point), colour("page", self._scheme)
        ink = market_colour(rank(point, self._order), self._scheme)
        if point.formal is None:
            formal = _circle(x, y, _NONE, f'fill="{page}" stroke="{ink}" stroke-width="2"')
        else:
            veil = _circle(x, y, self._radius(point.formal.high), f'fill="{ink}" fill-opacity=".3"')
            central = self._radius(point.formal.central)
            formal = veil + _circle(x, y, central, f'fill="{ink}" stroke="{page}"')
        return formal + self._informal(point, x, y)

    def _informal(self, point: MapPoint, x: float, y: float) -> str:
        if point.informal is None:
            return ""
        ink, high = colour("informal", self._scheme), self._radius(point.informal.high)
        west = x - self._reach(point.formal) - _GAP - high
        paint = f'fill="none" stroke="{ink}"'
        return _circle(west, y, high, f'{paint} stroke-opacity=".5" stroke-dasharray="3 2"') + (
            _circle(west, y, self._radius(point.informal.central), f'{paint} stroke-width="2"')
        )

    def _town(self, point: MapPoint, name: Placed) -> str:
        dot = _circle(*self._spot(point), _DOT, f'fill="{colour("quiet", self._scheme)}"')
        return dot + self._name(name)

    def _name(self, name: Placed, *, bold: bool = False) -> str:
        """A rim in the land's colour keeps lines from running through the letters."""
        label, ink = name.label, colour("text" if bold else "quiet", self._scheme)
        x, y = label.x + name.dx, label.y + name.dy + label.size / 3
        weight = ' font-weight="700"' if bold else ""
        letters = f'x="{x:.1f}" y="{y:.1f}" font-size="{label.size:g}" text-anchor="{name.anchor}"{weight}'
        rim = f'stroke="{colour("land", self._scheme)}" stroke-width="3" stroke-linejoin="round"'
        text = escape(label.text)
        return f'<text {letters} {rim}>{text}</text><text {letters} fill="{ink}">{text}</text>'

    def _keys(self) -> tuple[str, str]:
        return _("full: formal trade"), _("open: informal fuel")

    def _key_width(self) -> float:
        return 46.0 + sum(len(text) * _KEY_SIZE * 0.56 + 10 for text in self._keys())

    def _key(self, top: float) -> str:
        """Which circle is which, in the corner."""
        first, second = self._keys()
        ink, quiet = colour("text", self._scheme), colour("quiet", self._scheme)
        plate = f'<rect x="0" y="{top:g}" width="{self._key_width():.0f}" height="24" '
        plate += f'fill="{colour("page", self._scheme)}" fill-opacity=".88"/>'
        middle, line = top + 12, top + 15.5
        start = 20 + len(first) * _KEY_SIZE * 0.56 + 16
        ring = f'fill="none" stroke="{colour("informal", self._scheme)}" stroke-width="2"'
        text = f'y="{line:g}" font-size="{_KEY_SIZE:g}" fill="{ink}"'
        return (
            f'{plate}{_circle(12, middle, 4.5, f"""fill="{quiet}" """)}'
            f'<text x="20" {text}>{escape(first)}</text>{_circle(start, middle, 4.5, ring)}'
            f'<text x="{start + 9:.0f}" {text}>{escape(second)}</text>'
        )


def _at(point: MapPoint) -> tuple[float, float]:
    return point.lon, point.lat


def _circle(x: float, y: float, radius: float, paint: str) -> str:
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" {paint}/>'
