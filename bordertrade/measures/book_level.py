"""How much trade one state's book holds in a year: the level that a target is measured against.

The two books are never blended. A year's level is the sum of the directions that the book
publishes for that very period; where one is missing the level is a lower bound and says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bordertrade.calendars import Calendar, Period, months_between
from bordertrade.dataset import Dataset
from bordertrade.measures.observation import Observation, observations
from bordertrade.vocabulary import Direction, EvidenceFloor, Reporter

DIRECTIONS = (Direction.IR_TO_PK, Direction.PK_TO_IR)

#: The year each state keeps its books by.
OWN_CALENDAR = {Reporter.PK: Calendar.FISCAL, Reporter.IR: Calendar.SOLAR_HIJRI}


@dataclass(frozen=True, slots=True)
class Level:
    """Two-way trade of one period on one book, in US$.

    ``parts`` holds the published directions; ``missing`` those that the book does not give for
    this period, so that ``value_usd`` is "at least".
    """

    reporter: Reporter
    period: Period
    parts: tuple[Observation, ...]

    @property
    def value_usd(self) -> float:
        return sum(part.value_usd for part in self.parts)

    @property
    def missing(self) -> tuple[Direction, ...]:
        given = {part.direction for part in self.parts}
        return tuple(direction for direction in DIRECTIONS if direction not in given)

    @property
    def is_complete(self) -> bool:
        return not self.missing

    @property
    def sources(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(each for part in self.parts for each in part.sources))

    def part(self, direction: Direction) -> Observation | None:
        return next((part for part in self.parts if part.direction is direction), None)

    def age_months(self, today: date) -> int:
        return months_between(self.period.end, today)


def levels(
    dataset: Dataset, reporter: Reporter, floor: EvidenceFloor = EvidenceFloor.ALL
) -> tuple[Level, ...]:
    """Each full year on one book, one for each Gregorian year in which a year ends.

    Where a state's own year and a calendar year end in the same year, its own year is kept:
    they overlap, and overlapping spans are never summed or mixed in a line. Of two preferred
    figures for one direction, as two uploads may leave them, the first counts.
    """
    by_period: dict[Period, list[Observation]] = {}
    for each in _preferred(observations(dataset, floor), reporter):
        parts = by_period.setdefault(each.period, [])
        if each.direction not in {part.direction for part in parts}:
            parts.append(each)
    found = [Level(reporter, period, tuple(parts)) for period, parts in by_period.items()]
    return _one_a_year(found, OWN_CALENDAR[reporter])


def _preferred(found: Iterable[Observation], reporter: Reporter) -> Iterable[Observation]:
    return (
        each
        for each in found
        if each.preferred
        and each.reporter == reporter
        and each.period.is_full_year
        and each.direction in DIRECTIONS
    )


def _one_a_year(found: Iterable[Level], own: Calendar) -> tuple[Level, ...]:
    by_year: dict[int, Level] = {}
    for level in sorted(found, key=lambda each: (each.period.calendar is own, each.period)):
        by_year[level.period.end_year] = level
    return tuple(by_year[year] for year in sorted(by_year))


def latest_level(
    dataset: Dataset, reporter: Reporter, floor: EvidenceFloor = EvidenceFloor.ALL
) -> Level | None:
    """The newest full year on a book; None where the book is empty."""
    found = levels(dataset, reporter, floor)
    return found[-1] if found else None


def level_of_year(
    dataset: Dataset,
    reporter: Reporter,
    year: int,
    floor: EvidenceFloor = EvidenceFloor.ALL,
) -> Level | None:
    """The level of the year that ends in a Gregorian year, if the book has one."""
    return next(
        (each for each in levels(dataset, reporter, floor) if each.period.end_year == year), None
    )


def last_published(
    dataset: Dataset, reporter: Reporter, direction: Direction
) -> Observation | None:
    """The newest preferred figure of a direction, whatever its period."""
    found = [
        each
        for each in observations(dataset)
        if each.preferred and each.reporter == reporter and each.direction is direction
    ]
    return max(found, key=lambda each: each.period.end) if found else None
