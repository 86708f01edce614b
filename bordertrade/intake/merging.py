"""What an upload does to a table: rows added, changed, removed or kept, each with its lineage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from bordertrade.dataset import Dataset, Provenance, Table, from_file, with_table
from bordertrade.dataset.difference import Difference, TableDifference, table_difference
from bordertrade.dataset.goods import spelled_alike
from bordertrade.dataset.keys import key_columns
from bordertrade.dataset.matching import Matching, match, row_codes

#: One figure is preferred for each of these.
_PREFERRED_BY = ("period", "reporter", "direction")

#: What a file covers besides its periods: other markets, books and series stay as they are.
_COVERED_BY = (
    *("period", "market", "reporter", "series", "classification"),
    *("crossing", "port", "scope", "rate_type"),
)


class Mode(StrEnum):
    """How the rows of an upload meet those that are there."""

    APPEND = "append"
    PERIOD = "period"
    TABLE = "table"


class Because(StrEnum):
    """Why a mode fits a file."""

    NEW_PERIODS = "new_periods"
    SAME_ROWS = "same_rows"
    OTHER_ROWS = "other_rows"
    WHOLE_TABLE = "whole_table"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The mode that fits a file, and why; ``rows`` would be removed by it."""

    mode: Mode
    because: Because
    rows: int


#: A file that repeats this part of a table is a new edition of it.
_WHOLE = 0.9
#: Fewer rows than this are no table to be edited anew.
_FEWEST = 5


@dataclass(frozen=True, eq=False, slots=True)
class Merge:
    """A data set after an upload; how many rows were added, changed, removed or kept, and which."""

    dataset: Dataset
    added: int
    changed: int
    removed: int
    unchanged: int
    difference: Difference

    @property
    def changes_nothing(self) -> bool:
        return not (self.added or self.changed or self.removed)


def modes(table: Table) -> tuple[Mode, ...]:
    """The ways in which rows can join a table: a period can be replaced where there are periods."""
    return tuple(mode for mode in Mode if mode is not Mode.PERIOD or "period" in table)


def covered_by(table: Table) -> tuple[str, ...]:
    """The columns that say what a file covers: PERIOD replaces every row that shares them.

    The keys where a table has no periods: there PERIOD does what APPEND does.
    """
    if "period" not in table:
        return key_columns(table)
    money = ("currency",) if "rate_type" in table else ()
    return tuple(name for name in (*_COVERED_BY, *money) if name in table)


def suggested_mode(dataset: Dataset, table: Table, rows: pd.DataFrame) -> Suggestion:
    """How a file's rows are best joined: only a suggestion, because some modes remove rows.

    A new edition of nearly the whole table replaces it. A file that speaks of periods that are
    there, but with other rows (fewer, or under other keys), replaces these periods. Anything else
    is added. ``rows`` as for ``merge``.
    """
    before = dataset[table.name]
    rows = rows.astype(before.dtypes.to_dict())[list(before.columns)]
    rows = spelled_alike(table, before, rows)
    found = match(before, rows, key_columns(table))
    repeated, lost = len(found.before), len(found.removed)
    if len(before) >= _FEWEST and lost and repeated >= _WHOLE * len(before):
        return Suggestion(Mode.TABLE, Because.WHOLE_TABLE, lost)
    covered = _shares(before.iloc[found.removed], rows, covered_by(table))
    if Mode.PERIOD in modes(table) and covered.any():
        return Suggestion(Mode.PERIOD, Because.OTHER_ROWS, int(covered.sum()))
    because = Because.SAME_ROWS if repeated else Because.NEW_PERIODS
    return Suggestion(Mode.APPEND, because, 0)


