"""What differs between two versions of the record, table by table and cell by cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from bordertrade.dataset.contract import Table
from bordertrade.dataset.fingerprint import canonical
from bordertrade.dataset.keys import key_columns
from bordertrade.dataset.loading import Dataset
from bordertrade.dataset.matching import Codes, Matching, column_codes, match

#: What ``changed`` tells of a cell, after the columns that name its row.
COLUMN, BEFORE, AFTER = "column", "before", "after"


@dataclass(frozen=True, eq=False, slots=True)
class TableDifference:
    """One table that differs.

    ``added`` and ``removed``: whole rows, indexed by (``file``, ``line``) in the version that has
    them. ``changed``: one row for each cell that differs: the columns that name its row
    (``keys.key_columns``), then ``column``, ``before`` and ``after`` (canonical texts, "" where
    there is none), indexed as the row is after. ``changed_rows`` counts rows, not cells.
    """

    table: str
    added: pd.DataFrame
    removed: pd.DataFrame
    changed: pd.DataFrame
    changed_rows: int
    unchanged: int

    @property
    def is_empty(self) -> bool:
        return not (len(self.added) or len(self.removed) or self.changed_rows)


@dataclass(frozen=True, eq=False, slots=True)
class Difference:
    """Two versions, by fingerprint, and each table whose rows differ, by name."""

    before: str
    after: str
    tables: Mapping[str, TableDifference]

    @property
    def is_empty(self) -> bool:
        return not self.tables

    @property
    def added(self) -> int:
        return sum(len(each.added) for each in self.tables.values())

    @property
    def removed(self) -> int:
        return sum(len(each.removed) for each in self.tables.values())

    @property
    def changed(self) -> int:
        return sum(each.changed_rows for each in self.tables.values())


def difference(before: Dataset, after: Dataset) -> Difference:
    """Every row that one of two versions lacks or has otherwise, whatever the order of rows."""
    found = {
        name: table_difference(table, before[name], after[name])
        for name, table in after.contract.tables.items()
        if name in before.tables and before[name] is not after[name]
    }
    differing = {name: each for name, each in found.items() if not each.is_empty}
    return Difference(before.fingerprint, after.fingerprint, MappingProxyType(differing))


def table_difference(
    table: Table, before: pd.DataFrame, after: pd.DataFrame, matching: Matching | None = None
) -> TableDifference:
    """The difference of two frames of one table; ``matching`` where it is known already."""
    found = matching or match(before, after, key_columns(table))
    old, new = found.before[~found.same], found.after[~found.same]
    return TableDifference(
        table=table.name,
        added=after.iloc[found.added],
        removed=before.iloc[found.removed],
        changed=_cells(before.iloc[old], after.iloc[new], key_columns(table)),
        changed_rows=len(new),
        unchanged=int(found.same.sum()),
    )


def _cells(before: pd.DataFrame, after: pd.DataFrame, keys: tuple[str, ...]) -> pd.DataFrame:
    """One row for each cell that differs, in order of the rows of ``after``, then of columns."""
    size = len(after)
    parts, order = [], []
    for place, name in enumerate(after.columns):
        codes, values = column_codes(before[name], after[name])
        differs = np.flatnonzero(codes[:size] != codes[size:])
        if not len(differs):
            continue
        texts = np.array([canonical(value) for value in values], dtype=object)
        told: dict[str, Any] = {
            COLUMN: name,
            BEFORE: texts[codes[:size][differs]],
            AFTER: texts[codes[size:][differs]],
        }
        parts.append(after.iloc[differs][list(keys)].assign(**told))
        order.append(differs * len(after.columns) + place)
    if not parts:
        return _no_cells(after, keys)
    return pd.concat(parts).iloc[_sorted(order)]


def _no_cells(after: pd.DataFrame, keys: tuple[str, ...]) -> pd.DataFrame:
    nothing: dict[str, Any] = dict.fromkeys((COLUMN, BEFORE, AFTER), "")
    return after.iloc[:0][list(keys)].assign(**nothing)


def _sorted(order: list[Codes]) -> Codes:
    return np.argsort(np.concatenate(order), kind="stable").astype(np.int64)
