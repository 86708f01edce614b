"""The three markets taken together, over any stretch of months.

Their level comes from the model's own row for the three (``THREE``), not from the sum of the
markets' bounds, which cannot all be reached at once (baseline, "Months"). It is a part of the
national figures and is never added to them.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from bordertrade import calendars
from bordertrade.calendars import Period
from bordertrade.dataset import Dataset
from bordertrade.envelope import Envelope
from bordertrade.measures.selection import Selection, chosen
from bordertrade.vocabulary import THREE, Channel, Direction, Reporter

_VALUES = ["value_low_usd", "value_usd", "value_high_usd"]


@dataclass(frozen=True, slots=True)
class ThreeMarkets:
    """What went beside the three markets, in US$; modelled throughout.

    ``months`` is how many months of ``period`` have a figure.
    """

    channel: Channel
    direction: Direction
    period: Period
    value_usd: Envelope
    months: int


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
    books = tuple(Reporter) if reporter is None else (reporter,)
    wanted = Selection((), (channel,), (direction,), books, start=period.start, end=period.end)
    rows = chosen(dataset, wanted, with_three=True)
    rows = rows[rows["value_usd"].notna()]
    if rows.empty:
        return None
    low, central, high = rows[_VALUES].sum()
    months = sum(calendars.month_count(calendars.parse(text)) for text in set(rows["period"]))
    return ThreeMarkets(channel, direction, period, Envelope(low, central, high), months)


def last_twelve_months(dataset: Dataset) -> Period | None:
    """The newest twelve months for which the three markets have figures."""
    own = dataset.cube["market"].eq(THREE) & ~dataset.cube["hidden"]
    ends = dataset.cube.loc[own, "end"]
    if ends.empty:
        return None
    last: pd.Timestamp = ends.max()
    first = calendars.month(last.year - 1, last.month).end + pd.Timedelta(days=1)
    start = calendars.month(first.year, first.month).start
    return Period(start, last.date(), "", calendars.Calendar.GREGORIAN, calendars.Grain.SPAN)
