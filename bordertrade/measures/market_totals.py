"""What went through each market in twelve months, as a range."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from bordertrade import calendars
from bordertrade.calendars import Period
from bordertrade.dataset import Dataset
from bordertrade.envelope import Envelope, total
from bordertrade.measures.selection import Selection, chosen, without_overlaps
from bordertrade.vocabulary import Channel, Direction

MONTHS = 12


@dataclass(frozen=True, slots=True)
class MarketTotal:
    """One market, channel, direction and book over a window of months, in US$.

    ``months`` is how many of the window's months have a figure: below twelve the total is of
    these months only.
    """

    market: str
    channel: Channel
    direction: Direction
    reporter: str
    value_usd: Envelope
    months: int
    modelled: bool
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MarketTotals:
    """Totals over one window, the same for every market."""

    start: date
    end: date
    rows: tuple[MarketTotal, ...]

    def of(self, market: str, channel: Channel) -> tuple[MarketTotal, ...]:
        return tuple(r for r in self.rows if r.market == market and r.channel == channel)

    def value(
        self, market: str, channel: Channel, direction: Direction | None = None
    ) -> Envelope | None:
        """The range of a market's channel: one direction, or both where one book gives both.

        Books are never blended, so without a direction only the larger single-book sum counts.
        """
        rows = [r for r in self.of(market, channel) if direction in (None, r.direction)]
        if not rows:
            return None
        by_book: dict[str, list[Envelope]] = {}
        for row in rows:
            by_book.setdefault(row.reporter, []).append(row.value_usd)
        return max((total(parts) for parts in by_book.values()), key=lambda sum_: sum_.central)


def market_totals(dataset: Dataset, selection: Selection) -> MarketTotals | None:
    """The last twelve months that have figures, for each market and the three together.

    ``three`` comes from the model's own row for the three markets, not from their sum: their
    shares' bounds cannot all be reached at once (baseline, "Months"). None without any row.
    """
    rows = chosen(dataset, selection, with_three=True)
    rows = rows[rows["value_usd"].notna()]
    rows = rows[[calendars.parse(text).days < 32 for text in rows["period"]]]
    if rows.empty:
        return None
    last = max(rows["end"]).date()
    window = _twelve_months_to(last)
    inside = rows[
        (rows["start"] >= pd.Timestamp(window.start)) & (rows["end"] <= pd.Timestamp(last))
    ]
    return MarketTotals(window.start, last, tuple(_totals(inside)))


def _twelve_months_to(last: date) -> Period:
    first = calendars.month(last.year - 1, last.month)
    start = calendars.month(first.start.year + first.start.month // 12, first.start.month % 12 + 1)
    return Period(start.start, last, "", calendars.Calendar.GREGORIAN, calendars.Grain.SPAN)


def _totals(rows: pd.DataFrame) -> list[MarketTotal]:
    keys = ["market", "channel", "direction", "reporter"]
    rows = without_overlaps(rows, [*keys, "modelled"])
    found = []
    for (market, channel, direction, reporter), part in rows.groupby(keys, sort=True):
        low, central, high = part[["value_low_usd", "value_usd", "value_high_usd"]].sum()
        found.append(
            MarketTotal(
                market=market,
                channel=Channel(channel),
                direction=Direction(direction),
                reporter=reporter,
                value_usd=Envelope(low, central, high),
                months=part["period"].nunique(),
                modelled=bool(part["modelled"].all()),
                sources=tuple(sorted(set(part["source"]) - {""})),
            )
        )
    return found
