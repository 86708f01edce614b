"""The balance of trade on one book: exports less imports, from Pakistan's side.

A balance needs both directions on the same book for the same period. Imports from Pakistan's
book and exports from Iran's are never subtracted.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from bordertrade.dataset import Dataset
from bordertrade.envelope import Envelope
from bordertrade.measures.book_level import levels
from bordertrade.measures.market_totals import MarketTotal, MarketTotals, total_of
from bordertrade.measures.stretches import YEAR, common_run
from bordertrade.vocabulary import Channel, Direction, Reporter


@dataclass(frozen=True, slots=True)
class MarketBalance:
    """The two directions of a market, each over its own window on the book that covers most months;
    and the balance on one book over the newest window that both directions cover.

    ``over`` are exports and imports in that window, None where no book has one. ``balance`` is
    exports less imports from Pakistan's side, in the money of the totals: the widest range.
    """

    market: str
    exports: MarketTotal | None
    imports: MarketTotal | None
    over: tuple[MarketTotal, MarketTotal] | None = None

    @property
    def balance(self) -> Envelope | None:
        if self.over is None:
            return None
        exports, imports = self.over
        return exports.value - imports.value


def market_balances(totals: MarketTotals, markets: tuple[str, ...]) -> tuple[MarketBalance, ...]:
    """Formal trade only: informal trade is estimated in one direction."""
    return tuple(_market_balance(totals, market) for market in markets)


def _market_balance(totals: MarketTotals, market: str) -> MarketBalance:
    """Of books that cover as many months, the one that has both directions stands, then Pakistan's."""
    rows = [r for r in totals.priced if (r.market, r.channel) == (market, Channel.FORMAL)]
    years = [row for row in rows if row.is_year]
    books = Counter(row.reporter for row in years)

    def standing(row: MarketTotal) -> tuple[int, int, bool]:
        return min(row.months, YEAR), books[row.reporter], row.reporter == Reporter.PK

    sides = {row.direction: row for row in sorted(years, key=standing)}
    over = _over(totals, market)
    return MarketBalance(market, sides.get(Direction.PK_TO_IR), sides.get(Direction.IR_TO_PK), over)


def _over(totals: MarketTotals, market: str) -> tuple[MarketTotal, MarketTotal] | None:
    """Exports and imports of one book over the newest window that both cover; of two books that
    with more months, then Pakistan's.
    """
    found: list[tuple[MarketTotal, MarketTotal]] = []
    for _book, lines in sorted(totals.by_book(market, Channel.FORMAL).items(), reverse=True):
        by_way = {line.direction: line for line in lines}
        if {Direction.PK_TO_IR, Direction.IR_TO_PK} <= set(by_way):
            both = by_way[Direction.PK_TO_IR], by_way[Direction.IR_TO_PK]
            runs = common_run(line.stretches for line in both)
            if runs is not None:
                out, into = (total_of(*pair) for pair in zip(both, runs, strict=True))
                found.append((out, into))
    return max(found, key=lambda pair: min(pair[0].months, YEAR), default=None)


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
