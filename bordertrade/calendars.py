"""Periods in three calendars: Gregorian, Pakistan's July-June year, Iran's Solar Hijri year.

A period is kept as its source wrote it. Start and end are derived from the text, and a period
moves to another calendar only where it fits whole: nothing is split into months.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from persiantools import digits
from persiantools.jdatetime import JalaliDate

_DAY = timedelta(days=1)


class Calendar(StrEnum):
    GREGORIAN = "greg"
    FISCAL = "fy"
    SOLAR_HIJRI = "sh"


class Grain(StrEnum):
    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    SPAN = "span"


class PeriodError(ValueError):
    """A text that is no period. ``reason`` is a code that ``words.problems`` puts into words."""

    def __init__(self, text: str, reason: str) -> None:
        super().__init__(f"{text!r}: {reason}")
        self.text = text
        self.reason = reason


class RecutError(ValueError):
    """A period that does not fit whole into one year of another calendar."""

    def __init__(self, period: Period, calendar: Calendar, overlaps: tuple[Overlap, ...]) -> None:
        parts = ", ".join(f"{part.period.text}: {part.days} days" for part in overlaps)
        super().__init__(f"{period.text} lies in several years of {calendar}: {parts}")
        self.period = period
        self.calendar = calendar
        self.overlaps = overlaps


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A closed span of days. Sorted by start, then end; both ends belong to it."""

    start: date
    end: date
    text: str
    calendar: Calendar
    grain: Grain

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    @property
    def end_year(self) -> int:
        """The Gregorian year in which the period ends: the year that "years to go" count from."""
        return self.end.year

    @property
    def middle(self) -> date:
        return self.start + (self.end - self.start) / 2

    @property
    def is_full_year(self) -> bool:
        return self.grain is Grain.YEAR

    def overlaps(self, other: Period) -> bool:
        return self.start <= other.end and other.start <= self.end

    def contains(self, other: Period) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlap_days(self, other: Period) -> int:
        return max(0, (min(self.end, other.end) - max(self.start, other.start)).days + 1)


@dataclass(frozen=True, slots=True)
class Overlap:
    """How many days of a period lie in another one."""

    period: Period
    days: int


# --- the building blocks: each makes a period from numbers, or raises ValueError --------------


