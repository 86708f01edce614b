"""Sums of the rows so far: what a totals row among the data is held against; sums in words."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from bordertrade.dataset import Table
from bordertrade.intake.columns import Numbers
from bordertrade.intake.forms import is_money
from bordertrade.intake.rows import Mask, Rows

#: Sums of rounded parts differ from a rounded sum by no more.
_TOLERANCE = 0.001


class Sums:
    """The sum of the table's amounts, of all rows and of those since the last totals row."""

    def __init__(self, table: Table) -> None:
        central = [c.name for c in table.columns if is_money(c) and not c.name.endswith("_low")]
        self._column = next(iter(central), "")
        self._before = 0.0
        self._last_total = 0.0

    def of(self, rows: Rows, chosen: Mask) -> Numbers:
        """The sum down to each row of a batch."""
        values = np.nan_to_num(rows.numbers(self._column)) if self._column else np.zeros(len(rows))
        sums: Numbers = self._before + np.cumsum(np.where(chosen, values, 0.0))
        if len(sums):
            self._before = float(sums[-1])
        return sums

    def judge(self, rows: Rows, row: int, sums: Numbers) -> Mapping[str, str]:
        """How a total compares: ``sum`` of the rows, and whether it ``agrees``; {} without one."""
        stated = rows.numbers(self._column)[row] if self._column else float("nan")
        whole = float(sums[row])
        since, self._last_total = whole - self._last_total, whole
        if stated != stated:
            return {}
        agrees = any(_close(stated, each) for each in (whole, since))
        return {"sum": f"{whole:.15g}", "stated": f"{stated:.15g}", "agrees": str(agrees).lower()}


def comes_to(amounts: pd.Series[float]) -> str:
    """What amounts come to: with "≥" where some are not known, "?" where none is."""
    known = amounts.dropna()
    if known.empty and len(amounts):
        return "?"
    text = f"{known.sum():,.0f}"
    return f"≥ {text}" if len(known) < len(amounts) else text


def _close(one: float, other: float) -> bool:
    return abs(one - other) <= _TOLERANCE * max(abs(one), abs(other))
