"""The rows behind shares of goods and markets."""

from __future__ import annotations

from itertools import chain

import pandas as pd

from bordertrade.dataset import Dataset
from bordertrade.measures.rows_behind.behind import (
    NAMES,
    RowsBehind,
    ends,
    together,
    totals_of,
)
from bordertrade.measures.rows_behind.cells import from_cells
from bordertrade.measures.rows_behind.divisions import behind_divisions, divisions_of
from bordertrade.measures.selection import Selection
from bordertrade.money import MoneyBasis
from bordertrade.topics.concentration import measure as shares
from bordertrade.topics.concentration.measure import Concentration, ConcentrationResult

_DOLLARS = MoneyBasis.USD


def behind_concentration(
    dataset: Dataset, selection: Selection, result: ConcentrationResult
) -> RowsBehind:
    """The rows of each part whose share is counted."""
    full = chain.from_iterable(
        divisions_of(dataset, shares.period_of(each), each.reporter, each.series, each.direction)
        for each in result.border
    )
    goods = [each for each in result.markets if each.by == shares.GOODS]
    markets = [each for each in result.markets if each.by == shares.MARKETS]
    line = ["market", *shares.LINE]
    return together(
        behind_divisions(dataset, full),
        from_cells(
            dataset,
            shares.cells_by_goods(dataset, selection),
            _parts(goods, "goods"),
            [*line, "goods"],
            _DOLLARS,
        ),
        from_cells(
            dataset,
            shares.cells_by_market(dataset, selection),
            _parts(markets, "market"),
            line,
            _DOLLARS,
        ),
    )


def _parts(found: list[Concentration], by: str) -> pd.DataFrame:
    """Each part that has a share, as a total; ``by`` is the column of its code."""
    totals = [
        {
            **dict.fromkeys(NAMES, ""),
            **{name: str(getattr(each, name)) for name in ("market", *shares.LINE)},
            "period": each.period,
            by: share.code,
            **ends(share.value_usd),
        }
        for each in found
        for share in each.shares
    ]
    return totals_of(totals)
