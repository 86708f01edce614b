"""Periods as people write them: 1403/5, May-24, 2024-25, فروردین ۱۴۰۳, each in the declared calendar.

The contract's own forms say their calendar themselves and are always read. One text can mean
several periods (2011-12 is a month or a fiscal year): which one, the declaration says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache

from bordertrade import calendars
from bordertrade.calendars import Calendar, Grain, Period, PeriodError
from bordertrade.dataset.cells import CellError
from bordertrade.intake import days, tidying
from bordertrade.intake.days import years_meant
from bordertrade.intake.declaration import DateOrder
from bordertrade.intake.month_names import month_named

Meanings = Mapping[Calendar, Period]

_YEAR = re.compile(r"(\d{4})")
_YEAR_MONTH = re.compile(r"(\d{4})\s*[-/. ]\s*(\d{1,2})")
#: As databases and statistical offices write a month: 202401, 2024M01, 2024-M01.
_JOINED_MONTH = re.compile(r"(\d{4})\s*(?:-?M)?(0[1-9]|1[0-2])", re.IGNORECASE)
#: A day without marks: 20240301.
_JOINED_DAY = re.compile(r"(\d{4})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")
_MONTH_YEAR = re.compile(r"(\d{1,2})\s*[-/. ]\s*(\d{4})")
_TWO_YEARS = re.compile(r"(?:FY)?\s*'?(\d{4})\s*[-/]\s*(\d{4}|\d{2})", re.IGNORECASE)
#: Part of a fiscal year, or the whole of it, by its months: July-March 2023-24.
_FISCAL_MONTHS = re.compile(
    r"([^\W\d_]+)\s*-\s*([^\W\d_]+)[\s,.]*(?:FY)?\s*(\d{4})\s*[-/]\s*(\d{4}|\d{2})", re.IGNORECASE
)
_FISCAL_END = re.compile(r"FY\s*'?(\d{4}|\d{2})", re.IGNORECASE)
_NAME_YEAR = re.compile(r"([^\d\-/.,'’]+)[-/.,'’\s]*(\d{4}|\d{2})")
_YEAR_NAME = re.compile(r"(\d{4})[-/.,\s]*([^\d\-/.,]+)")
_QUARTER = re.compile(r"(?:Q([1-4])\s*[-/ ]?\s*(\d{4})|(\d{4})\s*[-/ ]?\s*Q([1-4]))", re.IGNORECASE)
_SPAN = re.compile(r"\s+(?:to|تا|سے|until)\s+|\s+-\s+|~", re.IGNORECASE)
#: Words that say a calendar or nothing: taken off before the rest is read.
_FISCAL_WORDS = re.compile(r"fiscal year|financial year|مالی سال|سال مالی|f\.\s*y\.", re.IGNORECASE)
_IDLE_WORDS = re.compile(
    r"^(?:SH(?![A-Z])|year|سال|ماه)\s*|\s*(?:هـ?\s*\.?\s*ش\.?|ه\s*\.?\s*ش\.?|خورشیدی|شمسی|A\.?D\.?|م|ء|ع)$"
)
#: Reasons that say more than "not in form".
_REASONS = frozenset({"date", "year_range", "span_order", "span_mixed"})
_LETTERS_FOR_DIGITS = str.maketrans("OoIlS", "00115")
_ORDERS = (*DateOrder, None)
#: The first month of Pakistan's fiscal year.
_JULY = 7


def read_period(text: str, calendar: Calendar | None, order: DateOrder | None = None) -> str:
    """The period of a text, in the contract's form.

    Raises CellError: ``period_form`` (no period, or its form was not declared),
    ``period_calendar`` (a period of another calendar than the declared one), ``period_serial``,
    ``period_date``, ``period_order`` (03/04/2024) and ``period_`` with the other reasons of
    ``PeriodError``; with a suggestion where only one period can be meant.
    """
    plain = days.plain_day(text)
    if joined := _JOINED_DAY.fullmatch(plain):
        plain = "-".join(joined.groups())
    if len(plain) > tidying.LONGEST_FORM:
        raise CellError("period_form")
    try:
        written = calendars.parse(plain)
    except PeriodError as fault:
        return _read_loose(plain, calendar, order, fault.reason)
    if calendar is Calendar.FISCAL and not _is_explicit(plain):
        fiscal = meanings(plain).get(Calendar.FISCAL)
        if fiscal is None and written.grain is Grain.YEAR:
            raise CellError("period_calendar")
        return (fiscal or written).text
    return written.text


def _read_loose(plain: str, calendar: Calendar | None, order: DateOrder | None, reason: str) -> str:
    found = meanings(plain)
    if calendar is not None and calendar in found:
        return found[calendar].text
    days_found = {each: days.days_meant(plain, each) for each in _ORDERS}
    if any(days_found.values()):
        return _day_span(plain, calendar, order)
    raise _fault(plain, found, calendar, reason)


def is_derived(plain: str) -> bool:
    """Whether a text names a quarter or a fiscal year: of a Solar Hijri year it is only suggested."""
    return bool(_QUARTER.fullmatch(plain) or _FISCAL_WORDS.search(plain) or plain.startswith("FY"))


def _day_span(plain: str, calendar: Calendar | None, order: DateOrder | None) -> str:
    """One day, as the closed span that the contract has for it."""
    try:
        day = days.read_day(plain, calendar, order).isoformat()
    except CellError as fault:
        span = _span_of(fault.suggestion)
        if fault.code == "date_order":
            raise CellError("period_order", suggestion=span) from None
        raise CellError("period_form", suggestion=span) from None
    is_hijri = calendar is Calendar.SOLAR_HIJRI and calendar in days.days_meant(plain, order)
    if order is None and not is_hijri:
        raise CellError("period_form", suggestion=month_end(day) or _span_of(day))
    return _span_of(day)


def month_end(day: str) -> str:
    """The month that a day of the contract's form begins or ends; "" for one within."""
    at = date.fromisoformat(day)
    whole = calendars.month_holding(at, Calendar.GREGORIAN)
    return whole.text if at in (whole.start, whole.end) else ""


