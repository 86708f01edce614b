"""What went through each market in twelve months, as a range."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from bordertrade import calendars
from bordertrade.calendars import Period
from bordertrade.dataset import Dataset
from bordertrade.envelope import Envelope, total
from bordertrade.measures.selection import Selection, chosen, undivided_first, without_overlaps
from bordertrade.vocabulary import Channel, Direction

_LONGEST_MONTH = 32  # days
_LINE = ["market", "channel", "direction", "reporter"]


@dataclass(frozen=True, slots=True)
class MarketTotal:
    """One market, channel, direction and book over a window of months, in US$.

    ``months`` is how many of the window's months have a figure: below twelve the total is of
    these months only. ``modelled`` is true as soon as one of them is modelled, and
    ``observed_months`` says how many are not. ``period`` is set where the figure is that of an
    observed span which does not lie whole in the window.
    """

    market: str
    channel: Channel
    direction: Direction
    reporter: str
    value_usd: Envelope
    months: int
    modelled: bool
    sources: tuple[str, ...] = ()
    observed_months: int = 0
    period: str = ""


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
    if not selection.goods:
        rows = undivided_first(rows)
    months = rows[[calendars.parse(text).days < _LONGEST_MONTH for text in rows["period"]]]
    if months.empty:
        return None
    last = max(months["end"]).date()
    window = _twelve_months_to(last)
    inside = (rows["start"] >= pd.Timestamp(window.start)) & (rows["end"] <= pd.Timestamp(last))
    found = _totals(rows[inside])
    return MarketTotals(window.start, last, (*found, *_whole_spans(rows[~inside], window, found)))


def _twelve_months_to(last: date) -> Period:
    first = calendars.month(last.year - 1, last.month)
    start = calendars.month(first.start.year + first.start.month // 12, first.start.month % 12 + 1)
    return Period(start.start, last, "", calendars.Calendar.GREGORIAN, calendars.Grain.SPAN)


def _totals(rows: pd.DataFrame) -> list[MarketTotal]:
    rows = without_overlaps(rows, [*_LINE, "modelled"])
    return [_total(part) for _key, part in rows.groupby(_LINE, sort=True)]


def _whole_spans(rows: pd.DataFrame, window: Period, found: list[MarketTotal]) -> list[MarketTotal]:
    """Observed spans that reach into the window from outside, where nothing else speaks.

    They hide the model there, so without them a market would look as if nobody had counted.
    """
    told = {(each.market, each.channel, each.direction, each.reporter) for each in found}
    near = rows[~rows["modelled"] & (rows["end"] >= pd.Timestamp(window.start))]
    newest = near[near["end"] == near.groupby(_LINE)["end"].transform("max")]
    newest = without_overlaps(newest, _LINE)
    return [
        _total(part, period=part["period"].iloc[0])
        for key, part in newest.groupby(_LINE, sort=True)
        if key not in told
    ]


def _total(part: pd.DataFrame, period: str = "") -> MarketTotal:
    low, central, high = part[["value_low_usd", "value_usd", "value_high_usd"]].sum()
    first = part.iloc[0]
    return MarketTotal(
        market=str(first["market"]),
        channel=Channel(first["channel"]),
        direction=Direction(first["direction"]),
        reporter=str(first["reporter"]),
        value_usd=Envelope(low, central, high),
        months=_months(part),
        modelled=bool(part["modelled"].any()),
        sources=tuple(sorted(set(part["source"]) - {""})),
        observed_months=_months(part[~part["modelled"]]),
        period=period,
    )


def _months(part: pd.DataFrame) -> int:
    return sum(calendars.month_count(calendars.parse(text)) for text in set(part["period"]))
