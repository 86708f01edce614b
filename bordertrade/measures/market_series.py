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
from bordertrade.measures.absence import ABSENCES, absence, crossings_opened, runs
from bordertrade.measures.selection import Selection, chosen, undivided_first, without_overlaps
from bordertrade.vocabulary import ABSENT, Channel, ObsStatus

COLUMNS = [
    "period",
    "start",
    "end",
    "market",
    "direction",
    "reporter",
    "value_low_usd",
    "value_usd",
    "value_high_usd",
    "obs_status",
    "evidence",
    "source",
    "modelled",
    "months",
    "whole",
]
_LINE = ["market", "direction", "reporter", "modelled"]
_VALUES = ["value_low_usd", "value_usd", "value_high_usd"]

#: The kinds of nothing, in the order of the legend.
_KINDS = ("zero", "closed", "not_open", "not_collected")


@dataclass(frozen=True, slots=True)
class State:
    """A stretch of time without a figure, or with a true zero, and which of these it is.

    ``kind``: ``zero``, ``closed``, ``not_open`` or ``not_collected``.
    """

    market: str
    kind: str
    start: date
    end: date


@dataclass(frozen=True, eq=False, slots=True)
class MarketSeries:
    """One channel over time.

    ``frame``: one row for each market, direction, book and period (columns ``COLUMNS``; US$;
    ``months`` counts the months added up, ``whole`` says whether a year has them all).
    ``refused``: periods that do not fit the chosen calendar. ``states``: stretches without a
    figure. ``start`` and ``end`` are the days the axis should show.
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


def market_series(dataset: Dataset, selection: Selection, channel: Channel) -> MarketSeries:
    """Low, central and high of one channel for each market, direction, book and period.

    Goods of one cell are added; markets, directions and books are not. Formula of a year: the
    sum of its months, lows to lows and highs to highs (an outer envelope).
    """
    rows = chosen(dataset, selection)
    rows = rows[rows["channel"] == channel]
    valued = rows[rows["value_usd"].notna()]
    if not selection.goods:
        valued = undivided_first(valued)
    frame, refused = _in_calendar(_cells(valued), selection.calendar)
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
    )


def _cells(rows: pd.DataFrame) -> pd.DataFrame:
    """Goods of one cell added up."""
    keys = ["period", "start", "end", *_LINE]
    texts = ["obs_status", "evidence", "source"]
    if rows.duplicated(keys).any():
        grouped = rows.groupby(keys, sort=False)
        joined = grouped[texts].agg(_one_or_several)
        frame = grouped[_VALUES].sum().join(joined).reset_index()
    else:  # nothing to add: most views, and a hundred times faster
        frame = rows[[*keys, *_VALUES, *texts]].reset_index(drop=True)
    frame["months"] = [calendars.month_count(calendars.parse(text)) for text in frame["period"]]
    return frame.assign(whole=True)[COLUMNS]


def _one_or_several(values: pd.Series[str]) -> str:
    return "~".join(sorted(set(values) - {""}))


def _in_calendar(
    frame: pd.DataFrame, calendar: Calendar
) -> tuple[pd.DataFrame, tuple[RecutError, ...]]:
    if calendar is Calendar.GREGORIAN or frame.empty:
        return frame.sort_values(["market", "start"], ignore_index=True), ()
    years: dict[str, Period] = {}
    refused: dict[str, RecutError] = {}
    for text in frame["period"].unique():
        try:
            years[text] = calendars.recut(calendars.parse(text), calendar)
        except RecutError as error:
            refused[text] = error
    kept = without_overlaps(frame[frame["period"].isin(list(years))], _LINE)
    return _by_year(kept, years), tuple(refused[text] for text in sorted(refused))


def _by_year(frame: pd.DataFrame, years: dict[str, Period]) -> pd.DataFrame:
    """Months added up into years; a year that lacks months says how many it has."""
    if frame.empty:
        return frame
    at = frame.assign(period=[years[text].text for text in frame["period"]])
    grouped = at.groupby(["period", *_LINE], sort=False)
    summed = grouped[[*_VALUES, "months"]].sum()
    texts = grouped[["obs_status", "evidence", "source"]].agg(_one_or_several)
    found = summed.join(texts).reset_index()
    spans = [calendars.parse(text) for text in found["period"]]
    found["start"] = [pd.Timestamp(span.start) for span in spans]
    found["end"] = [pd.Timestamp(span.end) for span in spans]
    found["whole"] = found["months"] >= 12
    return found[COLUMNS].sort_values(["market", "start"], ignore_index=True)


def _axis(dataset: Dataset, selection: Selection) -> tuple[date, date]:
    """The days of the time axis: the selection's, else those of all figures of its markets."""
    cube = dataset.cube[dataset.cube["market"].isin(selection.markets)]
    first = min(cube["start"]) if len(cube) else pd.Timestamp(2021, 1, 1)
    last = max(cube["end"]) if len(cube) else pd.Timestamp(2025, 6, 30)
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
        kind = _kind(row.value_usd, row.value_high_usd, row.obs_status)
        for month in calendars.month_hidden_by(calendars.parse(row.period)):
            kinds.setdefault(month, set()).add(kind)
    return {month: _told(found) for month, found in kinds.items()}


def _told(found: set[str]) -> set[str]:
    """Beside a value only what was observed counts: "not collected" is then not true."""
    return found - {"not_collected"} if found & {"value", "zero", "closed"} else found


def _kind(value: float, high: float, status: str) -> str:
    if status in ABSENT:
        return ABSENCES[ObsStatus(status)]
    if value != value:
        return "not_collected"
    return "value" if high > 0 else "zero"


def _days(start: date, end: date) -> Period:
    whole = start.replace(day=1)
    return Period(whole, end, "", Calendar.GREGORIAN, calendars.Grain.SPAN)
