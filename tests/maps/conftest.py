"""Places and amounts that the map tests share."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from bordertrade.envelope import Envelope
from bordertrade.maps.points import MapPoint

DATA = Path(__file__).parents[2] / "data"
AMOUNTS = {
    "gabd": (Envelope(20e6, 35e6, 60e6), Envelope(120e6, 300e6, 520e6)),
    "mand": (Envelope.exact(40e6), Envelope(90e6, 180e6, 420e6)),
    "chadgi": (None, Envelope(0, 70e6, 150e6)),
}


@pytest.fixture(scope="session")
def geo() -> Path:
    return DATA / "geo"


@pytest.fixture(scope="session")
def points() -> list[MapPoint]:
    with (DATA / "places.csv").open(encoding="utf-8") as file:
        return [_point(row) for row in csv.DictReader(file) if row["lat"]]


def _point(row: dict[str, str]) -> MapPoint:
    formal, informal = AMOUNTS.get(row["id"], (None, None))
    return MapPoint(
        id=row["id"],
        name=row["id"].title() if row["kind"] == "market" else row["name"],
        kind=row["kind"],
        country=row["country"],
        lat=float(row["lat"]),
        lon=float(row["lon"]),
        precision_km=float(row["precision_km"]),
        market=row["id"] if row["kind"] == "market" else "",
        formal=formal,
        informal=informal,
    )
