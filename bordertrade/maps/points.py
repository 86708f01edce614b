"""What stands on a map: a place, and for a market what was traded there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bordertrade.envelope import Envelope

#: A place known less well than this is drawn as an area, km.
POINT_PRECISION_KM = 10.0


@dataclass(frozen=True, slots=True)
class MapPoint:
    """A place on the map, its texts already in the reader's language.

    ``market`` is the market's id when ``kind`` is "market". ``formal`` and ``informal`` are US$
    over the months shown; None is "no figure", which is not zero. ``tooltip`` is plain text, its
    lines parted by line ends: Streamlit escapes it, so text escaped before would show its signs.
    """

    id: str
    name: str
    kind: str
    country: str
    lat: float
    lon: float
    precision_km: float
    market: str = ""
    formal: Envelope | None = None
    informal: Envelope | None = None
    selected: bool = False
    tooltip: str = ""

    @property
    def is_market(self) -> bool:
        return self.kind == "market"

    @property
    def is_approximate(self) -> bool:
        return self.precision_km > POINT_PRECISION_KM


def markets(points: Iterable[MapPoint]) -> tuple[MapPoint, ...]:
    return tuple(point for point in points if point.is_market)


def rank(point: MapPoint, order: Sequence[str]) -> int:
    """The place of its market in ``order``, that of ``markets.csv``; behind all for a candidate."""
    return order.index(point.market) if point.market in order else len(order)


def places(points: Iterable[MapPoint]) -> tuple[MapPoint, ...]:
    """All that is not a market, the more important first."""
    others = (point for point in points if not point.is_market)
    return tuple(sorted(others, key=lambda point: _RANK.get(point.kind, len(_RANK))))


#: Which name stays when two would lie on each other.
_RANK = {
    kind: rank
    for rank, kind in enumerate(
        ("port_city", "city", "capital", "border_town", "market_planned", "crossing", "port")
    )
}
