"""Rows that are alike but for columns that were left out: the parts of one figure, to be added up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from bordertrade.dataset import Table
from bordertrade.dataset.goods import SPELLED, spelled
from bordertrade.dataset.keys import key_columns
from bordertrade.dataset.rows import numbered
from bordertrade.intake.declaration import IGNORED

#: What is added. Of a remark the first stays.
SUMMED = ("value_low", "value", "value_high", "value_usd", "quantity")
_REMARKS = frozenset({"note", "more_sources"})


def apart(records: Sequence[Sequence[str]], columns: Sequence[str]) -> list[str]:
    """What stands in the columns that are left out, of each record: it tells the parts apart."""
    places = [at for at, name in enumerate(columns) if name == IGNORED]
    return ["\x1f".join(cells[at].strip() for at in places) for cells in records]


@dataclass(frozen=True, eq=False, slots=True)
class AddedUp:
    """``sums``: the numbers of the first row of each group, by its place; ``gone``: the places of
    the others; ``unlike``: places of rows that speak of the same thing and cannot be added, for
    their currency, unit, status or source differ; ``others``: another row of each one's key."""

    sums: pd.DataFrame
    gone: NDArray[np.int64]
    unlike: NDArray[np.int64]
    others: NDArray[np.int64]


def may_be_added(table: Table) -> bool:
    """Whether a table's rows have no id and hold numbers that can be added."""
    return not table.primary_key and any(name in table for name in SUMMED)


def added_up(table: Table, rows: pd.DataFrame) -> AddedUp:
    """Rows of one key as one row. A number that one of the parts lacks is not known of the sum."""
    keys = [name for name in key_columns(table) if name in rows]
    numbers = [name for name in SUMMED if name in rows]
    folded = rows.assign(**{n: rows[n].astype(str).map(spelled) for n in SPELLED if n in rows})
    about, _first = numbered(folded, keys)
    alike, first = numbered(
        folded, [n for n in rows.columns if n not in {*numbers, *_REMARKS} or n in keys]
    )
    many = np.bincount(alike)[alike] > 1
    is_first = np.zeros(len(rows), dtype=bool)
    is_first[first] = True
    groups = rows.loc[many, numbers].groupby(alike[many])
    sums = groups.sum(min_count=1).where(groups.count().eq(groups.size(), axis=0))
    sums.index = pd.Index(first[sums.index.to_numpy()])
    kinds = pd.Series(alike).groupby(about).nunique().to_numpy()
    unlike = kinds[about] > 1
    places = np.flatnonzero(unlike)
    return AddedUp(
        sums[~unlike[sums.index.to_numpy()]],
        np.flatnonzero(many & ~is_first & ~unlike),
        places,
        _others(about[places], places),
    )


def _others(about: NDArray[np.int64], places: NDArray[np.int64]) -> NDArray[np.int64]:
    """For each place the first of its key, and for the first one the second."""
    order = pd.Series(places).groupby(about)
    first = order.transform("first").to_numpy()
    second = order.transform(lambda each: each.iloc[1]).to_numpy() if len(places) else first
    found: NDArray[np.int64] = np.where(first == places, second, first)
    return found
