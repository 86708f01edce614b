"""Tables in the contract's own form: what a download, ``--accepted`` and ``export --to`` write."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pandas as pd

from bordertrade.dataset import Dataset, Table
from bordertrade.exports.spreadsheet import csv_bytes, safe_texts

CONTRACT = "datapackage.json"


def table_csv(table: Table, frame: pd.DataFrame) -> bytes:
    """The rows as UTF-8 CSV with mark, safe to open in a spreadsheet; uploads as "no change"."""
    return csv_bytes(frame[list(table.column_names)])


def write_package(dataset: Dataset, folder: Path) -> None:
    """All tables and ``datapackage.json``: loading the folder gives the same fingerprint.

    In the form of the shipped files (no mark, line feeds, rows in the order of the data set), so
    that what differs between two versions is what a line-by-line comparison shows. Files that are
    right already are not touched.
    """
    folder.mkdir(parents=True, exist_ok=True)
    contents = {CONTRACT: (dataset.folder / CONTRACT).read_bytes()}
    for table in dataset.contract.tables.values():
        contents[table.path] = plain_csv(table, dataset[table.name])
    for path, content in contents.items():
        file = folder / path
        if not file.exists() or file.read_bytes() != content:
            file.write_bytes(content)


def plain_csv(table: Table, frame: pd.DataFrame) -> bytes:
    """The rows in the form of the shipped files: no mark, line feeds."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    # with "\n" alone for a line's end, csv leaves a cell that holds "\r" unquoted
    quoting = csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerow(table.column_names)
    columns = [safe_texts(frame[name]) for name in table.column_names]
    for row in zip(*columns, strict=True):
        (quoting if any("\r" in cell for cell in row) else writer).writerow(row)
    return text.getvalue().encode()
