"""What happened at the border, for lists and for time axes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bordertrade.dataset import Dataset
from bordertrade.dataset.rows import rows_of
from bordertrade.measures.observation import source_ids
from bordertrade.version_cache import once_for_version


@dataclass(frozen=True, slots=True)
class Event:
    """A row of ``events``; ``date_text`` is as precise as its source."""

    id: str
    date_text: str
    end_text: str
    markets: tuple[str, ...]
    scope: str
    title: str
    description: str
    effect: str
    sources: tuple[str, ...]
    note: str

    @property
    def start(self) -> date:
        """The first day the date can mean: a month stands on its first day."""
        parts = [int(part) for part in self.date_text.split("-")]
        year, month, day = [*parts, 1, 1][:3]
        return date(year, month, day)


@once_for_version
def events(dataset: Dataset) -> tuple[Event, ...]:
    """All events, oldest first."""
    found = (
        Event(
            id=row.id,
            date_text=row.date,
            end_text=row.date_end,
            markets=tuple(part for part in row.markets.split("~") if part),
            scope=row.scope,
            title=row.title,
            description=row.description,
            effect=row.effect,
            sources=source_ids(row.source, row.more_sources),
            note=row.note,
        )
        for row in rows_of(dataset["events"])
    )
    return tuple(sorted(found, key=lambda event: (event.start, event.id)))


def latest_events(dataset: Dataset, count: int = 5) -> tuple[Event, ...]:
    """The newest events, newest first."""
    return tuple(reversed(events(dataset)))[:count]


def events_between(
    dataset: Dataset, start: date, end: date, markets: Iterable[str]
) -> tuple[Event, ...]:
    """Events in a span that concern the whole border or one of the markets."""
    wanted = set(markets)
    return tuple(
        event
        for event in events(dataset)
        if start <= event.start <= end and (not event.markets or wanted & set(event.markets))
    )
