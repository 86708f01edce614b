"""What each market is: where, since when, by which rules, and who says so."""

from __future__ import annotations

from dataclasses import dataclass

from bordertrade.dataset import Dataset
from bordertrade.dataset import markets as rows_of_markets
from bordertrade.dataset.rows import rows_of
from bordertrade.measures.observation import source_ids
from bordertrade.version_cache import once_for_version


@dataclass(frozen=True, slots=True)
class Market:
    """A row of ``markets``. Dates are ISO texts, empty when nobody reported an opening."""

    id: str
    name: str
    counterpart: str
    pk_district: str
    pk_province: str
    ir_county: str
    ir_province: str
    place: str
    crossing_opened: str
    opened: str
    status: str
    rules: str
    sources: tuple[str, ...]
    note: str


@once_for_version
def markets(dataset: Dataset) -> tuple[Market, ...]:
    """The agreed markets, in the order of the table. Candidates are not markets yet."""
    return tuple(
        Market(
            id=row.id,
            name=row.name,
            counterpart=row.counterpart,
            pk_district=row.pk_district,
            pk_province=row.pk_province,
            ir_county=row.ir_county,
            ir_province=row.ir_province,
            place=row.place,
            crossing_opened=row.crossing_opened,
            opened=row.opened,
            status=row.status,
            rules=row.rules,
            sources=source_ids(row.source, row.more_sources),
            note=row.note,
        )
        for row in rows_of(rows_of_markets.agreed(dataset["markets"]))
    )


def ids(dataset: Dataset) -> tuple[str, ...]:
    """The ids of the agreed markets, in the order of the table."""
    return tuple(market.id for market in markets(dataset))


def first_three(dataset: Dataset) -> tuple[str, ...]:
    """The markets agreed first: the three that the model takes together."""
    return rows_of_markets.first_three(dataset["markets"])
