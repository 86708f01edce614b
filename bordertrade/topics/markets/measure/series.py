"""Trade of the markets over time, as ranges, with what is missing told apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pandas as pd

from bordertrade import calendars
from bordertrade.calendars import Calendar, Period, RecutError
from bordertrade.dataset import Dataset
from bordertrade.dataset.rows import rows_of
from bordertrade.measures.absence import (
    ABSENCES,
    CLOSED,
    NO_RATE,
    NOT_COLLECTED,
    NOT_OPEN,
    ZERO,
    State,
    absence,
    crossings_opened,
    runs,
)
from bordertrade.measures.in_currency import Exchange, exchange, shown
from bordertrade.measures.selection import Selection, undivided_first
from bordertrade.money import MoneyBasis
from bordertrade.topics.markets.measure.years import (
    LINE,
    NATURAL,
    TEXTS,
    VALUES,
    in_years,
    one_or_several,
)
from bordertrade.vocabulary import ABSENT, Channel, ObsStatus

COLUMNS = [
    *("period", "start", "end"),
    *LINE[:-1],
    *VALUES,
    *TEXTS,
    *("modelled", "converted", "months", "whole", "fit", "first", "last"),
]

#: The kinds of nothing, in the order of the legend.
_KINDS = (ZERO, CLOSED, NOT_OPEN, NOT_COLLECTED, NO_RATE)
#: What is so whatever another row says of the month: only "not collected" is then not true.
_OBSERVED = frozenset({"value", ZERO, CLOSED, NO_RATE})


@dataclass(frozen=True, eq=False, slots=True)
class MarketSeries:
    """One channel over time.

    ``frame``: one row for each market, direction, book and period (columns ``COLUMNS``; values
    in ``money``; ``converted`` by a rate or not; ``months`` counts the months added up, ``whole``
    says whether a year has them all; ``fit``, ``first`` and ``last`` as in ``market_years``).
    ``refused``: periods that do not fit the chosen calendar. ``states``: stretches without a
    figure. ``start`` and ``end`` are the days the axis should show. ``exchange``: how the values
    came to be in their money.
    """

    channel: Channel
    calendar: Calendar
    markets: tuple[str, ...]
    frame: pd.DataFrame
    refused: tuple[RecutError, ...]
    states: tuple[State, ...]
    start: date
    end: date
    has_model: bool
    exchange: Exchange

    @property
    def money(self) -> MoneyBasis:
        return self.exchange.money


def market_series(dataset: Dataset, selection: Selection, channel: Channel) -> MarketSeries:
    """Low, central and high of one channel for each market, direction, book and period.

    Goods of one cell are added; markets, directions and books are not. Formula of a year: the
    sum of its months, lows to lows and highs to highs (an outer envelope). Money:
    ``money.conversion``; calendars: ``recut``.
    """
    rows = shown(dataset, selection)
    rows = rows[rows["channel"] == channel]
    frame, refused = _in_calendar(cells(counted(rows, selection)), selection.calendar)
    start, end = _axis(dataset, selection)
    opened = crossings_opened(dataset) if channel is Channel.FORMAL else {}
    return MarketSeries(
        channel=channel,
        calendar=selection.calendar,
        markets=selection.markets,
        frame=frame,
        refused=refused,
        states=tuple(_states(rows, selection.markets, _days(start, end), opened)),
        start=start,
        end=end,
        has_model=bool(frame["modelled"].any()),
        exchange=exchange(dataset, rows, selection.money),
    )


def counted(rows: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    """The rows of ``shown`` that have a value and stand beside no row for all goods."""
    valued = rows[rows["value"].notna()]
    return valued if selection.goods else undivided_first(valued, "value")


def cells(rows: pd.DataFrame) -> pd.DataFrame:
    """Goods of one cell added up, each in the period of its source (columns ``COLUMNS``)."""
    keys = ["period", "start", "end", *LINE]
    if rows.duplicated(keys).any():
        grouped = rows.groupby(keys, sort=False)
        joined = grouped[TEXTS].agg(one_or_several).join(grouped["converted"].any())
        frame = grouped[VALUES].sum().join(joined).reset_index()
    else:  # nothing to add: most views, and a hundred times faster
        frame = rows[[*keys, *VALUES, *TEXTS, "converted"]].reset_index(drop=True)
    frame["months"] = [calendars.month_count(calendars.parse(text)) for text in frame["period"]]
    return frame.assign(whole=True, fit=NATURAL, first=frame["start"], last=frame["end"])[COLUMNS]


def _in_calendar(
    frame: pd.DataFrame, calendar: Calendar
) -> tuple[pd.DataFrame, tuple[RecutError, ...]]:
    refused: tuple[RecutError, ...] = ()
    if calendar is not Calendar.GREGORIAN and not frame.empty:
        frame, refused = in_years(frame, calendar)
    return frame[COLUMNS].sort_values(["market", "start"], ignore_index=True), refused


def _axis(dataset: Dataset, selection: Selection) -> tuple[date, date]:
    """The days of the time axis: the selection's, else those of all figures of its markets."""
    cube = dataset.cube[dataset.cube["market"].isin(selection.markets)]
    first = cube["start"].min() if len(cube) else pd.Timestamp(2021, 1, 1)
    last = cube["end"].max() if len(cube) else pd.Timestamp(2025, 6, 30)
    start = selection.start or first.date()
    end = selection.end or last.date()
    return start, max(end, calendars.month(start.year, start.month).end)


def _states(
    rows: pd.DataFrame, markets: tuple[str, ...], span: Period, opened: dict[str, date]
) -> Iterator[State]:
    """For each market, stretches of months with a true zero or with nothing, and why.

    A zero or a closure that one row reports stands beside the value of another. ``opened`` says
    when a market's crossing opened; informal trade waits for no opening.
    """
    months = calendars.months_of(span)
    for market in markets:
        told = _month_kinds(rows[rows["market"] == market])
        named = [
            (month, told.get(month.text) or {absence(month, opened.get(market))})
            for month in months
        ]
        found = [
            State(market, kind, stretch[0].start, stretch[-1].end)
            for kind in _KINDS
            for stretch in runs([month for month, kinds in named if kind in kinds])
        ]
        yield from sorted(found, key=lambda state: state.start)


def _month_kinds(rows: pd.DataFrame) -> dict[str, set[str]]:
    kinds: dict[str, set[str]] = {}
    for row in rows_of(rows):
        kind = NO_RATE if row.lacks else _kind(row.value, row.value_high, row.obs_status)
        for month in calendars.month_hidden_by(calendars.parse(row.period)):
            kinds.setdefault(month, set()).add(kind)
    return {month: _told(found) for month, found in kinds.items()}


def _told(found: set[str]) -> set[str]:
    """Beside a value only what was observed counts: "not collected" is then not true."""
    return found - {NOT_COLLECTED} if found & _OBSERVED else found


def _kind(value: float, high: float, status: str) -> str:
    if status in ABSENT:
        return ABSENCES[ObsStatus(status)]
    if value != value:
        return NOT_COLLECTED
    return "value" if high > 0 else ZERO


def _days(start: date, end: date) -> Period:
    whole = start.replace(day=1)
    return Period(whole, end, "", Calendar.GREGORIAN, calendars.Grain.SPAN)
