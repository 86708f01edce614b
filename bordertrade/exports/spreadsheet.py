"""CSV that a spreadsheet opens without running anything in it.

UTF-8 with mark, so that Urdu and Persian survive Excel; cells that a spreadsheet would run as a
formula get an apostrophe in front, negative numbers do not.
"""

from __future__ import annotations

import csv
import io

import pandas as pd

from bordertrade.dataset.fingerprint import canonical
from bordertrade.dataset.neutral import neutralised as safe_cell

__all__ = ["csv_bytes", "safe_cell"]


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """A frame as CSV, its index left out."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([safe_cell(str(name)) for name in frame.columns])
    for row in zip(*(frame[name].tolist() for name in frame.columns), strict=True):
        writer.writerow([safe_cell(canonical(value)) for value in row])
    return text.getvalue().encode("utf-8-sig")
