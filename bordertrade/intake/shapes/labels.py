"""What headings of wide tables say: a month, a year, a quarter, or a market."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from persiantools.jdatetime import JalaliDate

from bordertrade import calendars
from bordertrade.calendars import Calendar, Grain, PeriodError
from bordertrade.dataset import MarketNames
from bordertrade.intake.days import days_meant
from bordertrade.intake.declaration import DateOrder
from bordertrade.intake.month_names import month_named
from bordertrade.intake.periods import meanings
from bordertrade.intake.shapes.shape import is_bare
from bordertrade.intake.tidying import LONGEST_FORM, plain

_YEAR = re.compile(r"\d{4}")
_HIJRI_YEAR = re.compile(r"(?<!\d)(1[34]\d{2})(?!\d)")
_GREGORIAN_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_FISCAL_YEAR = re.compile(r"(?<!\d)(20\d{2})\s*[-/–]\s*(?:20)?(\d{2})(?!\d)")
#: A wider header is no person's work.
_MOST_LOOKED_AT = 200


@dataclass(frozen=True, slots=True)
class Labels:
    """What the headings of some columns say, by place. ``column``: period or market."""

    column: str
    texts: Mapping[int, str]
    #: Places of headings that name a longer period, which holds others: sums.
    totals: tuple[int, ...] = ()

    @property
    def lacks_year(self) -> bool:
        return any(map(is_bare, self.texts.values()))

    @property
    def is_hijri(self) -> bool:
        return any(text.startswith("SH") for text in self.texts.values())


def periods_in(headings: Sequence[str]) -> Labels | None:
    """The headings that are periods, at least two different ones; None where they are not."""
    found = {at: each for at, text in enumerate(headings) if (each := _meant(text))}
    named = {at: _bare(text) for at, text in enumerate(headings) if at not in found}
    bare = {at: label for at, label in named.items() if label}
    texts = _in_one_calendar(found)
    if len(bare) > len(texts):
        texts = bare
    if len(set(texts.values())) < 2 or _are_data(headings, texts):
        return None
    return _finest(texts)


def _are_data(headings: Sequence[str], texts: Mapping[int, str]) -> bool:
    """Years that do not follow each other are numbers of some row of data."""
    years = [int(plain(headings[at])) for at in texts if _YEAR.fullmatch(plain(headings[at]))]
    steps = {later - earlier for earlier, later in pairwise(years)}
    return len(years) == len(texts) and not (steps <= {1} or steps <= {-1})


def markets_in(headings: Sequence[str], names: MarketNames) -> Labels | None:
    """The headings that name markets, at least two different ones; None where they do not."""
    texts = {}
    for at, text in enumerate(headings):
        try:
            texts[at] = names.resolve(text)
        except LookupError:
            continue
    return Labels("market", texts) if len(set(texts.values())) > 1 else None


def years_in(lines: Iterable[str], labels: Labels) -> list[str]:
    """The years that lines say which months without a year may belong to, each once."""
    found: dict[str, None] = {}
    for line in map(plain, lines):
        if labels.is_hijri:
            found |= dict.fromkeys(_HIJRI_YEAR.findall(line))
            continue
        fiscal = [f"FY{first}-{last}" for first, last in _FISCAL_YEAR.findall(line)]
        found |= dict.fromkeys(fiscal or _GREGORIAN_YEAR.findall(line))
    return list(found)


def _meant(text: str) -> dict[Calendar | None, str]:
    """The periods a heading can mean, by calendar; under None one in the contract's own form."""
    told = plain(text)
    if not told or len(told) > LONGEST_FORM or not any(map(str.isdigit, told)):
        return {}
    day = _day_of_a_month(told)
    if day:
        return {None: day}
    try:
        own = calendars.parse(told).text
    except PeriodError:
        own = ""
    found: dict[Calendar | None, str] = {
        each: period.text for each, period in meanings(told).items()
    }
    if own and Calendar.FISCAL not in found:
        return {None: own}
    return found or ({None: own} if own else {})


def _day_of_a_month(told: str) -> str:
    """The month of a heading that is the first or last day of one."""
    for day in days_meant(told, DateOrder.YEAR_FIRST).values():
        return f"{day:%Y-%m}"
    return ""


def _bare(text: str) -> str:
    """A month's name alone, as a label without its year; "" for anything else."""
    named = month_named(text) if text.strip() else None
    if named is None:
        return ""
    return f"{'SH' if named[0] is Calendar.SOLAR_HIJRI else ''}--{named[1]:02d}"


def _in_one_calendar(found: Mapping[int, Mapping[Calendar | None, str]]) -> dict[int, str]:
    """Each heading in the calendar in which most can be read; two years in a row are fiscal."""
    if not found:
        return {}
    several = [each for each in found.values() if None not in each]
    counts = {
        calendar: sum(1 for each in several if calendar in each)
        for calendar in (Calendar.FISCAL, Calendar.GREGORIAN, Calendar.SOLAR_HIJRI)
    }
    is_fiscal = bool(several) and all(
        Calendar.FISCAL in each and each[Calendar.FISCAL].startswith("FY") for each in several
    )
    order = sorted(counts, key=lambda each: -counts[each])
    if not is_fiscal:
        order = [each for each in order if each is not Calendar.FISCAL] + [Calendar.FISCAL]
    else:
        order = [Calendar.FISCAL, *order]
    return {
        at: each.get(None) or next(each[calendar] for calendar in order if calendar in each)
        for at, each in found.items()
    }


def _finest(texts: Mapping[int, str]) -> Labels:
    """The labels of the shortest grain that at least two have; longer ones are sums of them."""
    if any(map(is_bare, texts.values())):
        return Labels("period", dict(texts))
    grains = {at: calendars.parse(text).grain for at, text in texts.items()}
    for grain in (Grain.MONTH, Grain.QUARTER, Grain.YEAR):
        own = {at: text for at, text in texts.items() if grains[at] is grain}
        if len(set(own.values())) > 1:
            rest = tuple(at for at in texts if at not in own)
            return Labels("period", own, rest)
    return Labels("period", dict(texts))


def is_year(text: str) -> bool:
    """Whether a text of digits is a year of one of the calendars."""
    told = plain(text)
    is_one = _HIJRI_YEAR.fullmatch(told) or _GREGORIAN_YEAR.fullmatch(told)
    return bool(is_one or _FISCAL_YEAR.fullmatch(told))


def this_year(calendar: Calendar, today: date) -> int:
    """The year of a day in a calendar."""
    return JalaliDate(today).year if calendar is Calendar.SOLAR_HIJRI else today.year


def wide_headings(cells: Sequence[str], names: MarketNames | None) -> int:
    """How many cells of a record are periods or markets that stand as columns."""
    short = [text if len(text) <= LONGEST_FORM else "" for text in cells[:_MOST_LOOKED_AT]]
    told = periods_in(short) or (markets_in(short, names) if names else None)
    return len(told.texts) if told else 0
