"""The record as schema.org describes a data set: for search engines of data."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bordertrade import calendars
from bordertrade.calendars import PeriodError
from bordertrade.dataset import Dataset, Table
from bordertrade.store import Revision
from bordertrade.words import _

#: West, south, east and north of the stretch of border that the record is about, degrees.
_BOX = "24.6 58.9 30.6 66.6"
_DATED = ("formal_trade", "informal_trade", "bilateral_trade")


def described(dataset: Dataset, published: Revision | None, address: str) -> dict[str, Any]:
    """A ``Dataset`` with its tables as downloads. ``published`` None: shipped and never published."""
    contract = dataset.contract
    publisher = {"@type": "Organization", "name": contract.title, "url": f"{address}/"}
    found: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": f"{address}/#data",
        "name": contract.title,
        "description": contract.description,
        "url": f"{address}/data",
        "version": dataset.version,
        "identifier": dataset.fingerprint,
        "isAccessibleForFree": True,
        "publisher": publisher,
        "spatialCoverage": {
            "@type": "Place",
            "name": _("Border of Pakistan and Iran"),
            "geo": {"@type": "GeoShape", "box": _BOX},
        },
        "temporalCoverage": _span(dataset),
        "variableMeasured": list(_measured(contract.tables.values())),
        "distribution": [_download(table, dataset, address) for table in contract.tables.values()],
    }
    if contract.licence:
        found["license"] = {
            "@type": "CreativeWork",
            "name": contract.licence_note,
            "url": contract.licence,
        }
    if published is not None:
        found["datePublished"] = published.at.date().isoformat()
    return found


def _span(dataset: Dataset) -> str:
    """First and last day that trade is recorded for, as an interval of ISO 8601."""
    periods = [
        period
        for name in _DATED
        for text in set(dataset[name]["period"])
        if (period := _read(text))
    ]
    if not periods:
        return ""
    first, last = min(p.start for p in periods), max(p.end for p in periods)
    return f"{first.isoformat()}/{last.isoformat()}"


def _read(text: str) -> calendars.Period | None:
    try:
        return calendars.parse(text)
    except PeriodError:
        return None


def _measured(tables: Iterable[Table]) -> Iterable[dict[str, str]]:
    """The amounts of the uploadable tables: columns that have a unit."""
    seen: set[str] = set()
    for table in tables:
        for column in table.columns:
            if column.unit and table.uploadable and column.title not in seen:
                seen.add(column.title)
                yield {
                    "@type": "PropertyValue",
                    "name": column.title,
                    "description": column.description,
                    "unitText": column.unit,
                }


def _download(table: Table, dataset: Dataset, address: str) -> dict[str, str]:
    return {
        "@type": "DataDownload",
        "name": table.title,
        "encodingFormat": "text/csv",
        "contentUrl": f"{address}/api/v1/tables/{table.name}.csv?v={dataset.version}",
    }
