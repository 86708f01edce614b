"""What went through each market in twelve months, as a range: each line over a window of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pandas as pd

from bordertrade.dataset import Dataset
from bordertrade.envelope import Envelope
from bordertrade.measures.in_currency import IN_DOLLARS, Exchange, exchange
from bordertrade.measures.market_lines import LINE, PIECE, Line, MarketLines, market_lines
from bordertrade.measures.selection import Selection
from bordertrade.measures.stretches import YEAR, Run, common_run, most
from bordertrade.money import MoneyBasis
from bordertrade.vocabulary import THREE, Channel, Direction

__all__ = [
    "LINE",
    "MarketTotal",
    "MarketTotals",
    "counted",
    "market_totals",
    "sources_of",
    "total_of",
]


@dataclass(frozen=True, slots=True)
class MarketTotal:
    """One market, channel, direction and book over a window of its own; ``value`` in ``money``.

    ``start`` and ``end`` are the days of the window; ``months`` says how many of its months have a
    figure, ``of_months`` how many it holds, ``observed_months`` how many are not modelled;
    ``modelled`` is true as soon as one is. ``period`` is set where the window is one period of its
    source. ``leads``: the first that is shown of its line; ``is_year``: the one with most months,
    which stands for the line where only one can. ``converted``: an exchange rate stands between
    some of it and its source; ``doubted``: not all of it was observed without reserve. ``sources``
    are those of observed figures, ``model_sources`` those of the assumptions behind modelled ones.
    """

    market: str
    channel: Channel
    direction: Direction
    reporter: str
    value: Envelope
    start: date
    end: date
    months: int
    of_months: int
    modelled: bool
    sources: tuple[str, ...] = ()
    model_sources: tuple[str, ...] = ()
    observed_months: int = 0
    period: str = ""
    money: MoneyBasis = MoneyBasis.USD
    converted: bool = False
    doubted: bool = False
    leads: bool = True
    is_year: bool = True

    @property
    def value_usd(self) -> Envelope:
        """``value`` for those who speak of US$ alone. Raises ValueError in another money."""
        if self.money is not MoneyBasis.USD:
            raise ValueError(f"the total is in {self.money}, not in US$")
        return self.value

    @property
    def line(self) -> tuple[str, str, str, str]:
        return self.market, self.channel, self.direction, self.reporter

    @property
    def window(self) -> tuple[date, date]:
        return self.start, self.end

    @property
    def period_text(self) -> str:
        """The window as data write periods: "2024-07/2025-06", whole months where it has them."""
        if self.period:
            return self.period
        whole = self.start.day == 1 and (self.end + timedelta(days=1)).day == 1
        form = "%Y-%m" if whole else "%Y-%m-%d"
        return f"{self.start:{form}}/{self.end:{form}}"


@dataclass(frozen=True, slots=True)
class MarketTotals:
    """The totals of every line; ``exchange`` says how their figures came to be in one money,
    ``markets`` which were asked for.

    A line may have several: observed ones, the newest first, then the modelled one. Some stand in
    the money of their file, because no rate brings them into that of ``exchange``. ``lines`` are
    what they are made of.
    """

    rows: tuple[MarketTotal, ...]
    exchange: Exchange = IN_DOLLARS
    lines: tuple[Line, ...] = ()
    markets: tuple[str, ...] = ()

    @property
    def money(self) -> MoneyBasis:
        return self.exchange.money

    @property
    def priced(self) -> tuple[MarketTotal, ...]:
        """Those in the money asked for: only they stand on one scale."""
        return tuple(row for row in self.rows if row.money is self.money)

    @property
    def end(self) -> date | None:
        """The newest day that any of them speaks of."""
        return max((row.end for row in self.rows), default=None)

    def of(self, market: str, channel: Channel) -> tuple[MarketTotal, ...]:
        return tuple(r for r in self.rows if r.market == market and r.channel == channel)

    def needs_book(self, row: MarketTotal) -> bool:
        """Whether its line must name its book: a direction beside it stands on several."""
        lines = {(each.direction, each.reporter) for each in self.of(row.market, row.channel)}
        return len({direction for direction, _reporter in lines}) < len(lines)

    def year(self, market: str, channel: Channel, direction: Direction) -> MarketTotal | None:
        """The one figure that stands for a market, channel and direction: that with most months up
        to a year, of several books the larger one.
        """
        found = [
            row
            for row in self.priced
            if (row.market, row.channel, row.direction) == (market, channel, direction)
            and row.is_year
        ]
        return max(found, key=lambda row: (min(row.months, YEAR), row.value.central), default=None)

    def value(
        self, market: str, channel: Channel, direction: Direction | None = None
    ) -> Envelope | None:
        """The range of a market's channel: one direction, or both where one book gives both.

        Both directions are added over the newest window that both cover, on one book.
        """
        if direction is not None:
            found = self.year(market, channel, direction)
            return found.value if found else None
        together = self.both_ways(market, channel)
        return together.value if together else None

    def by_book(self, market: str, channel: Channel) -> dict[str, list[Line]]:
        """The lines of a market's channel in the money asked for, by book."""
        found: dict[str, list[Line]] = {}
        for line in self.lines:
            if (line.market, line.channel, line.money) == (market, channel, self.money):
                found.setdefault(line.reporter, []).append(line)
        return found

    def both_ways(self, market: str, channel: Channel) -> Run | None:
        """The two directions added up on one book; the larger of two books. A book with one
        direction only gives that; None where two directions share no window.
        """
        by_book = self.by_book(market, channel)
        runs = [run for lines in by_book.values() if (run := _added(lines)) is not None]
        return max(runs, key=lambda run: (run.months_to_a_year, run.value.central), default=None)


