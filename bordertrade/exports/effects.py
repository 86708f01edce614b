"""What another version does to the totals that people know: before and after."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from bordertrade.dataset import Dataset
from bordertrade.envelope import Envelope
from bordertrade.measures.book_level import Level, latest_level, levels
from bordertrade.measures.fuel import fuel_estimate
from bordertrade.measures.market_totals import MarketTotal, market_totals
from bordertrade.measures.replacements import replacements
from bordertrade.measures.selection import Selection
from bordertrade.measures.target import TargetBasis, progress, targets
from bordertrade.measures.year_totals import YearTotal, year_totals
from bordertrade.money import MoneyBasis
from bordertrade.vocabulary import Reporter
from bordertrade.words import _, dates, labels, money, ngettext, numbers
from bordertrade.words import fuel as fuel_words
from bordertrade.words import levels as levels_words
from bordertrade.words import totals as totals_words

#: The target that the first page opens with; where it is gone, the one announced last counts.
_TARGET = "usd10bn_2029"

Ends = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Effect:
    """One total that differs.

    ``kind``: ``headline``, ``progress``, ``informal``, ``twelve_months``, ``market_year`` or
    ``book_year``; ``name``: what it is a total of; ``before`` and ``after``: as people read them;
    the same as low, central and high in ``unit`` ("US$", "share", "litres"), None where there is
    none.
    """

    kind: str
    name: str
    before: str
    after: str
    numbers_before: Ends | None = None
    numbers_after: Ends | None = None
    unit: str = "US$"

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class _Total:
    """A total of one version: its text for people and its ends."""

    text: str
    ends: Ends
    unit: str = "US$"


#: (kind, what it is a total of) -> the total. The kinds come in the order that people ask.
_Totals = dict[tuple[str, str], _Total]


def effects(before: Dataset, after: Dataset) -> tuple[Effect, ...]:
    """Only what differs: the headline, progress to the target, informal trade, each market's
    twelve months and years, each book's years.
    """
    old, new = _totals(before), _totals(after)
    kinds = list(dict.fromkeys(kind for kind, _name in (*old, *new)))
    keys = sorted(dict.fromkeys((*old, *new)), key=lambda key: kinds.index(key[0]))
    return tuple(
        _effect(*key, old.get(key), new.get(key)) for key in keys if old.get(key) != new.get(key)
    )


def stood_in(before: Dataset, after: Dataset) -> tuple[str, ...]:
    """For each line of a market, which modelled months observed rows newly stand for, and how
    much. Only there may a total of the same months fall.
    """
    return tuple(totals_words.replaced(each) for each in replacements(before, after))


def rest_unchanged(found: tuple[Effect, ...]) -> str:
    """How many totals differ, and that every other is the same."""
    if not found:
        return _("Every total that the pages show is the same.")
    return ngettext(
        "{count} total differs; every other is the same.",
        "{count} totals differ; every other is the same.",
        len(found),
    )


def _effect(kind: str, name: str, old: _Total | None, new: _Total | None) -> Effect:
    before, after = (each.text if each else numbers.MISSING for each in (old, new))
    if old and new and before == after:  # the change hides behind the rounding
        before, after = _exact(old), _exact(new)
    known = new or old
    assert known is not None
    ends = old.ends if old else None, new.ends if new else None
    return Effect(kind, name, before, after, *ends, unit=known.unit)


def _exact(total: _Total) -> str:
    ends = [numbers.decimal(end, 6 if total.unit == "share" else 2) for end in total.ends]
    return _("{amounts} {unit}", amounts="–".join(dict.fromkeys(ends)), unit=total.unit)


def _totals(dataset: Dataset) -> _Totals:
    found: _Totals = {}
    for kind, name, total in (
        *_headline(dataset),
        *_progress(dataset),
        *_informal(dataset),
        *_twelve_months(dataset),
        *_market_years(dataset),
        *_book_years(dataset),
    ):
        found[kind, name] = total
    return found


_Named = Iterator[tuple[str, str, _Total]]


def _headline(dataset: Dataset) -> _Named:
    for reporter in Reporter:
        level = latest_level(dataset, reporter)
        if level is not None:
            name = _("Headline: {book}", book=labels.book(reporter))
            yield "headline", name, _Total(levels_words.level(level), _same(level.value_usd))


def _progress(dataset: Dataset) -> _Named:
    known = [each.id for each in targets(dataset)]
    if not known:
        return
    basis = TargetBasis(_TARGET if _TARGET in known else known[-1])
    for reporter in Reporter:
        found = progress(dataset, reporter, basis)
        if found is not None:
            name = _("Progress to the target: {book}", book=labels.book(reporter))
            text = levels_words.progress(found)
            yield "progress", name, _Total(text, _same(found.share), "share")


def _informal(dataset: Dataset) -> _Named:
    fuel = fuel_estimate(dataset)
    if fuel is not None:
        name = _("Informal fuel, whole border")
        yield "informal", name, _Total(fuel_words.fuel(fuel), _ends(fuel.value_usd))


def _twelve_months(dataset: Dataset) -> _Named:
    """Each line's figures: its year (the one with most months), and newer observed months."""
    totals = market_totals(dataset, Selection(markets=tuple(dataset["markets"]["id"])))
    for row in totals.rows if totals else ():
        name = _role(row)
        notes = ", ".join((totals_words.total_evidence(row), totals_words.total_period(row)))
        amount = money.amount_range(row.value, row.money, 4)
        text = _("{amount} ({notes})", amount=amount, notes=notes)
        yield "twelve_months", name, _Total(text, _ends(row.value), money.counted_in(row.money))


def _role(row: MarketTotal) -> str:
    """What stays the same of a figure when months come in."""
    if row.money is not MoneyBasis.USD:
        return _(
            "{total}, {money}: {period}",
            total=_named(row),
            money=money.counted_in(row.money),
            period=totals_words.total_period(row),
        )
    if row.is_year:
        return _("{total}: last twelve months with figures", total=_named(row))
    if row.modelled:
        return _("{total}: modelled months", total=_named(row))
    if row.leads:
        return _("{total}: newest observed months", total=_named(row))
    return _("{total}: {period}", total=_named(row), period=totals_words.total_period(row))


def _market_years(dataset: Dataset) -> _Named:
    for row in year_totals(dataset):
        name = _("{total}: {year}", total=_named(row), year=row.year)
        text = numbers.usd_range(row.value, 4)
        if row.modelled:
            text = _("{amount} (partly or wholly modelled)", amount=text)
        yield "market_year", name, _Total(text, _ends(row.value))


def _book_years(dataset: Dataset) -> _Named:
    for reporter in Reporter:
        for level in levels(dataset, reporter):
            yield "book_year", _book_year(level), _Total(_level(level), _same(level.value_usd))


def _book_year(level: Level) -> str:
    book, period = labels.book(level.reporter), dates.period(level.period)
    return _("{book}: {period}", book=book, period=period)


def _level(level: Level) -> str:
    return levels_words.at_least(numbers.usd(level.value_usd), level)


def _named(row: MarketTotal | YearTotal) -> str:
    parts = [
        labels.market(row.market),
        labels.channel(row.channel),
        labels.direction(row.direction),
    ]
    return ", ".join(parts + [labels.book(row.reporter)] * bool(row.reporter))


def _same(value: float) -> Ends:
    return value, value, value


def _ends(value: Envelope) -> Ends:
    return value.low, value.central, value.high
