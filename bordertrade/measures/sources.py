"""Who says so: the sources of the record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bordertrade.dataset import Dataset


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
    rows = dataset["sources"].set_index("id")
    return tuple(
        Source(
            id=each,
            title=str(rows.at[each, "title"]),
            publisher=str(rows.at[each, "publisher"]),
            date=str(rows.at[each, "date"]),
            url=str(rows.at[each, "url"]),
            note=str(rows.at[each, "note"]),
        )
        for each in dict.fromkeys(ids)
        if each in rows.index
    )
