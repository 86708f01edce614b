"""Where things are: the places that a map of the border shows."""

from __future__ import annotations

from dataclasses import dataclass

from bordertrade.dataset import Dataset
from bordertrade.dataset.rows import rows_of
from bordertrade.measures.markets import markets

#: Kinds of places worth a mark on a map of the border.
KINDS = ("market", "crossing", "port", "city", "border_town", "town")

#: The stretch of border that the map shows: degrees west, south, east, north.
WINDOW = (58.9, 24.6, 66.6, 30.6)


@dataclass(frozen=True, slots=True)
class Place:
    """A row of ``places`` with a position. ``precision_km`` is how far off it may be."""

    id: str
    name: str
    kind: str
    country: str
    lat: float
    lon: float
    precision_km: float
    source: str
    detail: str
    market: str


def places(dataset: Dataset) -> tuple[Place, ...]:
    """Places of Pakistan and Iran in the window; those without a position are left out."""
    of_market = {market.place: market.id for market in markets(dataset)}
    rows = dataset["places"]
    west, south, east, north = WINDOW
    inside = rows[
        rows["lat"].between(south, north)
        & rows["lon"].between(west, east)
        & rows["country"].isin(["PK", "IR"])
        & rows["kind"].isin(KINDS)
    ]
    return tuple(
        Place(
            id=row.id,
            name=row.name,
            kind=row.kind,
            country=row.country,
            lat=row.lat,
            lon=row.lon,
            precision_km=row.precision_km,
            source=row.source,
            detail=row.source_detail,
            market=of_market.get(row.id, ""),
        )
        for row in rows_of(inside)
    )
