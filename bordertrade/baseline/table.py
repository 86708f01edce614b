"""The model's table: rows to the contract's columns, and to bytes that never change by chance."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

import pandas as pd

from bordertrade.baseline.anchors import anchors_of, judged_anchors
from bordertrade.baseline.assumptions import assumptions_of
from bordertrade.baseline.formal import formal_rows
from bordertrade.baseline.fuel import fuel_rows
from bordertrade.baseline.row import MARKETS, Row
from bordertrade.dataset import Dataset, Table
from bordertrade.dataset.rows import rows_of
from bordertrade.vocabulary import THREE

_ORDER = {market: place for place, market in enumerate((*MARKETS, THREE))}


def modelled_rows(dataset: Dataset) -> tuple[Row, ...]:
    """All rows of the model, sorted by month, channel, direction and market."""
    assumed = assumptions_of(dataset["assumptions"])
    rows = [*formal_rows(dataset, assumed), *fuel_rows(dataset, assumed)]
    return tuple(sorted(rows, key=lambda r: (r.month, r.channel, r.direction, _ORDER[r.market])))


def write_baseline(dataset: Dataset, folder: Path) -> dict[str, int]:
    """Write ``modelled_trade.csv`` and the verdicts of ``anchors.csv``; table -> rows written."""
    rows = modelled_rows(dataset)
    anchors = judged_anchors(dataset["anchors"], rows)
    tables = dataset.contract.tables
    modelled = [_cells(row, dataset["anchors"]) for row in rows]
    _write(folder, tables["modelled_trade"], modelled)
    judged = [[_text(cell) for cell in row] for row in rows_of(anchors)]
    _write(folder, tables["anchors"], judged)
    return {"modelled_trade": len(modelled), "anchors": len(judged)}


def _cells(row: Row, anchors: pd.DataFrame) -> list[str]:
    value = row.value_usd
    return [
        row.month.text,
        row.market,
        row.channel,
        row.reporter,
        row.direction,
        row.goods,
        *(str(round(usd)) for usd in (value.low, value.central, value.high)),
        row.method,
        "~".join(row.assumptions),
        "~".join(anchors_of(anchors, row)),
    ]


def _text(cell: object) -> str:
    if isinstance(cell, float):
        return "" if cell != cell else f"{cell:.0f}"
    return str(cell)


def _write(folder: Path, table: Table, rows: Iterable[Sequence[str]]) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.column_names)
    writer.writerows(rows)
    (folder / table.path).write_bytes(text.getvalue().encode())
