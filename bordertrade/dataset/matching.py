"""Which rows of two tables are the same, and which speak of the same thing: told exactly.

No hash of a row decides. Each column's values get numbers, equal for equal values however they
were written; numbers of columns are joined to numbers of rows, one column after the other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from bordertrade.dataset.fingerprint import canonical

#: Numbers or places of rows.
Codes = NDArray[np.signedinteger[Any]]


@dataclass(frozen=True, eq=False, slots=True)
class Matching:
    """Places of rows in two frames of one table.

    ``before[i]`` and ``after[i]`` speak of the same thing, in the order of ``after``; ``same[i]``
    says whether every cell is equal. ``removed`` (places before) and ``added`` (places after)
    have no partner.
    """

    before: Codes
    after: Codes
    same: NDArray[np.bool_]
    removed: Codes
    added: Codes


def match(before: pd.DataFrame, after: pd.DataFrame, keys: Iterable[str]) -> Matching:
    """Pair the rows of two frames with the same columns.

    Equal rows are paired first, then rows with the same ``keys``. Where a table repeats a key,
    its rows are paired one to one in their order, so that the same rows in another order are no
    difference.
    """
    columns = list(after.columns)
    old, new = same_places(before, after, columns)
    left = np.setdiff1d(np.arange(len(before)), old, assume_unique=True)
    right = np.setdiff1d(np.arange(len(after)), new, assume_unique=True)
    kin_old, kin_new = same_places(before.iloc[left], after.iloc[right], list(keys))
    paired_old = np.concatenate([old, left[kin_old]])
    paired_new = np.concatenate([new, right[kin_new]])
    same = np.concatenate([np.ones(len(old), bool), np.zeros(len(kin_old), bool)])
    order = np.argsort(paired_new, kind="stable")
    return Matching(
        before=paired_old[order],
        after=paired_new[order],
        same=same[order],
        removed=np.delete(left, kin_old),
        added=np.delete(right, kin_new),
    )


def same_places(
    before: pd.DataFrame, after: pd.DataFrame, columns: list[str]
) -> tuple[Codes, Codes]:
    """Places, in order of ``after``, of rows that are equal in some columns; each used once."""
    old, new = _numbered(row_codes(before, after, columns), len(before))
    found = np.full(max(old.max(initial=-1), new.max(initial=-1)) + 1, -1, dtype=np.int64)
    found[old] = np.arange(len(old))
    partner = found[new]
    has = partner >= 0
    return partner[has], np.flatnonzero(has)


def row_codes(before: pd.DataFrame, after: pd.DataFrame, columns: Iterable[str]) -> Codes:
    """A number for each row of both frames, one below the other: equal numbers for equal cells."""
    rows = np.zeros(len(before) + len(after), dtype=np.int64)
    for name in columns:
        own, values = column_codes(before[name], after[name])
        # both factors are below the number of rows, so the product fits 64 bits
        rows = pd.factorize(rows * (len(values) + 1) + own)[0].astype(np.int64)
    return rows


def column_codes(before: pd.Series[Any], after: pd.Series[Any]) -> tuple[Codes, Any]:
    """A number for each cell of both, and the values that the numbers stand for."""
    if before.dtype != after.dtype:
        before, after = before.map(canonical), after.map(canonical)
    both = pd.concat([before, after], ignore_index=True)
    codes, values = pd.factorize(both, use_na_sentinel=False)
    return codes.astype(np.int64), values


def _numbered(codes: Codes, split: int) -> tuple[Codes, Codes]:
    """Codes of the two frames apart; the second row of one code gets a code of its own."""
    old, new = codes[:split], codes[split:]
    nth = np.concatenate([_nth(old), _nth(new)])
    if nth.any():
        codes = pd.factorize(codes * (nth.max() + 1) + nth)[0].astype(np.int64)
    return codes[:split], codes[split:]


def _nth(codes: Codes) -> Codes:
    """How many rows of the same code stand above each."""
    if len(np.unique(codes)) == len(codes):
        return np.zeros(len(codes), dtype=np.int64)
    counted = pd.Series(codes).groupby(codes, sort=False).cumcount()
    return counted.to_numpy().astype(np.int64)
