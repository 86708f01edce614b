"""When the border was closed, and how many days of a period were open.

Only closures whose end is known count: without one nobody can say how many days. On a day that
sources dispute (``partly_closed``) the low takes the place as closed, the central as the assumed
share of a day, the high as open. A day that two events speak of counts once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from bordertrade import calendars
from bordertrade.calendars import Period
from bordertrade.dataset.rows import rows_of
from bordertrade.envelope import Envelope

_EFFECTS = ("closed", "partly_closed")
#: The scope of events that concern the border itself and not a plan or a visit.
_BORDER = "border"


@dataclass(frozen=True, slots=True)
class Closure:
    """A closure with a known end. ``disputed``: sources disagree how far it went.

    ``markets`` are those that the event names; none means that it names no market.
    """

    event: str
    title: str
    span: Period
    markets: frozenset[str]
    scope: str
    disputed: bool
    source: str

    def concerns(self, market: str) -> bool:
        return market in self.markets

    def concerns_all(self, markets: Iterable[str]) -> bool:
        return self.markets >= set(markets)

    def closes_border(self, markets: Iterable[str]) -> bool:
        """Of the border as a whole: it names all of the markets, or the border and no market."""
        return self.scope == _BORDER and (not self.markets or self.concerns_all(markets))


@dataclass(frozen=True, slots=True)
class OpenDays:
    """Days of a period on which a place was open, ``disputed`` of them only by some sources."""

    days: Envelope
    disputed: int
    closures: tuple[Closure, ...]


def closures(events: pd.DataFrame) -> tuple[Closure, ...]:
    """The closures of ``events`` that have an end date, in the order of the table."""
    return tuple(
        Closure(
            event=row.id,
            title=row.title,
            span=_days(row.date, row.date_end),
            markets=frozenset(part for part in row.markets.split("~") if part),
            scope=row.scope,
            disputed=row.effect == "partly_closed",
            source=row.source,
        )
        for row in rows_of(events)
        if row.effect in _EFFECTS and row.date_end
    )


def open_days(period: Period, found: Iterable[Closure], disputed_open: Envelope) -> OpenDays:
    """Days of a period less those that the closures take.

    ``disputed_open`` is how much of a day counts as open when sources disagree, 0..1.
    """
    touching = tuple(each for each in found if each.span.overlaps(period))
    closed = _taken(period, (each for each in touching if not each.disputed))
    disputed = _taken(period, (each for each in touching if each.disputed)) - closed
    surely = Envelope.exact(period.days - len(closed | disputed))
    days = surely + disputed_open * len(disputed) if disputed else surely
    return OpenDays(days, len(disputed), touching)


def _taken(period: Period, found: Iterable[Closure]) -> set[int]:
    days: set[int] = set()
    for each in found:
        first, last = max(period.start, each.span.start), min(period.end, each.span.end)
        days.update(range(first.toordinal(), last.toordinal() + 1))
    return days


def _days(first: str, last: str) -> Period:
    """From the first day a date can mean to the last: "2025-07" ends on 31 July."""
    start, end = calendars.dated(first).start, calendars.dated(last).end
    return Period(start, end, "", calendars.Calendar.GREGORIAN, calendars.Grain.SPAN)
