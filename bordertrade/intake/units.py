"""The unit in which a file counts each kind of goods."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from bordertrade.dataset.goods import spelled
from bordertrade.intake.columns import Values
from bordertrade.intake.rows import Rows

#: So many kinds of goods are remembered; a file has hundreds.
_MOST_GOODS = 100_000
_NAMES = ("hs_code", "commodity", "unit")


class UnitsOfGoods:
    """Remembers the first unit of each kind of goods (code and name)."""

    def __init__(self) -> None:
        self._first: dict[tuple[str, str], str] = {}
        self._known: list[Values | None] = []
        #: Goods and unit as one number -> the unit that was expected, "" where all is well.
        self._judged: dict[int, str] = {}

    def changes(self, rows: Rows) -> Iterator[tuple[int, str]]:
        """Rows that count goods in another unit than further up, and the unit there."""
        known = [rows.cells[name].known for name in _NAMES if name in rows.cells]
        if len(self._judged) > _MOST_GOODS or any(
            one is not other for one, other in zip(known, self._known, strict=False)
        ):
            self._judged = {}
        self._known = known
        numbers = _numbers(rows)
        distinct, first = np.unique(numbers, return_index=True)
        for number, row in zip(distinct.tolist(), first.tolist(), strict=True):
            if number not in self._judged:
                self._judged[number] = self._judge(rows, row)
        wrong = [number for number in distinct.tolist() if self._judged[number]]
        for row in rows.found(np.isin(numbers, wrong)) if wrong else ():
            yield row, self._judged[int(numbers[row])]

    def _judge(self, rows: Rows, row: int) -> str:
        code, name, unit = (rows.text(column, row) for column in _NAMES)
        name = spelled(name)
        if not (name and unit and rows.is_read[row]):
            return ""
        if len(self._first) < _MOST_GOODS:
            self._first.setdefault((code, name), unit)
        first = self._first.get((code, name), unit)
        return "" if first == unit else first


def _numbers(rows: Rows) -> NDArray[np.int64]:
    """Code, name and unit of each row as one number; rows that could not be read are all alike."""
    found = np.zeros(len(rows), dtype=np.int64)
    for name in _NAMES:
        if name in rows.cells:
            codes = rows.cells[name].codes
            assert codes is not None
            found = (found << 20) | np.maximum(codes, 0)
    return np.where(rows.is_read, found, 0)
