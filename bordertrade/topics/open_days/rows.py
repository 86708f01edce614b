"""The rows behind trade by the open day, before it is divided by days."""

from __future__ import annotations

from collections.abc import Iterator

from bordertrade.dataset import Dataset
from bordertrade.measures.observation import Observation
from bordertrade.measures.rows_behind.behind import (
    NAMES,
    RowsBehind,
    ends,
    together,
    totals_of,
)
from bordertrade.measures.rows_behind.books import behind_observations
from bordertrade.measures.rows_behind.cells import from_cells
from bordertrade.measures.selection import Selection
from bordertrade.money import MoneyBasis
from bordertrade.topics.open_days import measure as open_days
from bordertrade.topics.open_days.measure import OpenDaysResult

_DOLLARS = MoneyBasis.USD


def behind_open_days(dataset: Dataset, selection: Selection, result: OpenDaysResult) -> RowsBehind:
    """The rows of each period's figure, before it is divided by days."""
    months = {cell.period for cell in result.border.cells} if result.border else set()
    published: Iterator[Observation] = (
        each for each in open_days.monthly_imports(dataset, selection) if each.period in months
    )
    cells = open_days.observed_cells(dataset, selection, by_goods=True)
    shown = [
        {
            **dict.fromkeys(NAMES, ""),
            **{name: str(getattr(line, name)) for name in open_days.LINE},
            "period": cell.period.text,
            **ends(cell.value_usd),
        }
        for line in result.markets
        for cell in line.cells
        if cell.value_usd is not None
    ]
    return together(
        behind_observations(published),
        from_cells(
            dataset,
            cells[cells["value_usd"].notna()],
            totals_of(shown),
            ["period", *open_days.LINE],
            _DOLLARS,
        ),
    )
