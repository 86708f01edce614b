"""Days as people write them: 03/04/2024, ۱۴۰۳/۰۵/۱۲, 5-May-24, a spreadsheet's day numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from persiantools.jdatetime import JalaliDate

from bordertrade.calendars import Calendar
from bordertrade.dataset.cells import CellError
from bordertrade.intake import tidying
from bordertrade.intake.declaration import DateOrder
from bordertrade.intake.month_names import month_named

#: Day 1 of a spreadsheet is 1 January 1900, and it counts a 29 February 1900 that never was.
_SERIAL_ZERO = date(1899, 12, 30)
#: 1954 to 2064: other whole numbers are hardly dates.
_SERIAL = re.compile(r"[2-5]\d{4}(\.0+)?")

_MIDNIGHT = re.compile(r"[T ]0{1,2}:00(:00(\.0+)?)?Z?$")
_YEAR_FIRST = re.compile(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})")
_YEAR_LAST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})")
_DAY_NAME = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[-/., ]*([^\d\-/.,]+?)[-/., ]*(\d{4}|\d{2})")
_NAME_DAY = re.compile(r"([^\d\-/.,]+?)[-/., ]*(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")

GREGORIAN_YEARS = range(1900, 2101)
HIJRI_YEARS = range(1300, 1501)


def read_day(text: str, calendar: Calendar | None, order: DateOrder | None) -> date:
    """The day of a text: the contract's form always, others as declared.

    Raises CellError: ``date`` (no date, or its form was not declared), ``date_serial``,
    ``date_order`` (day or month first?), ``date_calendar`` (a Solar Hijri date in a file of
    another calendar).
    """
    plain = plain_day(text)
    if len(plain) > tidying.LONGEST_FORM:
        raise CellError("date")
    if _SERIAL.fullmatch(plain):
        meant = day_of_serial(plain).isoformat()
        raise CellError("date_serial", (meant,), meant)
    if not _YEAR_LAST.fullmatch(plain):
        return _unambiguous(plain, calendar, order)
    if order in (DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST):
        found = days_meant(plain, order)
        return _in_calendar(found, calendar)
    meanings = {day for each in DateOrder for day in days_meant(plain, each).values()}
    if not meanings:
        raise CellError("date")
    only = meanings.pop().isoformat() if len(meanings) == 1 else ""
    raise CellError("date_order", suggestion=only)


def is_iso_day(text: str) -> bool:
    """Whether a text is a day in the contract's form, of a year that the contract knows."""
    try:
        return date.fromisoformat(text).year in GREGORIAN_YEARS
    except ValueError:
        return False


def plain_day(text: str) -> str:
    """In Latin digits, with hyphens, without the midnight that a database adds."""
    return _MIDNIGHT.sub("", tidying.plain(text))


def _unambiguous(plain: str, calendar: Calendar | None, order: DateOrder | None) -> date:
    """A day whose year and month cannot be mistaken."""
    found = days_meant(plain, order)
    if calendar is Calendar.SOLAR_HIJRI and calendar in found:
        return found[calendar]
    if Calendar.GREGORIAN in found:
        day = found[Calendar.GREGORIAN]
        if _ISO.fullmatch(plain) or order is not None:
            return day
        raise CellError("date", suggestion=day.isoformat())
    return _in_calendar(found, calendar)


def _in_calendar(found: dict[Calendar, date], calendar: Calendar | None) -> date:
    """The day in the declared calendar; Gregorian is every file's second one."""
    if not found:
        raise CellError("date")
    wanted = Calendar.SOLAR_HIJRI if calendar is Calendar.SOLAR_HIJRI else Calendar.GREGORIAN
    if wanted in found:
        return found[wanted]
    day = next(iter(found.values()))
    if Calendar.GREGORIAN in found:
        return day
    raise CellError("date_calendar", (day.isoformat(),), day.isoformat())


def day_of_serial(plain: str) -> date:
    """The date that a spreadsheet shows for a day number."""
    return _SERIAL_ZERO + timedelta(days=int(plain.partition(".")[0]))


def is_serial(plain: str) -> bool:
    """Whether a text may be the number of a day in a spreadsheet."""
    return bool(_SERIAL.fullmatch(plain))


def days_meant(plain: str, order: DateOrder | None) -> dict[Calendar, date]:
    """The days that a text may stand for, by the calendar its year belongs to."""
    found = {}
    for calendar, year, month, day in _parts(plain, order):
        try:
            meant = _day(calendar, year, month, day)
        except ValueError:
            continue
        if meant.year in GREGORIAN_YEARS:  # the contract knows no other
            found[calendar] = meant
    return found


def _day(calendar: Calendar, year: int, month: int, day: int) -> date:
    if calendar is Calendar.SOLAR_HIJRI:
        return date.fromordinal(JalaliDate(year, month, day).to_gregorian().toordinal())
    return date(year, month, day)


def _parts(plain: str, order: DateOrder | None) -> Iterator[tuple[Calendar, int, int, int]]:
    if form := _YEAR_FIRST.fullmatch(plain):
        month, day = int(form[2]), int(form[3])
        yield from ((calendar, year, month, day) for calendar, year in years_meant(form[1]))
    elif form := _YEAR_LAST.fullmatch(plain):
        first, second = int(form[1]), int(form[2])
        month, day = (first, second) if order is DateOrder.MONTH_FIRST else (second, first)
        yield from ((calendar, year, month, day) for calendar, year in years_meant(form[3]))
    elif form := _DAY_NAME.fullmatch(plain):
        yield from _named(form[1], form[2], form[3])
    elif form := _NAME_DAY.fullmatch(plain):
        yield from _named(form[2], form[1], form[3])


def _named(day: str, name: str, year: str) -> Iterator[tuple[Calendar, int, int, int]]:
    month = month_named(name)
    if month is not None:
        for calendar, each in years_meant(year):
            if calendar is month[0]:
                yield calendar, each, month[1], int(day)


def years_meant(text: str) -> Iterator[tuple[Calendar, int]]:
    """The calendars a year can belong to; of two digits, the near past of each."""
    number = int(text)
    if len(text) == 2:
        yield Calendar.GREGORIAN, number + (2000 if number < 70 else 1900)
        yield Calendar.SOLAR_HIJRI, number + (1400 if number < 50 else 1300)
    elif number in GREGORIAN_YEARS:
        yield Calendar.GREGORIAN, number
    elif number in HIJRI_YEARS:
        yield Calendar.SOLAR_HIJRI, number
