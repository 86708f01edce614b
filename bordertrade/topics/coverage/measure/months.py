"""Which months somebody observed, which are modelled, and why the others are empty."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import product

import pandas as pd

from bordertrade import calendars
from bordertrade.calendars import Period
from bordertrade.dataset import Dataset
from bordertrade.dataset.rows import rows_of
from bordertrade.measures.absence import (
    ABSENCES,
    CLOSED,
    NOT_COLLECTED,
    NOT_OPEN,
    ZERO,
    absence,
    crossings_opened,
    runs,
)
from bordertrade.measures.events import Event, events
from bordertrade.measures.selection import Selection, chosen
from bordertrade.vocabulary import Channel

OBSERVED, MODELLED = "observed", "modelled"

#: Every state of a month, the strongest first: where rows disagree, the first one stands.
STATES = (OBSERVED, ZERO, CLOSED, NOT_OPEN, MODELLED, NOT_COLLECTED)
#: The states in which a month holds no figure.
EMPTY = (CLOSED, NOT_OPEN, NOT_COLLECTED)
_RANK = {state: place for place, state in enumerate(STATES)}

#: What tells one series from another: market, channel, direction.
_Key = tuple[str, str, str]
_SERIES = ["market", "channel", "direction"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Months in a row in one state: the first day, the last day, how many months."""

    state: str
    start: date
    end: date
    months: int


@dataclass(frozen=True, slots=True)
class CoverageSeries:
    """One market, channel and direction: a state of ``STATES`` for each month of the result."""

    market: str
    channel: str
    direction: str
    states: tuple[str, ...]

    def count(self, *states: str) -> int:
        """How many months are in one of these states."""
        return sum(state in states for state in self.states)

    def share(self, *states: str) -> float:
        """The same as a share of all months, 0..1."""
        return self.count(*states) / len(self.states)


@dataclass(frozen=True, slots=True)
class Coverage:
    """States of all series of a choice over one span.

    ``months`` are whole Gregorian months in a row, ``this_month`` the one that it is today.
    ``without_dollars`` counts series-months with an observed figure that no sourced exchange
    rate turns into US$. ``newest`` is the last day that a figure speaks of, ``sources`` name the
    observed rows.
    """

    months: tuple[Period, ...]
    this_month: Period
    series: tuple[CoverageSeries, ...]
    without_dollars: int
    newest: date | None
    sources: tuple[str, ...]

    def counts(self) -> dict[str, int]:
        """How many series-months are in each state, in the order of ``STATES``."""
        found = Counter(state for each in self.series for state in each.states)
        return {state: found[state] for state in STATES}

    def stretches(self, series: CoverageSeries, state: str) -> tuple[Stretch, ...]:
        """The months of one series in one state, those in a row together."""
        months = [
            month for month, own in zip(self.months, series.states, strict=True) if own == state
        ]
        return tuple(Stretch(state, run[0].start, run[-1].end, len(run)) for run in runs(months))

    @property
    def best(self) -> tuple[CoverageSeries, ...]:
        """The series with most months observed (a zero is an observation), then modelled."""
        return self._first(lambda s: (s.count(OBSERVED, ZERO), s.count(MODELLED)))

    @property
    def emptiest(self) -> tuple[CoverageSeries, ...]:
        """The series with most months of which nobody has said anything."""
        return self._first(lambda s: (s.count(NOT_COLLECTED), s.count(*EMPTY)))

    def _first(
        self, rank: Callable[[CoverageSeries], tuple[int, int]]
    ) -> tuple[CoverageSeries, ...]:
        top = max(map(rank, self.series))
        return tuple(each for each in self.series if rank(each) == top)


def coverage(dataset: Dataset, selection: Selection, today: date) -> Coverage | None:
    """Exactly one state for each market, channel, direction and Gregorian month.

    Formula: of all that the cube's rows say of a month, the first of ``STATES``. A row speaks of
    the whole months in its period, a Solar Hijri month of the Gregorian month with most of its
    days (``calendars.month_hidden_by``; design, the data contract). Where no row speaks: closed
    if an event that names the market shut it for the whole month, not yet open for formal trade
    before the crossing opened (``crossing_opened`` in ``markets``), else not collected.

    The months run from the first to the last that the whole cube speaks of, and on to today's,
    so that the silence since is seen. Time, books and goods of the selection do not count: a
    month is covered whoever observed whatever in it. None where the choice holds no series.
    """
    keys = [
        (market, str(channel), str(direction))
        for market, channel, direction in product(
            selection.markets, selection.channels, selection.directions
        )
    ]
    if not keys:
        return None
    rows = chosen(dataset, Selection(selection.markets, floor=selection.floor))
    found = _said(rows)
    this_month = calendars.month(today.year, today.month)
    months = _span(dataset.cube, this_month)
    series = tuple(
        CoverageSeries(*key, _states(months, found.get(key, {}), silence))
        for key, silence in _silences(dataset, keys).items()
    )
    own = rows[_of_series(rows, keys)]
    return Coverage(
        months=months,
        this_month=this_month,
        series=series,
        without_dollars=_without_dollars(own),
        newest=_newest(own),
        sources=_sources(own),
    )


