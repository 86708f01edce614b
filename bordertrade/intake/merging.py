"""What an upload does to a table, and to the totals that people know."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from bordertrade.dataset import Dataset, Provenance, Table, from_file, with_table
from bordertrade.dataset.fingerprint import canonical_rows
from bordertrade.intake.keys import key_columns

#: One figure is preferred for each of these.
_PREFERRED_BY = ["period", "reporter", "direction"]


class Mode(StrEnum):
    """How the rows of an upload meet those that are there."""

    MERGE = "merge"
    REPLACE = "replace"


@dataclass(frozen=True, eq=False, slots=True)
class Merge:
    """A table after an upload, and how many rows were added, changed, removed or kept."""

    dataset: Dataset
    added: int
    changed: int
    removed: int
    unchanged: int

    @property
    def changes_nothing(self) -> bool:
        return not (self.added or self.changed or self.removed)


def merge(
    dataset: Dataset, table: Table, rows: pd.DataFrame, mode: Mode, provenance: Provenance
) -> Merge:
    """Join checked rows to a data set.

    MERGE puts each row in the place of the row with the same key (``keys.key_columns``), or
    adds it. REPLACE leaves only the uploaded rows.
    """
    before, rows = dataset[table.name], from_file(rows, provenance.checksum)
    columns = list(key_columns(table))
    after = _merged(before, rows, columns, mode)
    old, new = _by_key(before, columns), _by_key(after, columns)
    common = [key for key in new if key in old]
    changed = sum(1 for key in common if old[key] != new[key])
    return Merge(
        dataset=with_table(dataset, table.name, after, provenance),
        added=len(new) - len(common),
        changed=changed,
        removed=len(before) - len(common),
        unchanged=len(common) - changed,
    )


def _merged(
    before: pd.DataFrame, rows: pd.DataFrame, columns: list[str], mode: Mode
) -> pd.DataFrame:
    if mode is Mode.REPLACE or before.empty:
        return rows
    if rows.empty:
        return before
    taken = set(_keys(rows, columns))
    kept = before[[key not in taken for key in _keys(before, columns)]]
    return pd.concat([_yielding(kept, rows), rows]) if len(kept) else rows


def _yielding(kept: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """A preferred row gives way to an uploaded one about the same: only one can be preferred."""
    if "preferred" not in rows:
        return kept
    claimed = set(_keys(rows[rows["preferred"].fillna(False)], _PREFERRED_BY))
    gives_way = [key in claimed for key in _keys(kept, _PREFERRED_BY)]
    return kept.assign(preferred=kept["preferred"] & ~pd.Series(gives_way, index=kept.index))


def _keys(frame: pd.DataFrame, columns: list[str]) -> list[str]:
    return list(canonical_rows(frame[columns]))


def _by_key(frame: pd.DataFrame, columns: list[str]) -> dict[str, str]:
    return dict(zip(_keys(frame, columns), canonical_rows(frame), strict=True))
