"""CSV that a spreadsheet opens without running anything in it.

UTF-8 with mark, so that Urdu and Persian survive Excel; cells that a spreadsheet would run as a
formula get an apostrophe in front, negative numbers do not.
"""

from __future__ import annotations

import csv
import io
import re

import pandas as pd

from bordertrade.dataset.fingerprint import canonical

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?")


def safe_cell(text: str) -> str:
    """The text, harmless: "=1+1" becomes "'=1+1", "-5" stays."""
    stripped = text.lstrip(" \u00a0")
    if stripped.startswith(_FORMULA_STARTS) and not _NUMBER.fullmatch(stripped):
        return f"'{text}"
    return text


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """A frame as CSV, its index left out."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([safe_cell(str(name)) for name in frame.columns])
    for row in zip(*(frame[name].tolist() for name in frame.columns), strict=True):
        writer.writerow([safe_cell(canonical(value)) for value in row])
    return text.getvalue().encode("utf-8-sig")
