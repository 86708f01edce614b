"""Which files the rows of each table come from."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from bordertrade.dataset import SHIPPED, Dataset, Provenance
from bordertrade.dataset.lineage import files
from bordertrade.words import _, ngettext

#: How much of a checksum people compare by eye.
SHORT_SUM = 12
_NAMED = 3


def files_behind(dataset: Dataset, table: str) -> tuple[tuple[Provenance, int], ...]:
    """Each file of a table with how many of its rows the table holds now, most rows first."""
    counts = files(dataset[table]).value_counts()
    found = [(dataset.files[str(checksum)], int(rows)) for checksum, rows in counts.items()]
    return tuple(found) or ((dataset.provenance[table], 0),)


def file_list(dataset: Dataset, tables: Iterable[str]) -> pd.DataFrame:
    """One row for each table and file."""
    rows = [
        {
            _("Table"): dataset.contract.tables[table].title,
            _("File"): file.file,
            _("Rows"): count,
            _("How it came"): origin(file),
            _("SHA-256"): file.checksum,
        }
        for table in tables
        for file, count in files_behind(dataset, table)
    ]
    return pd.DataFrame(rows)


def origin(file: Provenance) -> str:
    return _("shipped") if file.origin == SHIPPED else _("uploaded")


def files_sentence(dataset: Dataset, table: str) -> str:
    """The files of a table in a line: "formal_trade.csv (shipped, 210 rows, SHA-256 0123…)"."""
    found = files_behind(dataset, table)
    parts = [
        ngettext(
            "{file} ({origin}, {count} row, SHA-256 {sum})",
            "{file} ({origin}, {count} rows, SHA-256 {sum})",
            rows,
            file=file.file,
            origin=origin(file),
            sum=file.checksum[:SHORT_SUM],
        )
        for file, rows in found[:_NAMED]
    ]
    more = len(found) - _NAMED
    if more > 0:
        parts.append(ngettext("and {count} more file", "and {count} more files", more))
    return ", ".join(parts)
