"""Days and periods for people."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from babel.dates import format_date, format_skeleton
from persiantools.jdatetime import JalaliDate

from bordertrade.calendars import Calendar, Grain, Period, parse
from bordertrade.words.catalogue import N_, _, language, locale

_HIJRI_MONTHS = (
    N_("Farvardin"),
    N_("Ordibehesht"),
    N_("Khordad"),
    N_("Tir"),
    N_("Mordad"),
    N_("Shahrivar"),
    N_("Mehr"),
    N_("Aban"),
    N_("Azar"),
    N_("Dey"),
    N_("Bahman"),
    N_("Esfand"),
)


def day(value: date) -> str:
    return format_date(value, format="d MMM yyyy", locale=locale())


def month(value: date) -> str:
    return _month(value, language())


@lru_cache(maxsize=4096)
def _month(value: date, _language: str) -> str:
    return format_skeleton("yMMM", value, locale=locale())


def month_initial(number: int) -> str:
    """The narrow name of a month, 1 to 12, as a calendar heads its columns: "J"."""
    return format_date(date(2000, number, 1), format="LLLLL", locale=locale())


def months_of_year(first: date, last: date) -> str:
    """The months that a year runs through, in the calendar that its first day begins a month of:
    "Apr–Mar", "Tir–Khordad".
    """
    if first.day == 1:
        names = [format_date(day, format="LLL", locale=locale()) for day in (first, last)]
    else:
        days = [JalaliDate.to_jalali(day.year, day.month, day.day) for day in (first, last)]
        names = [_(_HIJRI_MONTHS[day.month - 1]) for day in days]
    return _("{first}–{last}", first=names[0], last=names[1])


def span(start: date, end: date) -> str:
    """Whole months as months, other spans by day."""
    whole = start.day == 1 and (end.toordinal() + 1 == _next_month(end).toordinal())
    show = month if whole else day
    if show(start) == show(end):
        return show(start)
    return _("{start} – {end}", start=show(start), end=show(end))


def period(value: Period | str, *, with_span: bool = False) -> str:
    """A period under its own name; with its days where a foreign calendar needs them.

    FY2024-25, SH1403 (20 Mar 2024 – 20 Mar 2025), Jul 2024, 2024.
    """
    value = parse(value) if isinstance(value, str) else value
    if value.grain is Grain.MONTH and value.calendar is Calendar.GREGORIAN:
        return month(value.start)
    if value.grain is Grain.SPAN and value.calendar is Calendar.GREGORIAN:
        return span(value.start, value.end)
    name = value.text.replace("/", " – ")
    return _("{name} ({span})", name=name, span=span(value.start, value.end)) if with_span else name


def year_runs(years: Iterable[Period]) -> str:
    """Years as a list in which those in a row stand as one run: "1996–1998, FY2019-20"."""
    runs: list[list[Period]] = []
    for each in years:
        last = runs[-1][-1] if runs else None
        in_a_row = last and last.calendar is each.calendar and (each.start - last.end).days == 1
        if in_a_row:
            runs[-1].append(each)
        else:
            runs.append([each])
    return ", ".join(_run(run[0], run[-1]) for run in runs)


def _run(first: Period, last: Period) -> str:
    if first == last:
        return period(first)
    return _("{first} to {last}", first=period(first), last=period(last))


def partial_date(text: str) -> str:
    """A date as precise as its source: 2004, 2004-03 or 2004-03-12."""
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 1:
        return text
    return day(date(*parts)) if len(parts) == 3 else month(date(parts[0], parts[1], 1))


def partial_span(start: str, end: str) -> str:
    """Two such dates as one span; without an end the first alone."""
    first = partial_date(start)
    return _("{start} – {end}", start=first, end=partial_date(end)) if end else first


def year_ranges(years: Iterable[int]) -> list[str]:
    """Years in order, those in a row together: ["1948–1951", "1953"]."""
    runs: list[list[int]] = []
    for year in years:
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return [str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs]


def _next_month(value: date) -> date:
    return date(value.year + value.month // 12, value.month % 12 + 1, 1)
