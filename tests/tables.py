"""Data sets with other rows in one table, read as an upload is."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable

import pandas as pd

from bordertrade.dataset import (
    UPLOADED,
    Dataset,
    from_file,
    provenance_of,
    read_table,
    with_table,
)

Row = dict[str, str]

FORMAL: Row = {
    "period": "2024-07",
    "market": "gabd",
    "reporter": "PK",
    "direction": "IR_TO_PK",
    "value": "100",
    "currency": "USD",
    "obs_status": "A",
    "evidence": "count",
    "source": "BR40282284",
}
INFORMAL: Row = {
    "period": "2024-07",
    "market": "gabd",
    "direction": "IR_TO_PK",
    "value": "100",
    "currency": "USD",
    "method": "asked",
    "obs_status": "A",
    "evidence": "informant",
    "source": "BR40282284",
}
GOODS: Row = {
    "period": "2020",
    "reporter": "PK",
    "series": "wits",
    "direction": "PK_TO_IR",
    "classification": "HS",
    "obs_status": "A",
    "evidence": "count",
    "source": "UNCTAD_MTM",
}
BOOK: Row = {
    "period": "2020",
    "reporter": "PK",
    "series": "wits",
    "direction": "PK_TO_IR",
    "preferred": "true",
    "obs_status": "A",
    "evidence": "count",
    "source": "UNCTAD_MTM",
}


def replaced(dataset: Dataset, name: str, *rows: Row) -> Dataset:
    """The same record with these rows alone in one table."""
    return _with(dataset, name, _traced(dataset, name, rows))


def added(dataset: Dataset, name: str, *rows: Row) -> Dataset:
    """The same record with these rows besides its own."""
    return _with(dataset, name, pd.concat([dataset[name], _traced(dataset, name, rows)]))


def read_rows(dataset: Dataset, name: str, rows: Iterable[Row]) -> pd.DataFrame:
    """Rows as an upload would have them: typed, by line."""
    table = dataset.contract.tables[name]
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, table.column_names, restval="")
    writer.writeheader()
    writer.writerows(rows)
    read = read_table(text.getvalue().encode(), table, dataset.names())
    assert not read.problems, read.problems
    return read.frame


def _traced(dataset: Dataset, name: str, rows: tuple[Row, ...]) -> pd.DataFrame:
    return from_file(read_rows(dataset, name, rows), hashlib.sha256(b"").hexdigest())


def _with(dataset: Dataset, name: str, frame: pd.DataFrame) -> Dataset:
    return with_table(dataset, name, frame, provenance_of("own.csv", b"", UPLOADED, len(frame)))