def merge(
    dataset: Dataset, table: Table, rows: pd.DataFrame, mode: Mode, provenance: Provenance
) -> Merge:
    """Join checked rows to a data set.

    APPEND puts each row in the place of the row with the same key (``keys.key_columns``), or adds
    it. PERIOD also takes away the rows of the periods, markets, books and series that the file
    covers (``covered_by``) and does not repeat. TABLE takes away every row that the file does not
    repeat. A row that stands in the file as it stood keeps its first file and line; rows keep
    their order and new ones follow. Goods are spelled as the table spells them (``spelled_alike``).
    A preferred row gives way to an uploaded preferred one about the same period, book and
    direction. ``rows`` is indexed by line, with the table's columns.
    """
    before, rows = dataset[table.name], from_file(rows, provenance.checksum)
    rows = rows.astype(before.dtypes.to_dict())[list(before.columns)]
    rows = spelled_alike(table, before, rows)
    found = match(before, rows, key_columns(table))
    kept = _kept(before, rows, found, table, mode)
    yields = _yields(before, rows, found) & kept
    after, matching = _joined(before, rows, found, kept, yields)
    told = table_difference(table, before, after, matching)
    changes = {} if told.is_empty else {table.name: told}
    result = with_table(dataset, table.name, after, provenance) if changes else dataset
    return Merge(
        dataset=result,
        added=len(told.added),
        changed=told.changed_rows,
        removed=len(told.removed),
        unchanged=told.unchanged,
        difference=_difference(dataset, result, changes),
    )


def _difference(
    before: Dataset, after: Dataset, changes: Mapping[str, TableDifference]
) -> Difference:
    return Difference(before.fingerprint, after.fingerprint, MappingProxyType(dict(changes)))


def _kept(
    before: pd.DataFrame, rows: pd.DataFrame, found: Matching, table: Table, mode: Mode
) -> NDArray[np.bool_]:
    """Which rows of the table stay, whether or not an uploaded one takes their place."""
    kept = np.ones(len(before), dtype=bool)
    if mode is Mode.TABLE:
        kept[found.removed] = False
    if mode is Mode.PERIOD:
        kept[found.removed] = ~_shares(before.iloc[found.removed], rows, covered_by(table))
    return kept


def _shares(
    before: pd.DataFrame, rows: pd.DataFrame, columns: tuple[str, ...]
) -> NDArray[np.bool_]:
    """Which rows agree with any uploaded one in some columns."""
    codes = row_codes(before, rows, columns)
    return np.isin(codes[: len(before)], codes[len(before) :])


def _yields(before: pd.DataFrame, rows: pd.DataFrame, found: Matching) -> NDArray[np.bool_]:
    """Which preferred rows give way to an uploaded one about the same: only one can be preferred."""
    yields = np.zeros(len(before), dtype=bool)
    if "preferred" in rows:
        others = before.iloc[found.removed]
        claimed = _shares(others, rows[_is_preferred(rows)], _PREFERRED_BY)
        yields[found.removed] = claimed & _is_preferred(others)
    return yields


def _is_preferred(rows: pd.DataFrame) -> NDArray[np.bool_]:
    return rows["preferred"].fillna(False).to_numpy(dtype=bool)


def _joined(
    before: pd.DataFrame,
    rows: pd.DataFrame,
    found: Matching,
    kept: NDArray[np.bool_],
    yields: NDArray[np.bool_],
) -> tuple[pd.DataFrame, Matching]:
    """The table after, and how it matches the one before.

    Changed rows stand in their places, then the new ones in the file's order.
    """
    taken = np.concatenate([found.after[~found.same], found.added])
    changed = found.before[~found.same]
    places = np.arange(len(before))
    places[changed] = len(before) + np.arange(len(changed))
    same = ~yields
    same[changed] = False
    new = len(before) + np.arange(len(changed), len(taken))
    if yields.any():
        before = before.assign(preferred=before["preferred"].mask(yields, False))
    both = pd.concat([before, rows.iloc[taken]]) if len(taken) else before
    count = int(kept.sum())
    matching = Matching(
        before=np.flatnonzero(kept),
        after=np.arange(count),
        same=same[kept],
        removed=np.flatnonzero(~kept),
        added=count + np.arange(len(new)),
    )
    return both.iloc[np.concatenate([places[kept], new])], matching
