"""The rows behind each bar of goods."""

from __future__ import annotations

from bordertrade.dataset import Dataset
from bordertrade.measures.rows_behind.behind import (
    RowsBehind,
)
from bordertrade.measures.rows_behind.cells import from_cells
from bordertrade.measures.selection import Selection
from bordertrade.topics.goods import measure as by_goods
from bordertrade.topics.goods.measure import GoodsResult


def behind_goods(dataset: Dataset, selection: Selection, result: GoodsResult) -> RowsBehind:
    """The rows of each bar of goods."""
    rows = by_goods.counted(dataset, _of_all_markets(dataset, selection))
    return from_cells(dataset, rows, result.frame.assign(period=""), by_goods.CELL, selection.money)


def _of_all_markets(dataset: Dataset, selection: Selection) -> Selection:
    return Selection(
        tuple(dataset.cube["market"].unique()),
        floor=selection.floor,
        start=selection.start,
        end=selection.end,
        money=selection.money,
    )
