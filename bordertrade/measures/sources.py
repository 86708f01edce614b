"""Who says so: the sources of the record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bordertrade.dataset import Dataset
from bordertrade.dataset.rows import rows_of
from bordertrade.version_cache import once_for_version


@dataclass(frozen=True, slots=True)
class Source:
    """A row of ``sources``."""

    id: str
    title: str
    publisher: str
    date: str
    url: str
    note: str


def sources(dataset: Dataset, ids: Iterable[str]) -> tuple[Source, ...]:
    """The sources of some ids, in their order, each once; an id without a row is left out."""
    known = _by_id(dataset)
    return tuple(known[each] for each in dict.fromkeys(ids) if each in known)


@once_for_version
def _by_id(dataset: Dataset) -> dict[str, Source]:
    return {
        row.id: Source(row.id, row.title, row.publisher, row.date, row.url, row.note)
        for row in rows_of(dataset["sources"])
    }
