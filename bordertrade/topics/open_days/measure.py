"""Trade a day, and trade an open day: what a closed border does to a month's figure.

per open day = value / open days. Open days are a range where sources dispute a closure
(``dataset/closures.py``, the model's own rule), so the low is the value over the most open days and the
high over the fewest. Closures without a known end count for nothing here, and the result says which
they are. A period that was closed throughout has no value an open day: it reads "closed".

Observed rows only; the whole border and the markets stand apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from bordertrade import calendars
from bordertrade.calendars import Calendar, Grain, Period
from bordertrade.dataset import Dataset
from bordertrade.dataset.closures import Closure, OpenDays, closures, open_days
from bordertrade.dataset.rows import rows_of
from bordertrade.envelope import Envelope
from bordertrade.measures.absence import crossings_opened
from bordertrade.measures.fuel import assumption
from bordertrade.measures.markets import first_three
from bordertrade.measures.observation import Observation, observations
from bordertrade.measures.selection import Selection, chosen, undivided_first, without_overlaps
from bordertrade.vocabulary import (
    Channel,
    Direction,
    Evidence,
    EvidenceFloor,
    ObsStatus,
    Reporter,
)

OPEN, CLOSED, UNBOUNDED, BEFORE = "open", "closed", "unbounded", "before"
#: How much of a disputed day counts as open: the model's own assumption, 0 - 0.5 - 1.
_DISPUTED = "fuel_disputed_day_open"
_HALF = Envelope(0.0, 0.5, 1.0)


@dataclass(frozen=True, slots=True)
class PerDay:
    """One figure of one period. ``value_usd`` is None where a closure was all there was to tell.

    ``state``: ``open``; ``closed`` when no day was open for certain or in dispute;
    ``unbounded`` when all open days are disputed, so that there is no highest value an open day;
    ``before`` when the period begins before the crossing's official opening, so that nobody can
    say how many days it was open.
    """

    period: Period
    value_usd: Envelope | None
    open_days: OpenDays
    source: str
    before_opening: bool = False

    @property
    def days(self) -> int:
        return self.period.days

    @property
    def state(self) -> str:
        if self.before_opening:
            return BEFORE
        if self.open_days.days.high <= 0:
            return CLOSED
        return OPEN if self.open_days.days.low > 0 else UNBOUNDED

    @property
    def per_day_usd(self) -> Envelope | None:
        """US$ a calendar day."""
        return None if self.value_usd is None else self.value_usd / self.days

    @property
    def per_open_day_usd(self) -> Envelope | None:
        """US$ an open day, None where the period was closed or nothing bounds it above."""
        days, value = self.open_days.days, self.value_usd
        if value is None or self.state != OPEN:
            return None
        return Envelope(value.low / days.high, value.central / days.central, value.high / days.low)

    @property
    def at_least_usd(self) -> float | None:
        """US$ an open day at the least: the value over the most open days."""
        if self.value_usd is None or self.state not in (OPEN, UNBOUNDED):
            return None
        return self.value_usd.low / self.open_days.days.high


@dataclass(frozen=True, slots=True)
class Line:
    """One flow over time; ``market`` is "" for the whole border."""

    market: str
    channel: str
    direction: Direction
    reporter: str
    cells: tuple[PerDay, ...]


@dataclass(frozen=True, slots=True)
class OpenDaysResult:
    """``border`` is None where no month of its own is published in the choice; ``markets`` has one
    line for each market, channel, direction and book. ``endless`` are the titles of closures without an end.
    """

    border: Line | None
    markets: tuple[Line, ...]
    closures: tuple[Closure, ...]
    endless: tuple[str, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        return ((self.border,) if self.border else ()) + self.markets


def per_open_day(dataset: Dataset, selection: Selection) -> OpenDaysResult:
    """Pakistan's monthly imports from Iran a day and an open day, and the same for the markets.

    Formula: value / open days, low = value / most open days, high = value / fewest. The closures
    of the whole border are those that name all first markets, or the border and no market.
    """
    known = closures(dataset["events"])
    markets = first_three(dataset)
    border = [each for each in known if each.closes_border(markets)]
    share = assumption(dataset, _DISPUTED) or _HALF
    months = [
        PerDay(
            each.period,
            Envelope.exact(each.value_usd),
            open_days(each.period, border, share),
            each.sources[0],
        )
        for each in monthly_imports(dataset, selection)
    ]
    line = Line("", str(Channel.FORMAL), Direction.IR_TO_PK, str(Reporter.PK), tuple(months))
    lines = tuple(_market_lines(dataset, selection, known, share))
    used = {
        c.event: c
        for each in ([line] if months else []) + list(lines)
        for cell in each.cells
        for c in cell.open_days.closures
    }
    return OpenDaysResult(
        border=line if months else None,
        markets=lines,
        closures=tuple(used.values()),
        endless=_endless(dataset),
    )


def monthly_imports(dataset: Dataset, selection: Selection) -> list[Observation]:
    """Pakistan's preferred figure of each single month, as published."""
    if Direction.IR_TO_PK not in selection.directions or Reporter.PK not in selection.reporters:
        return []
    return [
        each
        for each in observations(dataset, selection.floor)
        if each.preferred
        and each.reporter == Reporter.PK
        and each.direction is Direction.IR_TO_PK
        and each.period.grain is Grain.MONTH
        and each.period.calendar is Calendar.GREGORIAN
        and _inside(each.period, selection.start, selection.end)
    ]


