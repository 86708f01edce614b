"""The identity of data: a hash of the canonical contract rows.

Two data sets with the same rows have the same fingerprint, whatever the order of rows, the
encoding of the files or where a row came from. Sixteen characters of it stand in links.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

#: How much of a fingerprint stands in a link: 64 bits, out of reach for who wants to hit a given one.
SHORT = 16
#: Links made by 0.4.0 and before: 40 bits, which a laptop hits in seconds.
SHORT_BEFORE = 10

#: Stands between cells, so never in one: two rows must not read alike with their text moved.
_CELL_END, _CELL_END_WRITTEN, _ROW_START = "\x1f", r"\x1f", "\x1e"


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
    digest = hashlib.sha256(_CELL_END.join(frame.columns).encode())
    if len(frame):
        rows = pc.binary_join_element_wise(_text(_ROW_START), _rows(frame), _text(""))
        # UTF-8 sorts as its characters do: this is the order of Python's own sort.
        digest.update(rows.take(pc.sort_indices(rows)).buffers()[2])
    return digest.hexdigest()


def canonical_rows(frame: pd.DataFrame) -> Iterable[str]:
    """Each row as one text: the same for equal values, however they were written."""
    rows: list[str] = _rows(frame).to_pylist() if len(frame) else []
    return rows


def _rows(frame: pd.DataFrame) -> Any:
    """The same as an Arrow array: a million rows take seconds."""
    columns = [_texts(frame[name]) for name in frame.columns]
    return pc.binary_join_element_wise(*columns, _text(_CELL_END))


def _text(text: str) -> Any:
    return pa.scalar(text, pa.large_string())


def _texts(column: pd.Series[Any]) -> Any:
    """The canonical text of each cell; of numbers, made once for each distinct one."""
    if isinstance(column.dtype, pd.StringDtype):
        texts = pa.array(column, pa.large_string()).fill_null("")
        if isinstance(texts, pa.ChunkedArray):  # a column of two that were joined
            texts = texts.combine_chunks()
        return pc.replace_substring(texts, _CELL_END, _CELL_END_WRITTEN)
    if column.dtype == object:  # may hold True beside 1, which factorize takes for equal
        return pa.array([canonical(value) for value in column.tolist()], pa.large_string())
    codes, values = pd.factorize(column, use_na_sentinel=False)
    texts = pa.array([canonical(value) for value in values.tolist()], pa.large_string())
    return texts.take(pa.array(codes))


def canonical(value: Any) -> str:
    """A value as text: no float noise, no difference between 5 and 5.0, nothing for missing."""
    if value is None or value is pd.NA or value != value:
        return ""
    if isinstance(value, bool | np.bool_):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(float(value))
    return str(value).replace(_CELL_END, _CELL_END_WRITTEN)
