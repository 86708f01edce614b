"""The three markets taken together, over any stretch of months.

Their level comes from the model's own row for the three (``THREE``), not from the sum of the
markets' bounds, which cannot all be reached at once (baseline, "Months"); in months that an
observation hides it is the sum of the three, where each has a figure. It is a part of the national
figures and is never added to them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bordertrade.calendars import Calendar, Grain, Period
from bordertrade.dataset import Dataset
from bordertrade.envelope import Envelope
from bordertrade.measures.market_lines import Line, market_lines
from bordertrade.measures.markets import first_three
from bordertrade.measures.selection import Selection
from bordertrade.measures.stretches import Run, most
from bordertrade.measures.windows import added_up
from bordertrade.vocabulary import THREE, Channel, Direction, Reporter


@dataclass(frozen=True, slots=True)
class ThreeMarkets:
    """What went beside the three markets, in US$; ``modelled`` unless each was observed throughout.

    ``months`` is how many months of ``period`` have a figure.
    """

    channel: Channel
    direction: Direction
    period: Period
    value_usd: Envelope
    months: int
    modelled: bool = True


def three_markets(
    dataset: Dataset,
    channel: Channel,
    direction: Direction,
    period: Period,
    reporter: Reporter | None = None,
) -> ThreeMarkets | None:
    """The months that lie whole inside a period, added up; None where there is none.

    ``reporter`` names the book of formal trade; informal trade stands on none.
    """
    line = _line(dataset, channel, direction, reporter, period)
    members = added_up(line.stretches) if line else ()
    if not members:
        return None
    run = Run(0, 0, sum(each.months for each in members), 0, members)
    return ThreeMarkets(channel, direction, period, run.value, run.months, run.modelled)


def newest_year(
    dataset: Dataset, channel: Channel, direction: Direction, reporter: Reporter | None = None
) -> ThreeMarkets | None:
    """The newest twelve months that all three markets cover ("Windows" in ``docs/methods.md``)."""
    line = _line(dataset, channel, direction, reporter)
    run = max(line.runs, key=most, default=None) if line else None
    if run is None:
        return None
    days = date.fromordinal(run.first), date.fromordinal(run.last)
    period = Period(*days, "", Calendar.GREGORIAN, Grain.SPAN)
    return ThreeMarkets(channel, direction, period, run.value, run.months, run.modelled)


def _line(
    dataset: Dataset,
    channel: Channel,
    direction: Direction,
    reporter: Reporter | None,
    period: Period | None = None,
) -> Line | None:
    """The line of the three together on one book, inside a period."""
    wanted = Selection(
        first_three(dataset),
        (channel,),
        (direction,),
        tuple(Reporter) if reporter is None else (reporter,),
        start=period.start if period else None,
        end=period.end if period else None,
    )
    found = market_lines(dataset, wanted)
    own = (each for each in found.lines if (each.market, each.money) == (THREE, wanted.money))
    return next(own, None)