def month(year: int, number: int) -> Period:
    following = date(year + number // 12, number % 12 + 1, 1)
    return Period(
        date(year, number, 1),
        following - _DAY,
        f"{year:04d}-{number:02d}",
        Calendar.GREGORIAN,
        Grain.MONTH,
    )


def quarter(year: int, number: int) -> Period:
    if not 1 <= number <= 4:
        raise ValueError("a year has quarters 1 to 4")
    first, last = month(year, 3 * number - 2), month(year, 3 * number)
    return Period(first.start, last.end, f"{year:04d}-Q{number}", Calendar.GREGORIAN, Grain.QUARTER)


def gregorian_year(year: int) -> Period:
    return Period(
        date(year, 1, 1), date(year, 12, 31), f"{year:04d}", Calendar.GREGORIAN, Grain.YEAR
    )


def fiscal_year(end_year: int) -> Period:
    """Pakistan's fiscal year, named by both years: 1 July to 30 June."""
    text = f"FY{end_year - 1:04d}-{end_year % 100:02d}"
    return Period(
        date(end_year - 1, 7, 1), date(end_year, 6, 30), text, Calendar.FISCAL, Grain.YEAR
    )


def hijri_year(year: int) -> Period:
    """A Solar Hijri year: Nowruz to the day before the next."""
    start = JalaliDate(year, 1, 1).to_gregorian()
    end = JalaliDate(year + 1, 1, 1).to_gregorian() - _DAY
    return Period(start, end, f"SH{year:04d}", Calendar.SOLAR_HIJRI, Grain.YEAR)


def hijri_month(year: int, number: int) -> Period:
    start = JalaliDate(year, number, 1).to_gregorian()
    following = JalaliDate(year + number // 12, number % 12 + 1, 1).to_gregorian()
    text = f"SH{year:04d}-{number:02d}"
    return Period(start, following - _DAY, text, Calendar.SOLAR_HIJRI, Grain.MONTH)


def _day(year: int, number: int, day: int) -> Period:
    at = date(year, number, day)
    return Period(at, at, at.isoformat(), Calendar.GREGORIAN, Grain.DAY)


def _fiscal_year_named(first: int, last: int) -> Period:
    if (first + 1) % 100 != last:
        raise ValueError("a fiscal year names two years in a row")
    return fiscal_year(first + 1)


_FORMS: tuple[tuple[re.Pattern[str], Callable[..., Period]], ...] = (
    (re.compile(r"(\d{4})-(\d{2})-(\d{2})"), _day),
    (re.compile(r"(\d{4})-(\d{2})"), month),
    (re.compile(r"(\d{4})-Q(\d)"), quarter),
    (re.compile(r"(\d{4})"), gregorian_year),
    (re.compile(r"FY(\d{4})-(\d{2})"), _fiscal_year_named),
    (re.compile(r"SH(\d{4})"), hijri_year),
    (re.compile(r"SH(\d{4})-(\d{2})"), hijri_month),
)

#: Years a figure can honestly speak of. A bare 1403 is a Solar Hijri year that lost its "SH":
#: refusing it is the only guard against figures filed six centuries early.
_YEARS = (1900, 2100)
_HIJRI_YEARS = (1300, 1500)


@lru_cache(maxsize=8192)
def parse(text: str) -> Period:
    """Read a period in any form of the contract, in Latin, Persian or Arabic digits.

    Forms: ``2024-07``, ``2024-Q3``, ``2024``, ``FY2024-25``, ``SH1403``, ``SH1403-05`` and
    closed spans ``a/b`` of two months of one calendar or of two days.
    Raises PeriodError with reason ``form``, ``date``, ``year_range``, ``span_order`` or
    ``span_mixed``.
    """
    clean = digits.fa_to_en(digits.ar_to_fa(text.strip()))
    first, slash, last = clean.partition("/")
    if not slash:
        period = _parse_one(first, text)
        if period.grain is Grain.DAY:
            raise PeriodError(text, "form")
        return period
    return _span(_parse_one(first, text), _parse_one(last, text), text)


@lru_cache(maxsize=8192)
def dated(text: str) -> Period:
    """The same for what may also be a single day, such as the date of a price.

    Raises PeriodError as ``parse``.
    """
    one = digits.fa_to_en(digits.ar_to_fa(text.strip()))
    return parse(text) if "/" in one else _parse_one(one, text)


def _parse_one(clean: str, text: str) -> Period:
    for pattern, make in _FORMS:
        if match := pattern.fullmatch(clean):
            numbers = [int(group) for group in match.groups()]
            _check_year(numbers[0], clean, text)
            try:
                return make(*numbers)
            except ValueError as error:
                raise PeriodError(text, "date") from error
    raise PeriodError(text, "form")


def _check_year(year: int, clean: str, text: str) -> None:
    low, high = _HIJRI_YEARS if clean.startswith("SH") else _YEARS
    if not low <= year <= high:
        raise PeriodError(text, "year_range")


def _span(first: Period, last: Period, text: str) -> Period:
    if (first.calendar, first.grain) != (last.calendar, last.grain):
        raise PeriodError(text, "span_mixed")
    if first.grain not in (Grain.DAY, Grain.MONTH):
        raise PeriodError(text, "form")
    if last.end < first.start:
        raise PeriodError(text, "span_order")
    return Period(first.start, last.end, f"{first.text}/{last.text}", first.calendar, Grain.SPAN)


# --- moving between calendars -------------------------------------------------------------------


def year_holding(day: date, calendar: Calendar) -> Period:
    """The year of a calendar that a day lies in."""
    if calendar is Calendar.GREGORIAN:
        return gregorian_year(day.year)
    if calendar is Calendar.FISCAL:
        return fiscal_year(day.year + (day.month >= 7))
    return hijri_year(JalaliDate.to_jalali(day.year, day.month, day.day).year)


def month_holding(day: date, calendar: Calendar) -> Period:
    """The month that a day lies in: a Solar Hijri one for that calendar, else a Gregorian one."""
    if calendar is Calendar.SOLAR_HIJRI:
        jalali = JalaliDate.to_jalali(day.year, day.month, day.day)
        return hijri_month(jalali.year, jalali.month)
    return month(day.year, day.month)


def recut(period: Period, calendar: Calendar) -> Period:
    """The one year of another calendar that holds a period whole.

    Raises RecutError, with the days in each year, when the period straddles two: only its
    source could say how much belongs to each.
    """
    years = overlapping_years(period, calendar)
    if len(years) > 1:
        raise RecutError(period, calendar, years)
    return years[0].period


def overlapping_years(period: Period, calendar: Calendar) -> tuple[Overlap, ...]:
    """The years of a calendar that a period touches, with the days in each."""
    found = []
    day = period.start
    while day <= period.end:
        year = year_holding(day, calendar)
        found.append(Overlap(year, period.overlap_days(year)))
        day = year.end + _DAY
    return tuple(found)


def months_of(period: Period) -> tuple[Period, ...]:
    """The whole Gregorian months inside a period; months that it only touches are left out."""
    found = []
    day = period.start
    while day <= period.end:
        candidate = month(day.year, day.month)
        if period.contains(candidate):
            found.append(candidate)
        day = candidate.end + _DAY
    return tuple(found)


def month_parts(period: Period) -> tuple[Period, ...]:
    """The whole months inside a period, in its own calendar's months."""
    if period.calendar is Calendar.SOLAR_HIJRI:
        return tuple(_hijri_months_of(period))
    return months_of(period)


def month_count(period: Period) -> int:
    """How many whole months a period has, in its own calendar's months."""
    return len(month_parts(period))


def month_hidden_by(period: Period) -> frozenset[str]:
    """The Gregorian months that an observation of this period stands for.

    All whole months inside it. A Solar Hijri month lies across two Gregorian months: it stands
    for the one that holds most of its days (design, the data contract).
    """
    if period.calendar is Calendar.SOLAR_HIJRI:
        return frozenset(_main_month(part) for part in _hijri_months_of(period))
    return frozenset(part.text for part in months_of(period))


def _main_month(period: Period) -> str:
    first = month(period.start.year, period.start.month)
    last = month(period.end.year, period.end.month)
    return max((first, last), key=period.overlap_days).text


def _hijri_months_of(period: Period) -> list[Period]:
    found = []
    day = period.start
    while day <= period.end:
        part = month_holding(day, Calendar.SOLAR_HIJRI)
        if period.contains(part):
            found.append(part)
        day = part.end + _DAY
    return found


def months_between(earlier: date, later: date) -> int:
    """Whole months from one day to another, never below zero: the age of a figure."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    return max(0, months - (later.day < earlier.day))
