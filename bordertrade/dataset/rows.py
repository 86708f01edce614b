"""Rows of a frame, one by one, by column name; a column's distinct values, each once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray


def rows_of(frame: pd.DataFrame) -> Iterator[Any]:
    """Each row as a named tuple. Typed loosely: the contract has checked every cell."""
    return frame.itertuples(index=False)


def numbered(
    frame: pd.DataFrame, columns: Iterable[str]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """A number for each row's combination of some columns, and where each combination first stands.

    Numbers go up from 0 in the order of first appearance.
    """
    rows = np.zeros(len(frame), dtype=np.int64)
    for name in columns:
        own, values = pd.factorize(frame[name], use_na_sentinel=False)
        # both factors are at most the number of rows, so the product fits 64 bits
        rows = pd.factorize(rows * (len(values) + 1) + own)[0].astype(np.int64)
    return rows, np.unique(rows, return_index=True)[1].astype(np.int64)


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