def month_of(period: str, calendar: Calendar | None) -> str:
    """The month that holds a span of one day, in the calendar of the file; any other as it is."""
    found = calendars.parse(period)
    if found.days > 1:
        return period
    is_hijri = calendar is Calendar.SOLAR_HIJRI
    own = Calendar.SOLAR_HIJRI if is_hijri else Calendar.GREGORIAN
    return calendars.month_holding(found.start, own).text


def _span_of(day: str) -> str:
    return day and f"{day}/{day}"


def _fault(plain: str, found: Meanings, calendar: Calendar | None, reason: str) -> CellError:
    if days.is_serial(plain):
        day = days.day_of_serial(plain).isoformat()
        return CellError("period_serial", (day,), day[:7])
    if found:
        code = f"period_{reason}" if calendar is None else "period_calendar"
        known = {"period_year_range", "period_calendar"}
        return CellError(code if code in known else "period_form", suggestion=_only(found))
    is_hijri = plain[:4].isdecimal() and int(plain[:4]) in days.HIJRI_YEARS
    if reason not in _REASONS or is_hijri:
        repaired = plain.translate(_LETTERS_FOR_DIGITS)
        return CellError("period_form", suggestion=_only(meanings(repaired)))
    return CellError(f"period_{reason}")


def _only(found: Meanings) -> str:
    """The one period that can be meant."""
    texts = {period.text for period in found.values()}
    return texts.pop() if len(texts) == 1 else ""


def _is_explicit(plain: str) -> bool:
    """Whether a text in the contract's form names its calendar itself."""
    return plain.startswith(("FY", "SH")) or "Q" in plain or "/" in plain


@lru_cache(maxsize=4096)
def meanings(plain: str) -> Meanings:
    """The period that a text is in each calendar it can be read in."""
    told = _FISCAL_WORDS.sub("FY", plain)
    if told == plain:
        told = _IDLE_WORDS.sub("", plain).strip()
    found: dict[Calendar, Period] = {}
    for form, make in _FORMS:
        if match := form.fullmatch(told):
            for calendar, period in make(*match.groups()).items():
                found.setdefault(calendar, period)
    ends = _ends(told)
    if not found and len(ends) == 2:
        return _spans(meanings(ends[0]), meanings(ends[1]))
    return found


def _ends(told: str) -> list[str]:
    """The two ends of a span; a slash parts them where each end is a whole month."""
    ends = _SPAN.split(told)
    parts = told.split("/")
    if len(ends) == 1 and len(parts) == 2 and _YEAR_MONTH.fullmatch(parts[0]):
        return parts
    return ends


def _spans(first: Meanings, last: Meanings) -> Meanings:
    found = {}
    for calendar in first.keys() & last.keys():
        try:
            found[calendar] = calendars.parse(f"{first[calendar].text}/{last[calendar].text}")
        except PeriodError:
            continue
    return found


def _year(year: str) -> Meanings:
    return _made({calendar: _whole_year(calendar, each) for calendar, each in years_meant(year)})


