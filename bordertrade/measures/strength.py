"""How sure each headline number is, from the strongest to the weakest.

Ordered by how the number was made (counted, counted with doubts, estimated, modelled), then by
its width, high / low; a low of nothing is the widest of all ("unbounded below").
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from bordertrade.dataset import Dataset
from bordertrade.envelope import Envelope
from bordertrade.measures.book_level import Level, latest_level
from bordertrade.measures.fuel import fuel_estimate
from bordertrade.measures.market_totals import MarketTotal, market_totals
from bordertrade.measures.markets import ids
from bordertrade.measures.selection import Selection
from bordertrade.vocabulary import THREE, Channel, ObsStatus, Reporter

#: How a number was made, from the surest to the least sure.
GRADES = ("counted", "counted_with_doubts", "estimated", "modelled")


@dataclass(frozen=True, slots=True)
class Strength:
    """One headline number, US$ a year. ``what`` is a book, ``fuel``, or a market's id.

    ``channel`` is empty for books and for the national fuel estimate. ``months`` is how many of
    the year's twelve the figure covers: below twelve it is of these months only. ``book`` is None
    unless lines of the same market and channel stand on several. ``total`` is the market's figure.
    """

    what: str
    channel: str
    direction: str
    value_usd: Envelope
    grade: str
    period: str
    sources: tuple[str, ...]
    months: int = 12
    book: str | None = None
    total: MarketTotal | None = None

    @property
    def width(self) -> float:
        """high / low; infinite where nothing bounds it below."""
        return self.value_usd.ratio or math.inf

    @property
    def order(self) -> tuple[int, float, float]:
        """Of two that nothing bounds below the larger one is the weaker."""
        return GRADES.index(self.grade), self.width, self.value_usd.high


def strengths(dataset: Dataset) -> tuple[Strength, ...]:
    """Every headline number, the strongest first."""
    found = [*_books(dataset), *_fuel(dataset), *_markets(dataset)]
    return tuple(sorted(found, key=lambda each: each.order))


def weakest(dataset: Dataset) -> Strength | None:
    """The number that a reader should lean on least; None in an empty record."""
    found = strengths(dataset)
    return found[-1] if found else None


def _books(dataset: Dataset) -> list[Strength]:
    levels = [latest_level(dataset, reporter) for reporter in Reporter]
    return [
        Strength(
            str(level.reporter),
            "",
            "",
            Envelope.exact(level.value_usd),
            _grade(level),
            level.period.text,
            level.sources,
        )
        for level in levels
        if level is not None
    ]


def _grade(level: Level) -> str:
    doubted = any(part.obs_status is not ObsStatus.NORMAL for part in level.parts)
    return "counted_with_doubts" if doubted else "counted"


def _fuel(dataset: Dataset) -> list[Strength]:
    fuel = fuel_estimate(dataset)
    if fuel is None:
        return []
    return [Strength("fuel", "", "", fuel.value_usd, "estimated", fuel.period.text, fuel.sources)]


def _markets(dataset: Dataset) -> list[Strength]:
    """The year of each channel, direction and book, each over its own window."""
    known = ids(dataset)
    totals = market_totals(dataset, Selection(known))
    if totals is None:
        return []
    return [
        Strength(
            row.market,
            str(row.channel),
            str(row.direction),
            row.value_usd,
            _grade_of(row),
            row.period,
            (*row.sources, *row.model_sources),
            row.months,
            row.reporter if totals.needs_book(row) else None,
            row,
        )
        for market in (*known, THREE)
        for channel in Channel
        for row in totals.of(market, channel)
        if row.is_year and row.money is totals.money
    ]


def _grade_of(row: MarketTotal) -> str:
    if row.modelled:
        return "modelled"
    return "counted_with_doubts" if row.doubted else "counted"
