"""Tables in the contract's own form: what a download, ``--accepted`` and ``export --to`` write."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

import pandas as pd

from bordertrade.dataset import Dataset, Table
from bordertrade.dataset.fingerprint import canonical
from bordertrade.exports.spreadsheet import safe_cell


def table_csv(table: Table, frame: pd.DataFrame) -> bytes:
    """The rows as UTF-8 CSV with mark, safe to open in a spreadsheet; uploads as "no change"."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(table.column_names)
    for row in zip(*(frame[name].tolist() for name in table.column_names), strict=True):
        writer.writerow([safe_cell(canonical(value)) for value in row])
    return text.getvalue().encode("utf-8-sig")


def write_package(dataset: Dataset, folder: Path) -> None:
    """All tables and ``datapackage.json``: loading the folder gives the same fingerprint."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(dataset.folder / "datapackage.json", folder / "datapackage.json")
    for table in dataset.contract.tables.values():
        (folder / table.path).write_bytes(table_csv(table, dataset[table.name]))
