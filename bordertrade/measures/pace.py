"""The observed pace: how fast trade on one book has grown from year to year.

observed growth = (level now / level then)^(1 / years) - 1 (compound annual growth, as in the
Open SDG progress measure, https://open-sdg.readthedocs.io/en/latest/progress-methodology/).
Like is compared with like: only directions that the book gives at both ends count.
"""

from __future__ import annotations

from dataclasses import dataclass

from bordertrade.calendars import Period
from bordertrade.dataset import Dataset
from bordertrade.measures.book_level import DIRECTIONS, OWN_CALENDAR, Level, levels
from bordertrade.vocabulary import Direction, EvidenceFloor, Reporter

#: The first year of each book's newest run of figures, by the Gregorian year in which it ends:
#: FY2019-20 for Pakistan's imports, SH1400 for Iran's book.
DEFAULT_START = {Reporter.PK: 2020, Reporter.IR: 2022}


@dataclass(frozen=True, slots=True)
class Pace:
    """Growth between two years of one book, in US$ and as a share a year.

    ``directions`` are those given at both ends; ``first_usd`` and ``last_usd`` are their sums.
    ``growth`` is None where ``refusal`` names the reason: ``one_point``, ``directions`` (none
    given at both ends) or ``base`` (nothing to grow from).
    """

    reporter: Reporter
    first: Level
    last: Level
    directions: tuple[Direction, ...]
    growth: float | None
    refusal: str = ""

    @property
    def first_usd(self) -> float:
        return _sum(self.first, self.directions)

    @property
    def last_usd(self) -> float:
        return _sum(self.last, self.directions)

    @property
    def years(self) -> int:
        return self.last.period.end_year - self.first.period.end_year

    @property
    def span(self) -> tuple[Period, Period]:
        return self.first.period, self.last.period


def observed_pace(
    dataset: Dataset,
    reporter: Reporter,
    last: Level,
    since_year: int | None = None,
    floor: EvidenceFloor = EvidenceFloor.ALL,
) -> Pace | None:
    """The pace from the year that ends in ``since_year`` (None: ``DEFAULT_START``) to ``last``.

    Where that year has no figure the next one that shares a direction with ``last`` starts the
    run. None where the book has no earlier year at all.
    """
    wanted = since_year if since_year is not None else DEFAULT_START[reporter]
    earlier = starts(dataset, reporter, last, floor)
    if not earlier:
        return None
    later = [each for each in earlier if each.period.end_year >= wanted]
    return pace_between(later[0] if later else last, last)


def starts(
    dataset: Dataset,
    reporter: Reporter,
    last: Level,
    floor: EvidenceFloor = EvidenceFloor.ALL,
) -> tuple[Level, ...]:
    """The years that a pace to ``last`` may start from, oldest first.

    Years of the book's own calendar that share a direction with ``last``: a calendar year and a
    fiscal year that overlap would count some months twice.
    """
    own = {part.direction for part in last.parts}
    return tuple(
        each
        for each in levels(dataset, reporter, floor)
        if each.period.end < last.period.start
        and each.period.calendar is OWN_CALENDAR[reporter]
        and own & {part.direction for part in each.parts}
        and _sum(each, tuple(own)) > 0
    )


def pace_between(first: Level, last: Level) -> Pace:
    """Growth a year between two levels of one book. Raises ValueError for two books."""
    if first.reporter is not last.reporter:
        raise ValueError("two books are never compared as one series")
    shared = tuple(each for each in DIRECTIONS if first.part(each) and last.part(each))
    growth, refusal = None, _refusal(first, last, shared)
    if not refusal:
        years = last.period.end_year - first.period.end_year
        growth = (_sum(last, shared) / _sum(first, shared)) ** (1 / years) - 1
    return Pace(first.reporter, first, last, shared, growth, refusal)


def _refusal(first: Level, last: Level, shared: tuple[Direction, ...]) -> str:
    if last.period.end_year <= first.period.end_year:
        return "one_point"
    if not shared:
        return "directions"
    if not (_sum(first, shared) > 0 and _sum(last, shared) > 0):
        return "base"
    return ""


def _sum(level: Level, directions: tuple[Direction, ...]) -> float:
    return sum(part.value_usd for part in level.parts if part.direction in directions)
