"""How the writer of a file writes numbers and dates, told from the cells themselves."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
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

_SLASHED = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](?:\d{4}|\d{2})")
_YEAR_FIRST = re.compile(r"(?:19|20)\d{2}(?:[/.]\d{1,2}[/.]\d{1,2}|-\d-\d{1,2}|-\d{1,2}-\d)")
_TWO_YEARS = re.compile(r"(\d{4})-(\d{2})")


def number_style(
    texts: Iterable[str], decimal: str | None = None, thousands: str | None = None
) -> tuple[NumberStyle, How]:
    """The style of some numbers, among those with the marks that a person said.

    Certain when all keep to it and no other would read them differently; a guess when "1.234"
    may be a thousand, or when two styles are mixed (then that of the most).
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
    return _likelier(best), How.GUESSED


def _likelier(best: Sequence[tuple[NumberStyle, Sequence[Decimal | None]]]) -> NumberStyle:
    """Of styles that read as much, the one in which all numbers are whole: money mostly is."""
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
