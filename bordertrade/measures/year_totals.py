"""Trade of each market year by year, as ranges: what an upload is seen to change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from bordertrade.dataset import Dataset
from bordertrade.dataset.rows import rows_of
from bordertrade.envelope import Envelope
from bordertrade.measures.selection import Selection, adding_up_to_most, chosen, undivided_first
from bordertrade.vocabulary import Channel, Direction

_LINE = ["market", "channel", "direction", "reporter"]


@dataclass(frozen=True, slots=True)
class YearTotal:
    """One market, channel, direction and book in one Gregorian year; ``value`` in US$."""

    market: str
    channel: Channel
    direction: Direction
    reporter: str
    year: int
    value: Envelope
    modelled: bool


def year_totals(dataset: Dataset) -> tuple[YearTotal, ...]:
    """Every year with a figure. A period counts for the year in which it ends.

    Formula: the sum of a year's periods, lows to lows and highs to highs; of those that overlap,
    those that add up to the most; modelled months that an observation hides are left out.
    Source: design, the data contract.
    """
    known = tuple(dataset["markets"]["id"])
    rows = chosen(dataset, Selection(markets=known))
    rows = undivided_first(rows[rows["value_usd"].notna()])
    rows = rows.assign(year=rows["end"].dt.year)
    return tuple(_totals(adding_up_to_most(rows, [*_LINE, "modelled", "year"], "value_usd")))


def _totals(rows: pd.DataFrame) -> Iterator[YearTotal]:
    ends = ["value_low_usd", "value_usd", "value_high_usd"]
    grouped = rows.groupby([*_LINE, "year"], sort=True)
    found = grouped[ends].sum().join(grouped["modelled"].any()).reset_index()
    for row in rows_of(found):
        yield YearTotal(
            market=row.market,
            channel=Channel(row.channel),
            direction=Direction(row.direction),
            reporter=row.reporter,
            year=int(row.year),
            value=Envelope(row.value_low_usd, row.value_usd, row.value_high_usd),
            modelled=bool(row.modelled),
        )
