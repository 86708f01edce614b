"""Why a month has no figure: closed, not yet open, or not collected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from bordertrade.calendars import Period
from bordertrade.dataset import Dataset
from bordertrade.dataset.rows import rows_of
from bordertrade.vocabulary import ObsStatus

ZERO, CLOSED, NOT_OPEN, NOT_COLLECTED = "zero", "closed", "not_open", "not_collected"
#: A figure was collected, but no sourced rate brings it into the money that was asked for.
NO_RATE = "no_rate"

#: What a status says when there is no value.
ABSENCES = {
    ObsStatus.CLOSED: CLOSED,
    ObsStatus.CANNOT_EXIST: NOT_OPEN,
    ObsStatus.NOT_COLLECTED: NOT_COLLECTED,
}


def absence(month: Period, opened: date | None) -> str:
    """Why nothing stands for a month of which no row speaks. ``opened`` is the crossing's day."""
    if opened is not None and month.end < opened:
        return NOT_OPEN
    return NOT_COLLECTED


def crossings_opened(dataset: Dataset) -> dict[str, date]:
    """The day on which each market's crossing opened, where somebody reported it."""
    return {
        row.id: date.fromisoformat(row.crossing_opened)
        for row in rows_of(dataset["markets"])
        if row.crossing_opened
    }


def runs(months: Iterable[Period]) -> Iterator[list[Period]]:
    """Months in a row, together."""
    run: list[Period] = []
    for month in months:
        if run and (month.start - run[-1].end).days > 1:
            yield run
            run = []
        run.append(month)
    if run:
        yield run


@dataclass(frozen=True, slots=True)
class State:
    """A stretch of time without a figure, or with a true zero, and which of these it is.

    ``kind``: ``zero``, ``closed``, ``not_open``, ``not_collected`` or ``no_rate``.
    """

    market: str
    kind: str
    start: date
    end: date
