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
_CELL_END, _ROW_START = "\x1f", "\x1e"


def fingerprint(tables: Mapping[str, pd.DataFrame]) -> str:
    """SHA-256 (hex) over all tables, by name."""
    return fingerprint_of({name: table_digest(frame) for name, frame in tables.items()})


def fingerprint_of(digests: Mapping[str, str]) -> str:
    """The fingerprint of tables with these digests."""
    whole = hashlib.sha256()
    for name in sorted(digests):
        whole.update(f"{name}\n{digests[name]}\n".encode())
    return whole.hexdigest()


def table_digest(frame: pd.DataFrame) -> str:
    """SHA-256 (hex) over the rows of one table, sorted."""
    rows = sorted(canonical_rows(frame))
    whole = _ROW_START.join([_CELL_END.join(frame.columns), *rows])
    return hashlib.sha256(whole.encode()).hexdigest()


def canonical_rows(frame: pd.DataFrame) -> Iterable[str]:
    """Each row as one text: the same for equal values, however they were written."""
    columns = [_texts(frame[name]) for name in frame.columns]
    return map(_CELL_END.join, zip(*columns, strict=True))


def _texts(column: pd.Series[Any]) -> list[str]:
    """The canonical text of each cell, made once for each distinct one."""
    if column.dtype == object:  # may hold True beside 1, which factorize takes for equal
        return [canonical(value) for value in column.tolist()]
    codes, values = pd.factorize(column, use_na_sentinel=False)
    texts: list[str] = np.array([canonical(v) for v in values.tolist()], object)[codes].tolist()
    return texts


def canonical(value: Any) -> str:
    """A value as text: no float noise, no difference between 5 and 5.0, nothing for missing."""
    if value is None or value is pd.NA or value != value:
        return ""
    if isinstance(value, bool | np.bool_):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(float(value))
    return str(value).replace(_CELL_END, r"\x1f")
