"""Electricity from Iran: it comes by wire and through no gate, so it is part of no trade of goods.

The record keeps it with the activity at crossings, under the name of its line. A line that stands
for several crossings together is one line of its own: nobody has published how to split it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from bordertrade import calendars
from bordertrade.calendars import Grain, Period
from bordertrade.dataset import Dataset
from bordertrade.dataset.rows import rows_of
from bordertrade.measures.observation import source_ids
from bordertrade.version_cache import once_for_version
from bordertrade.vocabulary import ObsStatus

#: What the rows of ``crossing_activity`` are called that hold energy, and its cost.
ENERGY, COST = "electricity imports from Iran", "cost of electricity imports from Iran"
_UNIT = "GWh"


@dataclass(frozen=True, slots=True)
class Delivery:
    """A month's energy by one line; ``cost_pkr`` is None where no rupees were printed.

    ``crossing`` is where the line comes over, "" for several together.
    """

    period: Period
    line: str
    crossing: str
    energy_gwh: float
    cost_pkr: float | None
    obs_status: ObsStatus
    evidence: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Electricity:
    """Deliveries, oldest first: one a month and line."""

    deliveries: tuple[Delivery, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """Those with most months first."""
        names = [each.line for each in self.deliveries]
        return tuple(sorted(dict.fromkeys(names), key=lambda name: -names.count(name)))

    def of(self, line: str) -> tuple[Delivery, ...]:
        return tuple(each for each in self.deliveries if each.line == line)

    @property
    def sources(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(source for each in self.deliveries for source in each.sources))


def electricity(dataset: Dataset, start: date | None, end: date | None) -> Electricity:
    """The months between two days, None for an open end, that lie wholly inside."""
    return Electricity(
        tuple(
            each
            for each in _deliveries(dataset)
            if (start is None or each.period.start >= start)
            and (end is None or each.period.end <= end)
        )
    )


@once_for_version
def _deliveries(dataset: Dataset) -> tuple[Delivery, ...]:
    rows = dataset["crossing_activity"]
    rows = rows[rows["value"].notna()]
    spent = {
        (row.period, row.place): (float(row.value), source_ids(row.source, row.more_sources))
        for row in rows_of(rows[rows["indicator"].eq(COST) & rows["unit"].eq("PKR")])
    }
    found: dict[tuple[Period, str], Delivery] = {}
    for row in rows_of(_settled_last(rows[rows["indicator"].eq(ENERGY) & rows["unit"].eq(_UNIT)])):
        period = calendars.parse(row.period)
        if period.grain is Grain.MONTH:
            cost, more = spent.get((row.period, row.place), (None, ()))
            own = source_ids(row.source, row.more_sources)
            found[period, row.place] = Delivery(
                period=period,
                line=row.place,
                crossing=row.crossing,
                energy_gwh=float(row.value),
                cost_pkr=cost,
                obs_status=ObsStatus(row.obs_status),
                evidence=row.evidence,
                sources=tuple(dict.fromkeys([*own, *more])),
            )
    return tuple(sorted(found.values(), key=lambda each: (each.period, each.line)))


def _settled_last(rows: pd.DataFrame) -> pd.DataFrame:
    """Provisional figures before the others: the last one of a month and line stands."""
    provisional = rows["obs_status"].eq(ObsStatus.PROVISIONAL)
    return rows.loc[(~provisional).sort_values(kind="stable").index]
