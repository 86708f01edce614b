"""What all marks of one map share: its points, colours, circle scale and first view."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bordertrade import palette
from bordertrade.envelope import Envelope
from bordertrade.maps.labels import Box
from bordertrade.maps.mercator import pixels
from bordertrade.maps.points import MapPoint, markets, rank
from bordertrade.maps.scale import SMALLEST_RADIUS, Scale, scale
from bordertrade.palette import Scheme

#: The first view: all three markets, Gwadar, Chabahar, Taftan and Zahedan, on a phone too.
LON, LAT, ZOOM = 62.3, 27.3, 5.5
_PHONE = (350.0, 410.0)  # px
_UNSELECTED = 0.4
_GAP = 3.0  # px between the formal and the informal mark


@dataclass(frozen=True)
class Picture:
    """``order`` is the markets' order in ``markets.csv``, which settles colours and symbols."""

    points: Sequence[MapPoint]
    scheme: Scheme
    order: Sequence[str]

    @property
    def scale(self) -> Scale:
        return scale(self.points)

    def ink(self, point: MapPoint, opacity: float = 1.0) -> list[int]:
        """A market's colour: red, green, blue, opacity."""
        hex_colour = palette.market_colour(rank(point, self.order), self.scheme)
        return [*palette.rgb(hex_colour), round(255 * opacity)]

    def symbol(self, point: MapPoint) -> str:
        return palette.market_symbol(rank(point, self.order))

    def strength(self, point: MapPoint) -> float:
        """Opacity of a market's marks: faint while others are selected."""
        chosen = any(each.selected for each in self.points)
        return 1.0 if point.selected or not chosen else _UNSELECTED

    def reach(self, part: Envelope | None) -> float:
        """How far a mark goes from its middle, px."""
        return SMALLEST_RADIUS + 2 if part is None else self.scale.visible_radius(part.high)

    def shift(self, point: MapPoint) -> float:
        """How far west of its market the informal mark stands, px."""
        return self.reach(point.formal) + self.reach(point.informal) + _GAP

    def overhang(self, point: MapPoint) -> float:
        """How much further west than the formal mark a market's marks go, px."""
        return 0.0 if point.informal is None else 2 * self.reach(point.informal) + _GAP

    def height(self, point: MapPoint) -> float:
        """How high a market's marks go above its middle, px."""
        return max(self.reach(part) for part in (point.formal, point.informal or point.formal))

    def market_boxes(self) -> list[Box]:
        """What the markets' marks cover in the first view."""
        return [self._market_box(point) for point in markets(self.points)]

    def _market_box(self, point: MapPoint) -> Box:
        (x, y), reach, height = spot(point), self.reach(point.formal), self.height(point)
        return x - reach - self.overhang(point), y - height, x + reach, y + height


def spot(point: MapPoint) -> tuple[float, float]:
    """Where a point lies in the first view, px."""
    return pixels(point.lon, point.lat, ZOOM)


def positions(points: Iterable[MapPoint]) -> list[tuple[float, float]]:
    return [(point.lon, point.lat) for point in points]


def phone_frame() -> Box:
    """What a phone shows of the first view, px. Wider screens show more at the sides."""
    (x, y), (width, height) = pixels(LON, LAT, ZOOM), _PHONE
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2
