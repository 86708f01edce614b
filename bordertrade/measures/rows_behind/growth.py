"""The rows behind what made trade grow, and behind divisions of a flow by goods."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from bordertrade.calendars import Period
from bordertrade.dataset import Dataset
from bordertrade.dataset.rows import rows_of
from bordertrade.measures.contributions import DIRECTIONS, Decomposition, GrowthResult
from bordertrade.measures.division import (
    Division,
    divisions,
    rows_of_division,
    total_of,
)
from bordertrade.measures.level import levels
from bordertrade.measures.observation import Observation
from bordertrade.measures.rows_behind.behind import RowsBehind, together
from bordertrade.measures.rows_behind.books import (
    Named,
    behind_dollars,
    behind_figures,
    dollar_row,
)
from bordertrade.vocabulary import EvidenceFloor, Reporter

_Groups = Iterator[tuple[Named, tuple[Observation, ...]]]


def behind_growth(dataset: Dataset, result: GrowthResult, floor: EvidenceFloor) -> RowsBehind:
    """The rows of both years of each growth: of the whole, and of each part of it."""
    by_direction = [each for each in result.found if each.by == DIRECTIONS]
    by_goods = [each for each in result.found if each.by != DIRECTIONS]
    figures = [group for each in by_direction for group in _of_levels(dataset, each, floor)]
    full = [found for each in by_goods for found in _divided(dataset, each)]
    return together(
        behind_figures(figures),
        behind_figures(group for each in full for group in _published(dataset, each)),
        behind_divisions(dataset, full),
    )


def _of_levels(dataset: Dataset, growth: Decomposition, floor: EvidenceFloor) -> _Groups:
    book = Reporter(growth.reporter)
    for level in levels(dataset, book, floor):
        if level.period in (growth.first, growth.last):
            name = {"period": level.period.text, "reporter": growth.reporter}
            yield name, level.parts
            for part in level.parts:
                yield {**name, "direction": str(part.direction)}, (part,)


def _divided(dataset: Dataset, growth: Decomposition) -> Iterator[Division]:
    ends = (growth.first, growth.series[0]), (growth.last, growth.series[1])
    for period, series in ends:
        yield from divisions_of(dataset, period, growth.reporter, series, str(growth.direction))


def divisions_of(
    dataset: Dataset, period: Period, reporter: str, series: str, direction: str
) -> Iterator[Division]:
    """The full divisions of one flow in one period."""
    for each in divisions(dataset):
        flow = (each.period, each.reporter, each.series, str(each.direction))
        if flow == (period, reporter, series, direction) and each.is_full:
            yield each


def _published(dataset: Dataset, division: Division) -> _Groups:
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
