"""The goods of each cell added up, once for a data set: most views ask for no split by goods.

A record that names fifty goods has fifty times the rows, and every picture but those by goods
adds them up again. Done here once, looking costs the same however finely trade was recorded.
"""

from __future__ import annotations

import pandas as pd

#: Stands as ``goods`` of a row that is a sum over several kinds; never "", which is all goods.
SEVERAL = "several"

#: What is added up; the rest of a row tells one cell from another.
_ADDED = (
    *("value_low", "value", "value_high"),
    *("value_low_usd", "value_usd", "value_high_usd"),
    *("rows", "no_rate", "cells"),
)


def over_goods(rows: pd.DataFrame, value: str) -> pd.DataFrame:
    """Rows that differ by nothing but their goods as one row, low to low and high to high.

    Rows for all goods stay apart from rows for some: nobody knows yet which of them count
    (``selection.undivided_first``). So do rows with and without a figure in the column ``value``,
    and true zeros: what a month's rows say of it stays the same. In order of first appearance.
    """
    added = [name for name in _ADDED if name in rows]
    flags = {
        "whole": rows["goods"].eq(""),
        "valued": rows[value].notna(),
        "zero": rows[value.replace("value", "value_high")].eq(0),
    }
    flagged = rows.assign(**flags)
    keys = [name for name in flagged if name not in (*added, "goods")]
    if not flagged.duplicated(keys).any():
        return rows
    grouped = flagged.groupby(keys, sort=False, dropna=False)
    summed = grouped[added].sum(min_count=1).reset_index()
    summed["goods"] = summed["whole"].map({True: "", False: SEVERAL})
    return summed[list(rows.columns)].astype(rows.dtypes.to_dict())
