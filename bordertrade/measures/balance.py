"""The balance of trade on one book: exports less imports, from Pakistan's side.

A balance needs both directions on the same book for the same period. Imports from Pakistan's
book and exports from Iran's are never subtracted.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from bordertrade.dataset import Dataset
from bordertrade.envelope import Envelope
from bordertrade.measures.level import levels
from bordertrade.measures.market_totals import MarketTotal, MarketTotals
from bordertrade.vocabulary import Channel, Direction, Reporter


@dataclass(frozen=True, slots=True)
class MarketBalance:
    """The two directions of a market, each on the book that covers most of the window's months,
    and the balance where that is one book and the same months.

    ``balance`` is exports less imports from Pakistan's side, in the money of the totals: the
    widest range.
    """

    market: str
    exports: MarketTotal | None
    imports: MarketTotal | None

    @property
    def balance(self) -> Envelope | None:
        if self.exports is None or self.imports is None:
            return None
        if self.exports.reporter != self.imports.reporter:
            return None
        if self.exports.months != self.imports.months:
            return None
        return self.exports.value - self.imports.value


def market_balances(totals: MarketTotals, markets: tuple[str, ...]) -> tuple[MarketBalance, ...]:
    """Formal trade only: informal trade is estimated in one direction."""
    return tuple(_market_balance(totals, market) for market in markets)


def _market_balance(totals: MarketTotals, market: str) -> MarketBalance:
    """A span that reaches in from outside stands only where no month does. Of books that cover as
    many months, the one that has both directions stands, then Pakistan's.
    """
    rows = totals.of(market, Channel.FORMAL)
    books = Counter(row.reporter for row in rows)

    def standing(row: MarketTotal) -> tuple[bool, int, int, bool]:
        return not row.period, row.months, books[row.reporter], row.reporter == Reporter.PK

    sides = {row.direction: row for row in sorted(rows, key=standing)}
    return MarketBalance(market, sides.get(Direction.PK_TO_IR), sides.get(Direction.IR_TO_PK))


@dataclass(frozen=True, slots=True)
class BookBalance:
    """One year on one book, in US$, from Pakistan's side."""

    reporter: Reporter
    period: str
    exports_usd: float
    imports_usd: float

    @property
    def balance_usd(self) -> float:
        return self.exports_usd - self.imports_usd


def book_balances(dataset: Dataset, reporter: Reporter) -> tuple[BookBalance, ...]:
    """Each full year for which a book gives both directions."""
    found = []
    for level in levels(dataset, reporter):
        out, into = level.part(Direction.PK_TO_IR), level.part(Direction.IR_TO_PK)
        if out and into:
            found.append(BookBalance(reporter, level.period.text, out.value_usd, into.value_usd))
    return tuple(found)
