"""An empty form to fill in: the contract's columns and one row that shows the form."""

from __future__ import annotations

import csv
import io

from bordertrade.dataset import Column, Dataset, Table
from bordertrade.dataset.fingerprint import canonical

_EXAMPLES = {
    "period": "2025-07",
    "place_market": "gabd",
    "source": "BR40282284",
    "date_partial": "2025-07-01",
    "id": "my-own-id",
    "number": "1000000",
    "integer": "1",
    "boolean": "true",
    "date": "2025-07-01",
}


def template(table: Table, dataset: Dataset) -> bytes:
    """A CSV (UTF-8 with mark, for spreadsheets): the header, then one example row.

    The example is the first row of the table as it stands, or made from the contract.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(table.column_names)
    writer.writerow(_example(table, dataset))
    return text.getvalue().encode("utf-8-sig")


def _example(table: Table, dataset: Dataset) -> list[str]:
    rows = dataset[table.name]
    if len(rows):
        return [canonical(value) for value in rows.iloc[0].tolist()]
    return [_example_cell(column) for column in table.columns]


def _example_cell(column: Column) -> str:
    if not column.required and not column.name.startswith("value"):
        return ""
    if column.enum:
        return column.enum[0]
    return _EXAMPLES.get(column.semantic) or _EXAMPLES.get(column.type) or column.title
