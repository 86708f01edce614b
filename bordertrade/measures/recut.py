"""One series in another calendar: which pieces make up a year, and which years cannot be made.

A source publishes months, blocks of months or whole years. They move to another calendar only
where the source itself settles how much belongs to a year. Formula, for pieces p that do not
overlap and a year Y of n days:

    exact         every piece that touches Y lies in Y, and together they fill its n days
    approximate   the same by whole months: a month counts for the year that holds most of its
                  days, so a Solar Hijri year becomes April to March
    incomplete    as exact or approximate, but days of Y have no piece
    refused       a piece has months in Y and months outside; only its source could divide it

Whatever the fit, what Y holds lies between the sum of the pieces inside Y and the sum of the
pieces that touch Y (values are never negative): bounds without any assumption. Source of the
rule: design, the data contract ("nothing is split to months without saying so"); "most of its
days" is the rule by which a Solar Hijri month hides a Gregorian one (``calendars``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from bordertrade.calendars import (
    Calendar,
    Overlap,
    Period,
    month_count,
    month_holding,
    month_parts,
    overlapping_years,
)

_DAY = timedelta(days=1)


class Fit(StrEnum):
    """How well a year of one calendar can be made of pieces of another, from best to worst."""

    EXACT = "exact"
    APPROXIMATE = "approximate"
    INCOMPLETE = "incomplete"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class YearCut:
    """A year and the pieces that touch it, each in order of time.

    ``inside`` lie in the year to the day; ``assigned`` reach over its edge but count for it by
    most of each month's days; ``neighbours`` reach into it but count for the year before or
    after; ``straddling`` cannot be divided. ``start`` and ``end`` are the days that the sum
    stands for: the year's own, or those of the months that stand for it (1 April to 31 March for
    SH1403 made of Gregorian months). ``days_missing`` of them, and ``days_uncovered`` of the
    year's own, have no piece.
    """

    year: Period
    inside: tuple[Period, ...]
    assigned: tuple[Period, ...]
    neighbours: tuple[Period, ...]
    straddling: tuple[Period, ...]
    start: date
    end: date
    days_missing: int
    days_uncovered: int

    @property
    def fit(self) -> Fit:
        if self.straddling:
            return Fit.REFUSED
        if self.days_missing:
            return Fit.INCOMPLETE
        return Fit.APPROXIMATE if self.assigned or self.neighbours else Fit.EXACT

    @property
    def counted(self) -> tuple[Period, ...]:
        """The pieces whose sum is the year; none where the year is refused."""
        return () if self.straddling else tuple(sorted((*self.inside, *self.assigned)))

    @property
    def touching(self) -> tuple[Period, ...]:
        return tuple(sorted((*self.inside, *self.assigned, *self.neighbours, *self.straddling)))

    @property
    def months(self) -> int:
        """How many months the counted pieces hold."""
        return sum(month_count(piece) for piece in self.counted)

    def days_by_year(self, piece: Period) -> tuple[Overlap, ...]:
        """How many days of a piece lie in each year of this calendar: why it straddles."""
        return overlapping_years(piece, self.year.calendar)


@dataclass(frozen=True, slots=True)
class YearSum:
    """A year's value in the unit of the pieces.

    ``value`` is None where the year is refused. The truth lies from ``low`` to ``high`` whatever
    the fit; ``high`` is None where days have no piece.
    """

    cut: YearCut
    value: float | None
    low: float
    high: float | None


def cut_years(pieces: Iterable[Period], calendar: Calendar) -> tuple[YearCut, ...]:
    """Every year of a calendar that pieces count for or straddle, in order of time.

    Knows nothing of values, so that any kind (numbers, ranges) can be summed over
    ``YearCut.counted``. Raises ValueError when two pieces overlap: overlapping spans are never
    summed.
    """
    known = sorted(pieces)
    for before, after in pairwise(known):
        if before.overlaps(after):
            raise ValueError(f"{before.text} and {after.text} overlap")
    years: dict[Period, list[Period]] = {}
    for piece in known:
        for each in overlapping_years(piece, calendar):
            years.setdefault(each.period, []).append(piece)
    cuts = (_cut(year, touching) for year, touching in sorted(years.items()))
    return tuple(cut for cut in cuts if cut.counted or cut.straddling)


def _cut(year: Period, touching: list[Period]) -> YearCut:
    inside = tuple(piece for piece in touching if year.contains(piece))
    others = {piece: _year_of(piece, year.calendar) for piece in touching if piece not in inside}
    start, end = _standing(year, tuple(others))
    return YearCut(
        year=year,
        inside=inside,
        assigned=tuple(piece for piece, home in others.items() if home == year),
        neighbours=tuple(piece for piece, home in others.items() if home not in {None, year}),
        straddling=tuple(piece for piece, home in others.items() if home is None),
        start=start,
        end=end,
        days_missing=_uncovered(
            start, end, (p for p in touching if others.get(p, year) in {None, year})
        ),
        days_uncovered=_uncovered(year.start, year.end, touching),
    )


def _uncovered(start: date, end: date, pieces: Iterable[Period]) -> int:
    """Days from start to end, both included, without a piece. Pieces do not overlap."""
    held = (min(end, piece.end) - max(start, piece.start) for piece in pieces)
    return (end - start).days + 1 - sum(max(0, span.days + 1) for span in held)


def _year_of(piece: Period, calendar: Calendar) -> Period | None:
    """The one year that holds most days of each of a piece's months; None where they differ, or
    where the piece is not made of whole months.
    """
    parts = month_parts(piece)
    if sum(part.days for part in parts) != piece.days:
        return None
    homes = {_main_year(part, calendar) for part in parts}
    return homes.pop() if len(homes) == 1 else None


def _main_year(month: Period, calendar: Calendar) -> Period:
    return max(overlapping_years(month, calendar), key=lambda each: each.days).period


def _standing(year: Period, crossing: tuple[Period, ...]) -> tuple[date, date]:
    """First and last day of the months that stand for a year, in the calendar of the pieces that
    cross its edges; the year's own days where none does.
    """
    if not crossing:
        return year.start, year.end
    hijri = any(piece.calendar is Calendar.SOLAR_HIJRI for piece in crossing)
    months = Calendar.SOLAR_HIJRI if hijri else Calendar.GREGORIAN
    first, last = (month_holding(day, months) for day in (year.start, year.end))
    if _main_year(first, year.calendar) != year:
        first = month_holding(first.end + _DAY, months)
    if _main_year(last, year.calendar) != year:
        last = month_holding(last.start - _DAY, months)
    return first.start, last.end


def sum_years(pieces: Mapping[Period, float], calendar: Calendar) -> tuple[YearSum, ...]:
    """The years of a calendar from pieces with values >= 0 that do not overlap.

    Formula: module docstring. Raises ValueError for overlapping pieces or negative values (the
    bounds hold for neither).
    """
    if any(value < 0 for value in pieces.values()):
        raise ValueError("a piece is below zero")
    return tuple(_sum(cut, pieces) for cut in cut_years(pieces, calendar))


def _sum(cut: YearCut, pieces: Mapping[Period, float]) -> YearSum:
    def total(periods: Iterable[Period]) -> float:
        return sum(pieces[period] for period in periods)

    return YearSum(
        cut=cut,
        value=None if cut.straddling else total(cut.counted),
        low=total(cut.inside),
        high=None if cut.days_uncovered else total(cut.touching),
    )