def _said(rows: pd.DataFrame) -> dict[_Key, dict[str, str]]:
    """What the rows say: (series) -> month -> the strongest state."""
    told = pd.DataFrame({name: rows[name] for name in ["period", *_SERIES]})
    told["state"] = _states_of_rows(rows)
    found: dict[_Key, dict[str, str]] = {}
    for row in rows_of(told.drop_duplicates()):
        months = found.setdefault((row.market, row.channel, row.direction), {})
        for month in calendars.month_hidden_by(calendars.parse(row.period)):
            months[month] = min(months.get(month, NOT_COLLECTED), row.state, key=_RANK.__getitem__)
    return found


def _states_of_rows(rows: pd.DataFrame) -> pd.Series[str]:
    """The state that each row of the cube gives its months.

    A figure without a dollar value is still an observation; only a status explains an absence.
    """
    states = pd.Series(NOT_COLLECTED, index=rows.index)
    states[rows["value_usd"].notna() | (rows["no_rate"] > 0)] = OBSERVED
    states[rows["value_high_usd"] == 0] = ZERO
    for status, state in ABSENCES.items():
        states[rows["obs_status"] == str(status)] = state
    states[rows["modelled"]] = MODELLED
    return states


def _span(cube: pd.DataFrame, this_month: Period) -> tuple[Period, ...]:
    spoken = [
        month
        for text in cube["period"].unique()
        for month in calendars.month_hidden_by(calendars.parse(text))
    ]
    first = calendars.parse(min([*spoken, this_month.text]))
    last = calendars.parse(max([*spoken, this_month.text]))
    span = Period(first.start, last.end, "", calendars.Calendar.GREGORIAN, calendars.Grain.SPAN)
    return calendars.months_of(span)


@dataclass(frozen=True, slots=True)
class _Silence:
    """Why a month of one series is empty of which no row speaks."""

    opened: date | None
    closures: tuple[tuple[date, date], ...]

    def __call__(self, month: Period) -> str:
        if any(start <= month.start and month.end <= end for start, end in self.closures):
            return CLOSED
        return absence(month, self.opened)


def _silences(dataset: Dataset, keys: list[_Key]) -> dict[_Key, _Silence]:
    """Informal trade waits for no opening; a closure counts for the markets that it names."""
    opened = crossings_opened(dataset)
    closures = [event for event in events(dataset) if event.effect == CLOSED and event.end_text]
    return {
        (market, channel, direction): _Silence(
            opened.get(market) if channel == Channel.FORMAL else None,
            tuple(_surely(event) for event in closures if market in event.markets),
        )
        for market, channel, direction in keys
    }


def _surely(event: Event) -> tuple[date, date]:
    """The first and last day on which it surely held: dates may be known to the month only."""
    known_to_the_day = event.date_text.count("-") == 2
    first = event.start if known_to_the_day else calendars.parse(event.date_text).end
    year, month, day = [*map(int, event.end_text.split("-")), 1, 1][:3]
    return first, date(year, month, day)


def _states(
    months: Iterable[Period], said: Mapping[str, str], silence: _Silence
) -> tuple[str, ...]:
    return tuple(
        silence(month) if state == NOT_COLLECTED and month.text not in said else state
        for month in months
        for state in [said.get(month.text, NOT_COLLECTED)]
    )


def _of_series(rows: pd.DataFrame, keys: list[_Key]) -> pd.Series[bool]:
    channels, directions = {key[1] for key in keys}, {key[2] for key in keys}
    return rows["channel"].isin(channels) & rows["direction"].isin(directions)


def _without_dollars(rows: pd.DataFrame) -> int:
    """Series-months whose only figures have no sourced rate."""
    unpriced = rows[rows["value_usd"].isna() & (rows["no_rate"] > 0)]
    priced = rows[rows["value_usd"].notna() & ~rows["modelled"]]
    return len(_series_months(unpriced) - _series_months(priced))


def _series_months(rows: pd.DataFrame) -> set[tuple[str, ...]]:
    return {
        (row.market, row.channel, row.direction, month)
        for row in rows_of(rows[["period", *_SERIES]].drop_duplicates())
        for month in calendars.month_hidden_by(calendars.parse(row.period))
    }


def _newest(rows: pd.DataFrame) -> date | None:
    valued = rows[rows["value_usd"].notna()]
    return None if valued.empty else valued["end"].max().date()


def _sources(rows: pd.DataFrame) -> tuple[str, ...]:
    cells = rows.loc[~rows["modelled"], "source"].unique()
    return tuple(dict.fromkeys(each for cell in cells for each in cell.split("~") if each))
