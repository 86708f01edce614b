"""The identity of data: a hash of the canonical contract rows.

Two data sets with the same rows have the same fingerprint, whatever the order of rows, the
encoding of the files or where a row came from. Ten characters of it stand in links.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

#: How much of a fingerprint stands in a link: 40 bits, enough for a human number of versions.
SHORT = 10

#: Stands between cells, so never in one: two rows must not read alike with their text moved.
_CELL_END = "\x1f"


def fingerprint(tables: Mapping[str, pd.DataFrame]) -> str:
    """SHA-256 (hex) over all tables, by name."""
    whole = hashlib.sha256()
    for name in sorted(tables):
        whole.update(f"{name}\n{table_digest(tables[name])}\n".encode())
    return whole.hexdigest()


def table_digest(frame: pd.DataFrame) -> str:
    """SHA-256 (hex) over the rows of one table, sorted."""
    digest = hashlib.sha256(_CELL_END.join(frame.columns).encode())
    for row in sorted(canonical_rows(frame)):
        digest.update(b"\x1e")
        digest.update(row.encode())
    return digest.hexdigest()


def canonical_rows(frame: pd.DataFrame) -> Iterable[str]:
    """Each row as one text: the same for equal values, however they were written."""
    columns = [[canonical(value) for value in frame[name].tolist()] for name in frame.columns]
    return (_CELL_END.join(cells) for cells in zip(*columns, strict=True))


def canonical(value: Any) -> str:
    """A value as text: no float noise, no difference between 5 and 5.0, nothing for missing."""
    if value is None or value is pd.NA or value != value:
        return ""
    if isinstance(value, bool | np.bool_):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(float(value))
    return str(value).replace(_CELL_END, r"\x1f")
