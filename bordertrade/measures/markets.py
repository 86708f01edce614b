"""What each market is: where, since when, by which rules, and who says so."""

from __future__ import annotations

from dataclasses import dataclass

from bordertrade.dataset import Dataset
from bordertrade.dataset.rows import rows_of
from bordertrade.measures.observation import source_ids
from bordertrade.version_cache import once_for_version

FIRST_THREE = "first_three"


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
    """The agreed first markets, in the order of the table. Candidates are not markets yet."""
    rows = dataset["markets"]
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
        for row in rows_of(rows[rows["stage"] == FIRST_THREE])
    )
