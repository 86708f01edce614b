"""What the rows behind displayed totals are: where each stands, and what it adds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy as np
import pandas as pd

from bordertrade.dataset.lineage import FILE
from bordertrade.dataset.lineage import LINE as FILE_LINE

VALUES = ["value_low", "value", "value_high"]
#: What a total is of; a column that does not apply is "".
NAMES = ["period", "market", "channel", "direction", "reporter", "goods"]
#: What a row says: which total it belongs to, where it stands, what it is of, what was written
#: there, and what it adds to the total. ``role``: ``part`` is added, ``factor`` multiplies.
COLUMNS = [
    *("total", "role", "table", FILE, FILE_LINE),
    *(*NAMES, "obs_status", "evidence", "source"),
    *("written_low", "written", "written_high", "unit"),
    *VALUES,
]
PART, FACTOR = "part", "factor"
_TEXTS = ("role", "table", FILE)


@dataclass(frozen=True, eq=False, slots=True)
class RowsBehind:
    """Displayed totals and the rows of the tables that make them.

    ``totals``: one row for each, in the order of display, numbered by its index: ``NAMES`` and
    ``VALUES`` in ``unit``. ``find`` gives the rows (``COLUMNS``) of some of these numbers, of all
    for None: the ``VALUES`` of the parts of a total add up to it, low to low and high to high.
    ``units`` are those of the totals where some stand in the money of their file. ``written`` stands
    in the file, in ``unit`` of the row; factors are exchange rates and prices that amounts were
    multiplied by.
    """

    totals: pd.DataFrame
    unit: str
    find: Callable[[list[int] | None], pd.DataFrame]
    units: tuple[str, ...] = ()

    def unit_of(self, total: int) -> str:
        return self.units[total] if self.units else self.unit

    @property
    def rows(self) -> pd.DataFrame:
        """All rows of all totals."""
        return self.find(None)

    def of(self, total: int) -> pd.DataFrame:
        """The rows of one total, as they stand in their files."""
        return self.find([total])


def finding(rows: pd.DataFrame) -> Callable[[list[int] | None], pd.DataFrame]:
    """``RowsBehind.find`` for rows that are all made already."""

    def find(numbers: list[int] | None) -> pd.DataFrame:
        return rows if numbers is None else rows[rows["total"].isin(numbers)]

    return find


def joined(first: RowsBehind, second: RowsBehind) -> RowsBehind:
    """The totals of both, those of the second after those of the first, each in its own unit."""
    size = len(first.totals)

    def find(numbers: list[int] | None) -> pd.DataFrame:
        found = []
        for own, before in ((first, 0), (second, size)):
            inside = range(before, before + len(own.totals))
            asked = None if numbers is None else [n - before for n in numbers if n in inside]
            if asked is None or asked:
                rows = own.find(asked)
                found.append(rows.assign(total=rows["total"] + before))
        kept = [rows for rows in found if len(rows)]
        return pd.concat(kept, ignore_index=True) if kept else plain({})

    both = pd.concat([first.totals, second.totals], ignore_index=True)
    return RowsBehind(both, first.unit, find, _units(first, second))


def _units(*some: RowsBehind) -> tuple[str, ...]:
    """Of all totals; () where they are of one unit."""
    found = tuple(each.unit_of(total) for each in some for total in range(len(each.totals)))
    return found if set(found) - {some[0].unit} else ()


def together(*some: RowsBehind) -> RowsBehind:
    """The totals of all, in this order."""
    return reduce(joined, [each for each in some if len(each.totals)] or some[:1])


def plain(columns: Mapping[str, Any]) -> pd.DataFrame:
    """Rows with these columns, and the others of ``COLUMNS`` empty."""
    frame = pd.DataFrame(dict(columns))
    texts = dict.fromkeys((*_TEXTS, *NAMES, "obs_status", "evidence", "source", "unit"), "")
    numbers = dict.fromkeys(("written_low", "written", "written_high", *VALUES), np.nan)
    blank: Mapping[str, Any] = {**texts, **numbers, "total": 0, FILE_LINE: 0}
    lacking = {name: value for name, value in blank.items() if name not in frame}
    return frame.assign(**lacking)[COLUMNS].fillna(texts)


def ends(value: Any) -> dict[str, float]:
    return dict(zip(VALUES, (value.low, value.central, value.high), strict=True))


def totals_of(rows: list[dict[str, Any]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=[*NAMES, *VALUES])