def _added(lines: list[Line]) -> Run | None:
    if len(lines) == 1:
        return max(lines[0].runs, key=most, default=None)
    runs = common_run(line.stretches for line in lines)
    if runs is None:
        return None
    first = runs[0]
    members = tuple(each for run in runs for each in run.members)
    return Run(first.first, first.last, first.months, first.of_months, members)


def sources_of(rows: Iterable[MarketTotal], first: Iterable[str] = ()) -> tuple[str, ...]:
    """The sources of some figures, observed ones before those of the model, each once."""
    known = tuple(rows)
    seen = (source for row in known for source in row.sources)
    model = (source for row in known for source in row.model_sources)
    return tuple(dict.fromkeys([*first, *seen, *model]))


def market_totals(dataset: Dataset, selection: Selection) -> MarketTotals | None:
    """The last twelve months with figures of each market, channel, direction and book, and of the
    three markets together: each over its own window ("Windows" in ``docs/methods.md``).

    None without any figure.
    """
    lines = market_lines(dataset, selection)
    chosen, rows = counted(lines)
    if not chosen:
        return None
    in_money = rows[rows["money"] == selection.money]
    return MarketTotals(
        tuple(_leading(total_of(line, run) for line, run in chosen)),
        _exchange(dataset, lines, in_money, selection.money),
        lines.lines,
        selection.markets,
    )


def counted(lines: MarketLines) -> tuple[list[tuple[Line, Run]], pd.DataFrame]:
    """Every figure with its line, and the rows of ``shown`` that are added up to it: ``figure`` is
    its place in the list, ``money`` that of its values. A row may count for several figures.
    """
    chosen = _in_order((line, run) for line in lines.lines for run in line.runs)
    found = [
        _rows(lines.rows[money], wanted).assign(money=str(money))
        for money in lines.rows
        if len(wanted := _wanted(chosen, money))
    ]
    empty = next(iter(lines.rows.values())).iloc[:0].assign(figure=0, money="")
    return chosen, pd.concat(found) if found else empty


def _in_order(figures: Iterable[tuple[Line, Run]]) -> list[tuple[Line, Run]]:
    """Of two books that with the newest figure first; of a line observed figures first, the newest
    of them on top, whatever their money.
    """
    known = list(figures)
    newest: dict[tuple[str, ...], int] = {}
    for line, run in known:
        newest[line.key] = max(run.last, newest.get(line.key, run.last))

    def place(figure: tuple[Line, Run]) -> tuple[object, ...]:
        line, run = figure
        *flow, book = line.key
        return *flow, -newest[line.key], book, run.modelled, -run.last

    return sorted(known, key=place)


def _leading(rows: Iterable[MarketTotal]) -> Iterator[MarketTotal]:
    """The same, with the first of each line as the one that leads."""
    seen: set[tuple[str, str, str, str]] = set()
    for row in rows:
        yield replace(row, leads=row.line not in seen)
        seen.add(row.line)


def _wanted(chosen: list[tuple[Line, Run]], money: MoneyBasis) -> pd.DataFrame:
    """The parts of every figure in one money."""
    parts = [
        (number, market, line.channel, line.direction, line.reporter, period, modelled)
        for number, (line, run) in enumerate(chosen)
        if line.money is money
        for each in run.members
        for market, period, modelled in each.parts
    ]
    return pd.DataFrame(parts, columns=["figure", *PIECE])


def _rows(rows: pd.DataFrame, wanted: pd.DataFrame) -> pd.DataFrame:
    named = rows[PIECE].assign(at=range(len(rows))).merge(wanted, on=PIECE, how="inner")
    return rows.iloc[named["at"]].assign(figure=named["figure"].to_numpy())


def _exchange(
    dataset: Dataset, lines: MarketLines, rows: pd.DataFrame, money: MoneyBasis
) -> Exchange:
    """How the figures shown came to be in their money, and which newer ones did not."""
    used = rows[rows["market"] != THREE]
    used = used[~used.index.duplicated()].drop(columns=["figure", "money"])
    since: dict[tuple[str, ...], date] = {line.key: _since(line) for line in lines.lines}
    days = [since.get(key, date.min) for key in lines.lacking[LINE].itertuples(False, None)]
    recent = lines.lacking[lines.lacking["end"].dt.date >= pd.Series(days, lines.lacking.index)]
    return exchange(dataset, pd.concat([used, recent]), money)


def _since(line: Line) -> date:
    return date.fromordinal(min((run.first for run in line.runs), default=1))


def total_of(line: Line, run: Run) -> MarketTotal:
    """A run of a line as a figure."""
    return MarketTotal(
        market=line.market,
        channel=Channel(line.channel),
        direction=Direction(line.direction),
        reporter=line.reporter,
        value=run.value,
        start=date.fromordinal(run.first),
        end=date.fromordinal(run.last),
        months=run.months,
        of_months=run.of_months,
        modelled=run.modelled,
        sources=run.sources(observed=True),
        model_sources=run.sources(observed=False),
        observed_months=run.observed_months,
        period=run.members[0].parts[0][1] if len(run.members) == 1 else "",
        money=line.money,
        converted=any(each.converted for each in run.members),
        doubted=any(each.doubted for each in run.members),
        leads=run == line.runs[0],
        is_year=run == max(line.runs, key=most),
    )