def _inside(period: Period, start: date | None, end: date | None) -> bool:
    return (start is None or period.start >= start) and (end is None or period.end <= end)


def _endless(dataset: Dataset) -> tuple[str, ...]:
    rows = dataset["events"]
    open_ended = rows["effect"].isin(["closed", "partly_closed"]) & (rows["date_end"] == "")
    return tuple(rows.loc[open_ended, "title"])


# --- observed at the markets ----------------------------------------------------------------------

LINE = ["market", "channel", "direction", "reporter"]
_ENDS = ["value_low_usd", "value_usd", "value_high_usd"]


def _market_lines(
    dataset: Dataset, selection: Selection, known: Iterable[Closure], share: Envelope
) -> Iterator[Line]:
    rows = observed_cells(dataset, selection)
    known, opened = tuple(known), crossings_opened(dataset)
    for key, own in rows.groupby(LINE, sort=True):
        market, channel, direction, reporter = (str(part) for part in key)
        there = [each for each in known if each.concerns(market)]
        cells = tuple(_cells(own, there, share))
        told = tuple(_told(cell, channel, opened.get(market)) for cell in cells)
        yield Line(market, channel, Direction(direction), reporter, told)


def _told(cell: PerDay, channel: str, opened: date | None) -> PerDay:
    """Formal trade waits for a crossing's opening; informal trade for none."""
    early = channel == Channel.FORMAL and opened is not None and cell.period.start < opened
    return replace(cell, before_opening=early and cell.value_usd is not None)


def observed_cells(
    dataset: Dataset, selection: Selection, *, by_goods: bool = False
) -> pd.DataFrame:
    """Observed cells with a value, or with the word that the crossing was closed."""
    floor = EvidenceFloor.OBSERVED if selection.floor is EvidenceFloor.ALL else selection.floor
    wanted = replace(selection, floor=floor, goods=())
    rows = chosen(dataset, wanted, by_goods=by_goods)
    told = rows["value_usd"].notna() | (rows["obs_status"] == ObsStatus.CLOSED)
    rows = rows[told & ~rows["modelled"] & (rows["evidence"] != Evidence.MODEL)]
    return without_overlaps(undivided_first(rows), LINE)


def _cells(rows: pd.DataFrame, there: list[Closure], share: Envelope) -> Iterator[PerDay]:
    grouped = rows.assign(shut=rows["obs_status"] == ObsStatus.CLOSED).groupby("period", sort=False)
    sums = grouped[_ENDS].sum(min_count=1)
    shut = grouped["shut"].all()
    sources = grouped["source"].first()
    for row in rows_of(sums.join(shut).join(sources).reset_index()):
        period = calendars.parse(row.period)
        if row.shut:  # the row itself says that no day was open
            yield PerDay(period, None, OpenDays(Envelope.exact(0), 0, ()), row.source)
        elif row.value_usd == row.value_usd:
            low, high = (
                min(row.value_low_usd, row.value_usd),
                max(row.value_usd, row.value_high_usd),
            )
            value = Envelope(low, row.value_usd, high)
            yield PerDay(period, value, open_days(period, there, share), row.source)
