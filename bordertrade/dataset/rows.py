"""Rows of a frame, one by one, by column name; a column's distinct values, each once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

#: Combinations are counted in 64 bits. Both factors are at most the number of rows or of categories.
_LARGEST = 2**62


def rows_of(frame: pd.DataFrame) -> Iterator[Any]:
    """Each row as a named tuple. Typed loosely: the contract has checked every cell."""
    return frame.itertuples(index=False)


def numbered(
    frame: pd.DataFrame, columns: Iterable[str]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """A number for each row's combination of some columns, and where each combination first stands.

    Numbers go up from 0 in the order of first appearance.
    """
    rows, span = np.zeros(len(frame), dtype=np.int64), 1
    for name in columns:
        own, count = _distinct(frame[name])
        if span * count > _LARGEST:
            rows, span = pd.factorize(rows)[0].astype(np.int64), max(len(frame), 1)
        if count > 1:
            rows, span = rows * count + own, span * count
    rows = pd.factorize(rows)[0].astype(np.int64)
    # numbers go up, so each appears first where the largest so far grows
    highest = np.maximum.accumulate(rows)
    return rows, np.flatnonzero(np.diff(highest, prepend=-1))


def _distinct(column: pd.Series[Any]) -> tuple[NDArray[np.int64], int]:
    """A number below the second result for each cell, the same for the same; missing is one too."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        codes = column.cat.codes.to_numpy().astype(np.int64)
        return codes + 1, len(column.dtype.categories) + 1
    own, values = pd.factorize(column, use_na_sentinel=False)
    return own.astype(np.int64), len(values)


def each(frame: pd.DataFrame, columns: Iterable[str], make: Callable[..., Any]) -> NDArray[Any]:
    """What ``make`` makes of some columns, row by row, made once for each combination.

    Records repeat themselves: a million rows hold a few hundred periods.
    """
    names = list(columns)
    codes, first = numbered(frame, names)
    found = frame[names].iloc[first].itertuples(index=False, name=None)
    made = np.empty(len(first), dtype=object)
    made[:] = [make(*values) for values in found]
    return made[codes]
