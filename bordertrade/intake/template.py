"""A form to fill in: the contract's columns, and rows that show the form."""

from __future__ import annotations

import csv
import io

from bordertrade.dataset import Column, Dataset, Table
from bordertrade.dataset.fingerprint import canonical
from bordertrade.dataset.markets import agreed

#: Enough to show what differs from row to row.
_EXAMPLES_SHOWN = 3

#: Stands for the source of a row that was made up: no such source exists, so that a form sent
#: back unchanged is refused and made-up figures never enter the record.
MADE_UP = "EXAMPLE"

_EXAMPLES = {
    "period": "2025-07",
    "source": MADE_UP,
    "date_partial": "2025-07-01",
    "id": "my-own-id",
    "number": "1000000",
    "integer": "1",
    "boolean": "true",
    "date": "2025-07-01",
}


def template(table: Table, dataset: Dataset) -> bytes:
    """A CSV (UTF-8 with mark, for spreadsheets): the header, then example rows.

    The examples are the newest rows of the table as they stand: sent back unchanged they change
    nothing. A table without rows shows one row made from the contract, with the source
    ``MADE_UP``.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(table.column_names)
    writer.writerows(_examples(table, dataset))
    return text.getvalue().encode("utf-8-sig")


def _examples(table: Table, dataset: Dataset) -> list[list[str]]:
    rows = dataset[table.name].tail(_EXAMPLES_SHOWN)
    if len(rows):
        columns = [rows[name].tolist() for name in table.column_names]
        return [[canonical(value) for value in row] for row in zip(*columns, strict=True)]
    return [[_example_cell(column, dataset) for column in table.columns]]


def _example_cell(column: Column, dataset: Dataset) -> str:
    if not column.required and not column.name.startswith("value"):
        return ""
    if column.enum:
        return column.enum[0]
    if column.semantic == "place_market":
        return str(agreed(dataset["markets"])["id"].iloc[0])
    return _EXAMPLES.get(column.semantic) or _EXAMPLES.get(column.type) or column.title
