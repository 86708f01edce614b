"""What headings of wide tables say: a month, a year, a quarter, or a market."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from persiantools.jdatetime import JalaliDate

from bordertrade import calendars
from bordertrade.calendars import Calendar, Grain, PeriodError
from bordertrade.dataset import MarketNames
from bordertrade.dataset.names import fold
from bordertrade.intake.days import days_meant
from bordertrade.intake.declaration import DateOrder
from bordertrade.intake.month_names import month_named
from bordertrade.intake.periods import meanings
from bordertrade.intake.scales import scale_in
from bordertrade.intake.shapes.shape import is_bare, with_year
from bordertrade.intake.spellings import currency_in, flow_in, names_measure, unit_in, words_of
from bordertrade.intake.tidying import LONGEST_FORM, plain

_YEAR = re.compile(r"\d{4}")
_HIJRI_YEAR = re.compile(r"(?<!\d)(1[34]\d{2})(?!\d)")
_GREGORIAN_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_FISCAL_YEAR = re.compile(r"(?<!\d)(20\d{2})\s*[-/–]\s*(?:20)?(\d{2})(?!\d)")
#: A heading of a period and a measure has no more words than this.
_MOST_WORDS = 12
#: What joins a period to its measure.
_AROUND = " :,;-–—/|"
#: Words between a measure and its period: "Value in 2024".
_IDLE = frozenset({"in", "of", "for", "during", "در", "سال"})
#: What columns of numbers are called.
_AMOUNTS = frozenset(
    map(
        fold,
        (
            *("value", "values", "quantity", "quantities", "qty", "amount", "weight", "volume"),
            *("tonnage", "ارزش", "مقدار", "وزن", "مبلغ", "تعداد", "حجم", "مالیت", "رقم"),
        ),
    )
)
#: What a column of periods is called.
PERIODS = frozenset(
    map(fold, ("period", "month", "year", "date", "time", "ماه", "سال", "تاریخ", "دوره", "مہینہ"))
)
#: A wider header is no person's work.
_MOST_LOOKED_AT = 200


@dataclass(frozen=True, slots=True)
class Labels:
    """What the headings of some columns say, by place. ``column``: period or market."""

    column: str
    texts: Mapping[int, str]
    #: Places of headings that name a longer period, which holds others: sums.
    totals: tuple[int, ...] = ()
    #: What the headings say besides: "Quantity (kg)" of "Jul-24 Quantity (kg)", and "Imports" of
    #: "Imports 2024".
    measures: Mapping[int, str] = field(default_factory=dict)
    flows: Mapping[int, str] = field(default_factory=dict)

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


def measured_in(headings: Sequence[str]) -> Labels | None:
    """The headings that say a period and what is measured in it: "Jul-24 Quantity", "Value in
    2024-M01". None where fewer than two do, one does twice, or none names a measure."""
    parts = {at: each for at, text in enumerate(headings) if (each := period_and_rest(text))[0]}
    dated = {at: period for at, (told, _) in parts.items() if (period := _meant(told))}
    bare = {at: label for at, (told, _) in parts.items() if (label := _bare(told))}
    texts = bare if len(bare) > len(dated) else _in_one_calendar(dated)
    rests = {at: parts[at][1] for at in texts}
    pairs = {(texts[at], fold(rest)) for at, rest in rests.items()}
    if not 1 < len(texts) == len(pairs) or not any(map(is_measure, rests.values())):
        return None
    found = _finest(texts)
    parts = {at: flow_and_rest(rests[at]) for at in found.texts}
    flows = {at: flow for at, (flow, _) in parts.items()}
    return replace(
        found, measures={at: _named(rest) for at, (_, rest) in parts.items()}, flows=flows
    )


def _named(measure: str) -> str:
    """A measure that says its money or unit only, with the word for what it is: "Rs. Million"."""
    words = words_of(measure)
    if not measure or any(word in _AMOUNTS for word in words):
        return measure
    if currency_in(measure):
        return f"Value {measure}"
    return f"Quantity {measure}" if unit_in(measure) else measure


def flow_and_rest(text: str) -> tuple[str, str]:
    """The word of a heading that says imports or exports, and what it says besides; "" for none."""
    words = text.split()
    flow = next((word for word in words if flow_in(word.strip(_AROUND))), "")
    kept = [word for word in words if word is not flow]
    while kept and kept[-1].lower() in _IDLE:
        kept.pop()
    return flow.strip(_AROUND), " ".join(kept).strip(_AROUND)


def alone_in(headings: Sequence[str]) -> Labels | None:
    """The one heading that is a period, such as "Azar 1404" beside "Commodity"; None where another
    one names an amount or the period."""
    found = [at for at, text in enumerate(headings) if is_period(text)]
    others = [text for at, text in enumerate(headings) if at not in found]
    if len(found) != 1 or any(is_measure(text) or fold(text) in PERIODS for text in others):
        return None
    (at,) = found
    return Labels("period", {at: period_of(headings[at])})


def is_period(text: str) -> bool:
    """Whether a heading is a period, or a month without its year."""
    return bool(_meant(text) or _bare(text))


def period_of(text: str) -> str:
    """The period that a text is, in the contract's form or as a month without its year; "" for none."""
    found = _meant(text)
    return _in_one_calendar({0: found})[0] if found else _bare(text)


def period_and_rest(text: str) -> tuple[str, str]:
    """The period at one end of a heading and what it says besides; two blanks where it says none."""
    words = text.split()
    if not 1 < len(words) <= _MOST_WORDS:
        return "", ""
    for count in range(len(words) - 1, 0, -1):
        for told, rest in ((words[:count], words[count:]), (words[-count:], words[:-count])):
            period = " ".join(told).strip(_AROUND)
            named = " ".join(rest).strip(_AROUND)
            if any(map(str.isalpha, named)) and is_period(period):
                return period, named
    return "", ""


def is_measure(text: str) -> bool:
    """Whether a heading names an amount, its money, unit or scale."""
    words = words_of(text)
    return scale_in(text) != 1 or any(
        word in _AMOUNTS or flow_in(word) or names_measure(word) for word in words
    )


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
    month = _day_of_a_month(told) or _month_of_a_fiscal_year(told)
    if month:
        return {None: month}
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


def _month_of_a_fiscal_year(told: str) -> str:
    """ "2024-25 July" and "July 2024-25" are the same month."""
    years = _FISCAL_YEAR.search(told)
    label = _bare(" ".join(_FISCAL_YEAR.sub(" ", told).strip(_AROUND).split())) if years else ""
    return with_year(label, f"{years[1]}-{years[2]}") if years and label else ""


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
    told = told or measured_in(cells[:_MOST_LOOKED_AT]) or alone_in(short)
    return len(told.texts) if told else 0
