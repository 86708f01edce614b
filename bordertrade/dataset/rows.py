"""Rows of a frame, one by one, by column name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd


def rows_of(frame: pd.DataFrame) -> Iterator[Any]:
    """Each row as a named tuple. Typed loosely: the contract has checked every cell."""
    return frame.itertuples(index=False)
