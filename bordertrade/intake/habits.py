"""How the writer of a file writes numbers and dates, told from the cells themselves."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bordertrade.calendars import Calendar
from bordertrade.dataset.cells import CellError
from bordertrade.intake.amounts import NumberStyle, every_style
from bordertrade.intake.days import read_day
from bordertrade.intake.declaration import DateOrder, How
from bordertrade.intake.periods import is_derived, read_period
from bordertrade.intake.tidying import mixes_digits, plain

#: Different texts of a column that are looked at; more would not tell more.
_MOST_TEXTS = 400

#: Whoever writes this uses no marks for thousands.
_LONG = re.compile(r"-?[0-9]{5,}(?:[.,/][0-9]+)?")
_SLASHED = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](?:\d{4}|\d{2})")
_YEAR_FIRST = re.compile(r"(?:19|20)\d{2}(?:[/.]\d{1,2}[/.]\d{1,2}|-\d-\d{1,2}|-\d{1,2}-\d)")
_TWO_YEARS = re.compile(r"(\d{4})-(\d{2})")


@dataclass(frozen=True, slots=True)
class Numbers:
    """How the numbers of a file are written: most columns, and those that are written otherwise."""

    style: NumberStyle
    style_how: How
    marks: Mapping[str, tuple[str, str]]
    marks_how: How


def numbers_of(
    columns: Mapping[str, Sequence[str]], decimal: str | None = None, thousands: str | None = None
) -> Numbers:
    """One style for the file as far as it goes; a column that it reads otherwise than the column's
    own cells say has a style of its own. ``decimal`` and ``thousands`` are a person's word for all.
    """
    plain_ones = {name: _plain(texts) for name, texts in columns.items()}
    has_long = any(_LONG.fullmatch(each) for texts in plain_ones.values() for each in texts)
    every = [text for texts in columns.values() for text in texts]
    style, how = number_style(every, decimal, thousands, has_long=has_long)
    if decimal is not None or thousands is not None or how is How.CERTAIN:
        return Numbers(style, how, {}, How.CERTAIN)
    own = {name: number_style(texts, has_long=has_long) for name, texts in columns.items() if texts}
    shared = [sure for name, (each, sure) in own.items() if _alike(each, style, plain_ones[name])]
    other = {
        name: found for name, found in own.items() if not _alike(found[0], style, plain_ones[name])
    }
    marks = {name: (each.decimal, each.thousands) for name, (each, _sure) in other.items()}
    return Numbers(style, _worst(shared), marks, _worst(sure for _each, sure in other.values()))


def _worst(hows: Iterable[How]) -> How:
    return How.GUESSED if How.GUESSED in set(hows) else How.CERTAIN


def _alike(one: NumberStyle, other: NumberStyle, texts: Sequence[str]) -> bool:
    """Whether two styles read some texts alike."""
    return all(one.parse(each) == other.parse(each) for each in texts)


def number_style(
    texts: Iterable[str],
    decimal: str | None = None,
    thousands: str | None = None,
    *,
    has_long: bool = False,
) -> tuple[NumberStyle, How]:
    """The style of some numbers, among those with the marks that a person said.

    Certain when all keep to it and no other would read them differently; a guess when "1.234"
    may be a thousand, or when two styles are mixed (then that of the most). ``has_long`` tells of
    long numbers without marks in the file: they speak against thousands marks.
    """
    styles = [
        style
        for style in every_style()
        if decimal in (None, style.decimal) and thousands in (None, style.thousands)
    ] or [NumberStyle(decimal or ".", thousands or "")]
    told = [each for each in _plain(texts) if not mixes_digits(each)]
    readings = [[style.parse(each) for each in told] for style in styles]
    numbers = [at for at in range(len(told)) if any(found[at] is not None for found in readings)]
    if not numbers:
        return styles[0], How.CERTAIN
    counts = [sum(1 for at in numbers if found[at] is not None) for found in readings]
    best = [
        (style, tuple(found[at] for at in numbers))
        for style, found, count in zip(styles, readings, counts, strict=True)
        if count == max(counts)
    ]
    if len({found for _, found in best}) == 1 and max(counts) == len(numbers):
        return best[0][0], How.CERTAIN
    return _likelier(best, has_long=has_long), How.GUESSED


def _likelier(
    best: Sequence[tuple[NumberStyle, Sequence[Decimal | None]]], *, has_long: bool
) -> NumberStyle:
    """Of styles that read as much, the one in which all numbers are whole: money mostly is. Where
    long numbers have no marks, one without marks for thousands."""
    unmarked = [(style, found) for style, found in best if not style.thousands]
    if has_long and unmarked:
        return unmarked[0][0]
    whole = [style for style, found in best if all(not each or each == int(each) for each in found)]
    return (whole or [style for style, _ in best])[0]


def date_order(texts: Iterable[str]) -> tuple[DateOrder | None, How]:
    """What 03/04/2024 means in a file: told by days above twelve, else a guess.

    None where no such text stands.
    """
    told = _plain(texts)
    pairs = [(int(form[1]), int(form[2])) for each in told if (form := _SLASHED.fullmatch(each))]
    first = sum(1 for day, _ in pairs if day > 12)
    second = sum(1 for _, day in pairs if day > 12)
    if pairs:
        order = DateOrder.MONTH_FIRST if second > first else DateOrder.DAY_FIRST
        return order, How.GUESSED if (first > 0) == (second > 0) else How.CERTAIN
    if any(_YEAR_FIRST.fullmatch(each) for each in told):
        return DateOrder.YEAR_FIRST, How.CERTAIN
    return None, How.CERTAIN


def calendar_of(
    periods: Iterable[str], dates: Iterable[str], order: DateOrder | None
) -> Calendar | None:
    """The calendar in which most periods and dates can be read; None if none is needed."""
    bare, days = _plain(periods), _plain(dates)
    choices: tuple[Calendar | None, ...] = (None, *Calendar)
    counts = [
        sum(1 for each in bare if _reads_period(each, calendar, order))
        + sum(1 for each in days if _reads_day(each, calendar, order))
        for calendar in choices
    ]
    fiscal = counts[choices.index(Calendar.FISCAL)]
    if fiscal == max(counts) and _all_name_two_years(bare):
        return Calendar.FISCAL
    return choices[counts.index(max(counts))]


def _reads_period(text: str, calendar: Calendar | None, order: DateOrder | None) -> bool:
    if calendar is Calendar.SOLAR_HIJRI and is_derived(text):
        return False  # such a label alone does not make a file Solar Hijri
    try:
        read_period(text, calendar, order)
    except CellError:
        return False
    return True


def _reads_day(text: str, calendar: Calendar | None, order: DateOrder | None) -> bool:
    try:
        read_day(text, calendar, order)
    except CellError:
        return False
    return True


def _all_name_two_years(told: Sequence[str]) -> bool:
    """2009-10, 2010-11, 2011-12: three Decembers and Octobers, or rather three fiscal years."""
    forms = [form for each in told if (form := _TWO_YEARS.fullmatch(each))]
    return bool(forms) and all((int(form[1]) + 1) % 100 == int(form[2]) for form in forms)


def _plain(texts: Iterable[str]) -> list[str]:
    """Different texts, the most frequent first, in Latin digits and with hyphens."""
    counted = Counter(text if mixes_digits(text) else plain(text) for text in texts)
    return [text for text, _ in counted.most_common(_MOST_TEXTS) if text]
