"""CSV that a spreadsheet opens without running anything in it.

UTF-8 with mark, so that Urdu and Persian survive Excel; cells that a spreadsheet would run as a
formula get an apostrophe in front, negative numbers do not.
"""

from __future__ import annotations

import csv
import io
from typing import Any

import pandas as pd

from bordertrade.dataset.fingerprint import canonical
from bordertrade.dataset.neutral import neutralised as safe_cell
from bordertrade.dataset.rows import each

__all__ = ["csv_bytes", "safe_cell", "safe_texts"]


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """A frame as CSV, its index left out."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([safe_cell(str(name)) for name in frame.columns])
    columns = [safe_texts(frame.iloc[:, place]) for place in range(frame.shape[1])]
    writer.writerows(zip(*columns, strict=True))
    return text.getvalue().encode("utf-8-sig")


def safe_texts(column: pd.Series[Any]) -> list[str]:
    """The canonical text of each cell, harmless; made once for each distinct one."""
    if column.dtype == object:  # may hold True beside 1, which are equal as keys
        return [safe_cell(canonical(value)) for value in column.tolist()]
    texts: list[str] = each(
        column.to_frame("cell"), ["cell"], lambda value: safe_cell(canonical(value))
    ).tolist()
    return texts
