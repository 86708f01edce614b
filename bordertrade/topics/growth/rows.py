"""The rows behind what made trade grow, and behind divisions of a flow by goods."""

from __future__ import annotations

from collections.abc import Iterator

from bordertrade.dataset import Dataset
from bordertrade.measures.book_level import levels
from bordertrade.measures.division import (
    Division,
)
from bordertrade.measures.observation import Observation
from bordertrade.measures.rows_behind.behind import RowsBehind, together
from bordertrade.measures.rows_behind.books import (
    Named,
    behind_figures,
)
from bordertrade.measures.rows_behind.divisions import (
    behind_divisions,
    divisions_of,
    wholes_published,
)
from bordertrade.topics.growth.measure import DIRECTIONS, Decomposition, GrowthResult
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
        behind_figures(group for each in full for group in wholes_published(dataset, each)),
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