def _month(year: str, number: str) -> Meanings:
    """A month; in a file of fiscal years Gregorian months are months too."""
    months = {
        calendar: _one_month(calendar, each, int(number)) for calendar, each in years_meant(year)
    }
    if Calendar.GREGORIAN in months and len(number) <= 2 and not _follows(year, number):
        months[Calendar.FISCAL] = months[Calendar.GREGORIAN]
    return _made(months)


def _month_last(number: str, year: str) -> Meanings:
    return _month(year, number)


def _two_years(first: str, last: str) -> Meanings:
    """A fiscal year named by both its years."""
    if not _follows(first, last) or int(first) not in days.GREGORIAN_YEARS:
        return {}
    return _made({Calendar.FISCAL: lambda: calendars.fiscal_year(int(first) + 1)})


def _fiscal_months(first: str, last: str, year: str, end: str) -> Meanings:
    """The months of a fiscal year from July to one of them."""
    months = [month_named(each) for each in (first, last)]
    if not _two_years(year, end) or None in months:
        return {}
    numbers = [each[1] for each in months if each and each[0] is Calendar.GREGORIAN]
    if len(numbers) < 2 or numbers[0] != _JULY:
        return {}
    if numbers[1] == _JULY - 1:
        return _two_years(year, end)
    begin = calendars.month(int(year), _JULY)
    if numbers[1] == _JULY:
        return _made({Calendar.FISCAL: lambda: begin})
    close = calendars.month(int(year) + (numbers[1] < _JULY), numbers[1])
    return _made({Calendar.FISCAL: lambda: calendars.parse(f"{begin.text}/{close.text}")})


def _follows(first: str, last: str) -> bool:
    return str(int(first) + 1)[-len(last) :] == last and len(last) in (2, 4)


def _fiscal_end(end: str) -> Meanings:
    """The fiscal year of Pakistan, or of Iran, where it is the Solar Hijri year."""
    year = int(end) + (2000 if len(end) == 2 else 0)
    if year in days.HIJRI_YEARS:
        return _made({Calendar.SOLAR_HIJRI: lambda: calendars.hijri_year(year)})
    return _made({Calendar.FISCAL: lambda: calendars.fiscal_year(year)})


def _named_month(name: str, year: str) -> Meanings:
    month = month_named(name)
    if month is None:
        return {}
    found = {
        calendar: _one_month(calendar, each, month[1])
        for calendar, each in years_meant(year)
        if calendar is month[0]
    }
    if Calendar.GREGORIAN in found:
        found[Calendar.FISCAL] = found[Calendar.GREGORIAN]
    return _made(found)


def _named_month_last(year: str, name: str) -> Meanings:
    return _named_month(name, year)


def _quarter(number: str, year: str, other_year: str, other_number: str) -> Meanings:
    """A quarter; one of the Solar Hijri year is a span of its three months."""
    at, quarter = int(year or other_year), int(number or other_number)
    if at not in days.HIJRI_YEARS:
        return _made({Calendar.GREGORIAN: lambda: calendars.quarter(at, quarter)})
    first, last = (calendars.hijri_month(at, 3 * quarter - back) for back in (2, 0))
    return _made({Calendar.SOLAR_HIJRI: lambda: calendars.parse(f"{first.text}/{last.text}")})


def _whole_year(calendar: Calendar, year: int) -> Callable[[], Period]:
    hijri = calendar is Calendar.SOLAR_HIJRI
    return lambda: calendars.hijri_year(year) if hijri else calendars.gregorian_year(year)


def _one_month(calendar: Calendar, year: int, number: int) -> Callable[[], Period]:
    hijri = calendar is Calendar.SOLAR_HIJRI
    return lambda: calendars.hijri_month(year, number) if hijri else calendars.month(year, number)


def _made(makers: Mapping[Calendar, Callable[[], Period]]) -> Meanings:
    """Those that exist, and that every later rule can read: there is no thirteenth month."""
    found = {}
    for calendar, make in makers.items():
        try:
            found[calendar] = calendars.parse(make().text)
        except ValueError:
            continue
    return found


_FORMS: tuple[tuple[re.Pattern[str], Callable[..., Meanings]], ...] = (
    (_YEAR, _year),
    (_TWO_YEARS, _two_years),
    (_FISCAL_MONTHS, _fiscal_months),
    (_YEAR_MONTH, _month),
    (_JOINED_MONTH, _month),
    (_MONTH_YEAR, _month_last),
    (_FISCAL_END, _fiscal_end),
    (_NAME_YEAR, _named_month),
    (_YEAR_NAME, _named_month_last),
    (_QUARTER, _quarter),
)
