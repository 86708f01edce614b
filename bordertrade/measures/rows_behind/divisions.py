"""The rows behind divisions of a flow by goods."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from bordertrade.calendars import Period
from bordertrade.dataset import Dataset
from bordertrade.dataset.rows import rows_of
from bordertrade.measures.division import (
    Division,
    divisions,
    rows_of_division,
    total_of,
)
from bordertrade.measures.observation import Observation
from bordertrade.measures.rows_behind.behind import RowsBehind
from bordertrade.measures.rows_behind.books import (
    Named,
    behind_dollars,
    dollar_row,
)

_Groups = Iterator[tuple[Named, tuple[Observation, ...]]]


def divisions_of(
    dataset: Dataset, period: Period, reporter: str, series: str, direction: str
) -> Iterator[Division]:
    """The full divisions of one flow in one period."""
    for each in divisions(dataset):
        flow = (each.period, each.reporter, each.series, str(each.direction))
        if flow == (period, reporter, series, direction) and each.is_full:
            yield each


def wholes_published(dataset: Dataset, division: Division) -> _Groups:
    """The whole as its compiler published it: it need not be the sum of the goods."""
    figure = total_of(dataset, division)
    if figure is not None:
        yield _name(division), (figure,)


def behind_divisions(dataset: Dataset, found: Iterable[Division]) -> RowsBehind:
    """The rows of each kind of goods of some divisions."""
    names: list[tuple[Named, float]] = []
    rows: list[dict[str, Any]] = []
    for division in found:
        numbers = {part.code: len(names) + place for place, part in enumerate(division.parts)}
        for part in division.parts:
            goods = part.name or part.code
            names.append(({**_name(division), "goods": goods}, part.value_usd))
        own = rows_of_division(dataset, division).reset_index()
        rows += [_row(numbers[row.key], row) for row in rows_of(own)]
    return behind_dollars(names, rows)


def _name(division: Division) -> dict[str, str]:
    return {
        "period": division.period.text,
        "reporter": division.reporter,
        "direction": str(division.direction),
    }


def _row(number: int, row: Any) -> dict[str, Any]:
    return {
        **dollar_row(number, "commodity_trade", row.file, row.line, row.value_usd),
        **{name: getattr(row, name) for name in ("period", "reporter", "direction", "source")},
        **{name: str(getattr(row, name)) for name in ("obs_status", "evidence")},
        "goods": row.commodity or row.code,
    }
