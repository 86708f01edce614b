"""A difference between two versions, as tables for people."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from bordertrade.dataset import Dataset, Provenance
from bordertrade.dataset.difference import (
    AFTER,
    BEFORE,
    COLUMN,
    Difference,
    TableDifference,
)
from bordertrade.dataset.fingerprint import canonical
from bordertrade.dataset.lineage import files, lines
from bordertrade.words import _

_SHORT = 8


def difference_table(
    difference: TableDifference, known: Mapping[str, Provenance] | None = None
) -> pd.DataFrame:
    """One row for each added or removed row and each changed cell, with file and line.

    ``known`` names the files; without it the first of their checksum stand.
    """
    parts = [
        _whole(difference.added, _("added"), known or {}),
        _whole(difference.removed, _("removed"), known or {}),
        _cells(difference.changed, known or {}),
    ]
    filled = [part for part in parts if len(part)]
    return pd.concat(filled or parts[:1], ignore_index=True).fillna("")


def difference_summary(difference: Difference, dataset: Dataset) -> pd.DataFrame:
    """One row for each table that differs, with counts."""
    titles = {table.name: table.title for table in dataset.contract.tables.values()}
    rows = [
        {
            _("Table"): titles.get(name, name),
            _("Added"): len(each.added),
            _("Changed"): each.changed_rows,
            _("Removed"): len(each.removed),
            _("Unchanged"): each.unchanged,
        }
        for name, each in difference.tables.items()
    ]
    return pd.DataFrame(rows)


def _whole(rows: pd.DataFrame, what: str, known: Mapping[str, Provenance]) -> pd.DataFrame:
    """Whole rows under the names of their columns."""
    return _placed(rows, what, known, rows.map(canonical))


def _cells(rows: pd.DataFrame, known: Mapping[str, Provenance]) -> pd.DataFrame:
    names = {COLUMN: _("column"), BEFORE: _("before"), AFTER: _("after")}
    return _placed(rows, _("changed"), known, rows.map(canonical).rename(columns=names))


def _placed(
    rows: pd.DataFrame, what: str, known: Mapping[str, Provenance], cells: pd.DataFrame
) -> pd.DataFrame:
    named = [known[sum_].file if sum_ in known else sum_[:_SHORT] for sum_ in files(rows)]
    where = pd.DataFrame({_("change"): what, _("file"): named, _("line"): lines(rows).tolist()})
    return where.join(cells.reset_index(drop=True))
