"""A difference between two versions, as tables for people."""

from __future__ import annotations

import pandas as pd

from bordertrade.dataset.difference import TableDifference


def difference_table(difference: TableDifference) -> pd.DataFrame:
    """One row for each added or removed row and each changed cell, with file and line."""
    return pd.DataFrame()
