"""What the map of the border shows of a view: for the page and for its picture."""

from __future__ import annotations

from bordertrade import selecting
from bordertrade.dataset import Dataset
from bordertrade.envelope import Envelope
from bordertrade.maps.points import MapPoint
from bordertrade.measures.geography import Place, places
from bordertrade.measures.market_totals import MarketTotals
from bordertrade.remembered import once
from bordertrade.sharing.answers import every_market
from bordertrade.topics.markets import words as markets_words
from bordertrade.view import ViewState
from bordertrade.vocabulary import Channel, Direction
from bordertrade.words import _, labels, numbers


def map_points(dataset: Dataset, view: ViewState) -> tuple[MapPoint, ...]:
    """The places of the border, the markets with their figures."""
    made: tuple[MapPoint, ...] = once(
        dataset, "points", view, make=lambda: _points(dataset, view, every_market(dataset, view))
    )
    return made


def _points(dataset: Dataset, view: ViewState, totals: MarketTotals | None) -> tuple[MapPoint, ...]:
    chosen = selecting.markets(dataset, view)
    return tuple(_point(each, totals, chosen) for each in places(dataset))


def _point(place: Place, totals: MarketTotals | None, chosen: tuple[str, ...]) -> MapPoint:
    name = labels.market(place.market) if place.market else place.name
    return MapPoint(
        id=place.id,
        name=name,
        kind=place.kind,
        country=place.country,
        lat=place.lat,
        lon=place.lon,
        precision_km=place.precision_km,
        market=place.market,
        formal=_value(totals, place.market, Channel.FORMAL),
        informal=_value(totals, place.market, Channel.INFORMAL),
        selected=place.market in chosen,
        tooltip=_tooltip(place, name, totals),
    )


def _value(totals: MarketTotals | None, market: str, channel: Channel) -> Envelope | None:
    """Goods from Iran: the one direction that both channels have."""
    if totals is None or not market:
        return None
    return totals.value(market, channel, Direction.IR_TO_PK)


def _tooltip(place: Place, name: str, totals: MarketTotals | None) -> str:
    where = _("within {km} km", km=numbers.decimal(place.precision_km))
    lines = [name, f"{labels.of(labels.PLACE_KINDS, place.kind)} · {where}"]
    if place.market and totals:
        lines += markets_words.market_lines(totals, place.market)
    return "\n".join(lines)
