"""What went through each market in twelve months, as a range."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from bordertrade import calendars
from bordertrade.calendars import Period
from bordertrade.dataset import Dataset
from bordertrade.dataset.rows import each
from bordertrade.envelope import Envelope, total
from bordertrade.measures.selection import Selection, undivided_first, without_overlaps
from bordertrade.measures.shown import IN_DOLLARS, Exchange, exchange, shown
from bordertrade.money import MoneyBasis
from bordertrade.vocabulary import THREE, Channel, Direction

_LONGEST_MONTH = 32  # days
#: What tells one total from another.
LINE = ["market", "channel", "direction", "reporter"]


@dataclass(frozen=True, slots=True)
class MarketTotal:
    """One market, channel, direction and book over a window of months; ``value`` in ``money``.

    ``months`` is how many of the window's months have a figure: below twelve the total is of
    these months only. ``modelled`` is true as soon as one of them is modelled, and
    ``observed_months`` says how many are not. ``period`` is set where the figure is that of an
    observed span which does not lie whole in the window. ``converted``: an exchange rate stands
    between some of it and its source.
    """

    market: str
    channel: Channel
    direction: Direction
    reporter: str
    value: Envelope
    months: int
    modelled: bool
    sources: tuple[str, ...] = ()
    observed_months: int = 0
    period: str = ""
    money: MoneyBasis = MoneyBasis.USD
    converted: bool = False

    @property
    def value_usd(self) -> Envelope:
        """``value`` for those who speak of US$ alone. Raises ValueError in another money."""
        if self.money is not MoneyBasis.USD:
            raise ValueError(f"the total is in {self.money}, not in US$")
        return self.value


@dataclass(frozen=True, slots=True)
class MarketTotals:
    """Totals over one window, the same for every market; ``exchange`` says in which money."""

    start: date
    end: date
    rows: tuple[MarketTotal, ...]
    exchange: Exchange = IN_DOLLARS

    @property
    def money(self) -> MoneyBasis:
        return self.exchange.money

    def of(self, market: str, channel: Channel) -> tuple[MarketTotal, ...]:
        return tuple(r for r in self.rows if r.market == market and r.channel == channel)

    def needs_book(self, row: MarketTotal) -> bool:
        """Whether its line must name its book: a direction beside it stands on several."""
        found = self.of(row.market, row.channel)
        return len({each.direction for each in found}) < len(found)

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
            by_book.setdefault(row.reporter, []).append(row.value)
        return max((total(parts) for parts in by_book.values()), key=lambda sum_: sum_.central)


def market_totals(dataset: Dataset, selection: Selection) -> MarketTotals | None:
    """The last twelve months that have figures in the money asked for, for each market and the
    three together.

    ``three`` comes from the model's own row for the three markets, not from their sum: their
    shares' bounds cannot all be reached at once (baseline, "Months"). None without any row.
    """
    asked = shown(dataset, selection, with_three=True)
    found = counted(asked, selection)
    if found is None:
        return None
    window, rows = found
    spans = rows["whole_span"] != ""
    totals = _totals(rows[~spans], selection.money) + _totals(rows[spans], selection.money)
    recent = asked[(asked["end"] >= pd.Timestamp(window.start)) & (asked["market"] != THREE)]
    return MarketTotals(
        window.start, window.end, tuple(totals), exchange(dataset, recent, selection.money)
    )


def counted(asked: pd.DataFrame, selection: Selection) -> tuple[Period, pd.DataFrame] | None:
    """The window, and the rows of ``shown`` that are added up to its totals; None without a month.

    Rows with the same ``LINE`` make one total. ``whole_span`` is the period of an observed span
    that reaches into the window from outside, "" for rows inside.
    """
    rows = asked[asked["value"].notna()]
    if not selection.goods:
        rows = undivided_first(rows, "value")
    is_month = each(rows, ["period"], lambda text: calendars.parse(text).days < _LONGEST_MONTH)
    months = rows[is_month.astype(bool)]
    if months.empty:
        return None
    window = _twelve_months_to(months["end"].max().date())
    inside = (rows["start"] >= pd.Timestamp(window.start)) & (
        rows["end"] <= pd.Timestamp(window.end)
    )
    within = without_overlaps(rows[inside], [*LINE, "modelled"]).assign(whole_span="")
    spans = _whole_spans(rows[~inside], window, within)
    return window, pd.concat([within, spans.assign(whole_span=spans["period"])])


def _twelve_months_to(last: date) -> Period:
    first = calendars.month(last.year - 1, last.month)
    start = calendars.month(first.start.year + first.start.month // 12, first.start.month % 12 + 1)
    return Period(start.start, last, "", calendars.Calendar.GREGORIAN, calendars.Grain.SPAN)


def _totals(rows: pd.DataFrame, money: MoneyBasis) -> list[MarketTotal]:
    return [_total(part, money) for _key, part in rows.groupby(LINE, sort=True)]


def _whole_spans(rows: pd.DataFrame, window: Period, within: pd.DataFrame) -> pd.DataFrame:
    """Observed spans that reach into the window from outside, where nothing else speaks.

    They hide the model there, so without them a market would look as if nobody had counted.
    """
    near = rows[~rows["modelled"] & (rows["end"] >= pd.Timestamp(window.start))]
    newest = near[near["end"] == near.groupby(LINE)["end"].transform("max")]
    newest = without_overlaps(newest, LINE)
    told = pd.MultiIndex.from_frame(within[LINE].drop_duplicates())
    return newest[~pd.MultiIndex.from_frame(newest[LINE]).isin(told)]


def _total(part: pd.DataFrame, money: MoneyBasis) -> MarketTotal:
    low, central, high = part[["value_low", "value", "value_high"]].sum()
    first = part.iloc[0]
    return MarketTotal(
        market=str(first["market"]),
        channel=Channel(first["channel"]),
        direction=Direction(first["direction"]),
        reporter=str(first["reporter"]),
        value=Envelope(low, central, high),
        months=_months(part),
        modelled=bool(part["modelled"].any()),
        sources=tuple(sorted(set(part["source"]) - {""})),
        observed_months=_months(part[~part["modelled"]]),
        period=str(first["whole_span"]),
        money=money,
        converted=bool(part["converted"].any()),
    )


def _months(part: pd.DataFrame) -> int:
    return sum(calendars.month_count(calendars.parse(text)) for text in set(part["period"]))
