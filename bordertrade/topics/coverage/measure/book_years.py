"""For which years each national book has a figure of each direction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bordertrade.dataset import Dataset
from bordertrade.measures.absence import NOT_COLLECTED, ZERO
from bordertrade.measures.book_level import levels
from bordertrade.measures.observation import Observation
from bordertrade.topics.coverage.measure.months import OBSERVED
from bordertrade.vocabulary import Direction, EvidenceFloor, Reporter


@dataclass(frozen=True, slots=True)
class BookYears:
    """One direction on one book.

    ``states``: (Gregorian year in which a year of the book ends, ``observed``, ``zero`` or
    ``not_collected``), from the first year that either book knows to today's.
    """

    reporter: Reporter
    direction: Direction
    states: tuple[tuple[int, str], ...]

    def count(self, state: str) -> int:
        return sum(own == state for _year, own in self.states)

    def years(self, *states: str) -> tuple[int, ...]:
        return tuple(year for year, own in self.states if own in states)


def book_years(
    dataset: Dataset,
    directions: Iterable[Direction],
    today: date,
    floor: EvidenceFloor = EvidenceFloor.ALL,
) -> tuple[BookYears, ...]:
    """For each book and direction, year by year, whether a full year's figure is published.

    Formula: observed where ``level.levels`` has a preferred figure of that direction for the year
    that ends then, zero where that figure is 0, else not collected. Totals of both directions
    together are no figure of either. Never modelled: national books hold no model.
    """
    found = {reporter: levels(dataset, reporter, floor) for reporter in Reporter}
    ends = [level.period.end_year for known in found.values() for level in known]
    years = range(min([*ends, today.year]), today.year + 1)
    result = []
    for reporter, known in found.items():
        by_year = {level.period.end_year: level for level in known}
        for direction in directions:
            parts = {year: level.part(direction) for year, level in by_year.items()}
            states = tuple((year, _state(parts.get(year))) for year in years)
            result.append(BookYears(reporter, direction, states))
    return tuple(result)


def _state(part: Observation | None) -> str:
    if part is None:
        return NOT_COLLECTED
    return OBSERVED if part.value_usd else ZERO
