"""The columns of a batch: each cell read once for each distinct text.

Trade files repeat themselves: a few markets, months, currencies, sources. A text is read when it
is first seen, and is a number from then on, so that a cell costs one look-up and rules can be told
for whole columns.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from bordertrade.dataset import Column
from bordertrade.dataset.cells import CellError, Value
from bordertrade.intake.declaration import Declaration

Reader: TypeAlias = Callable[[str], Value]
Codes: TypeAlias = NDArray[np.int32]
Numbers: TypeAlias = NDArray[np.float64]

#: So many distinct texts of a column are remembered.
_MOST_TEXTS = 50_000
#: The code of "no value".
NOTHING = 0

_ARROW = {"number": pa.float64(), "integer": pa.int64(), "boolean": pa.bool_()}
#: Cells, one a line, that are numbers whatever marks a file uses; the second with a point.
_WHOLE = re.compile(r"(?:(?:[0-9]{1,15})?\n)*")
_POINTED = re.compile(r"(?:(?:[0-9]{1,15}(?:\.[0-9]{1,15})?)?\n)*")


def arrow_type(column: Column) -> pa.DataType:
    """How a column is kept on disk: texts with each distinct one once."""
    return _ARROW.get(column.type, pa.dictionary(pa.int32(), pa.string()))


class Values(dict[str, int]):
    """Text -> code of its value; below zero: of its fault. A text is read when first asked for."""

    def __init__(self, read: Reader) -> None:
        super().__init__()
        self._read = read
        self.forget()

    def forget(self) -> None:
        """Start anew: codes given before no longer count."""
        self.clear()
        self.values_: list[Value] = [None]
        self.faults: list[CellError] = []
        self._codes: dict[Value, int] = {None: NOTHING}

    def __missing__(self, text: str) -> int:
        try:
            value = self._read(text)
        except CellError as fault:
            self.faults.append(fault)
            code = -len(self.faults)
        else:
            code = self._codes.setdefault(value, len(self.values_))
            if code == len(self.values_):
                self.values_.append(value)
        self[text] = code
        return code


@dataclass(eq=False, slots=True)
class Cells:
    """The cells of one column in a batch.

    ``codes`` number the values of ``known`` (0: no value; below zero: a fault), or ``numbers``
    holds them as they are (NaN: no value) and there are no faults.
    """

    column: Column
    codes: Codes | None
    known: Values | None
    numbers: Numbers | None
    _distinct: tuple[Codes, NDArray[np.intp]] | None = None

    def __len__(self) -> int:
        found = self.codes if self.codes is not None else self.numbers
        assert found is not None
        return len(found)

    @property
    def faulty(self) -> NDArray[np.bool_]:
        return self.codes < 0 if self.codes is not None else np.zeros(len(self), dtype=bool)

    def fault(self, row: int) -> CellError:
        """The fault of a faulty cell."""
        assert self.codes is not None
        assert self.known is not None
        return self.known.faults[-int(self.codes[row]) - 1]

    def value(self, row: int) -> Value:
        """The value of a cell without a fault."""
        if self.codes is None:
            assert self.numbers is not None
            number = float(self.numbers[row])
            return None if number != number else number
        assert self.known is not None
        return self.known.values_[self.codes[row]] if self.codes[row] >= 0 else None

    def of_each(self, make: Callable[[Value], Any], dtype: Any) -> NDArray[Any]:
        """What ``make`` says of each cell, asked once for each distinct value; None for faults."""
        if self.codes is None:
            return np.array([make(self.value(row)) for row in range(len(self))], dtype=dtype)
        assert self.known is not None
        if self._distinct is None:
            codes = np.maximum(self.codes, NOTHING)
            self._distinct = np.unique(codes, return_inverse=True)
        distinct, places = self._distinct
        told = [make(self.known.values_[code]) for code in distinct]
        found: NDArray[Any] = np.array(told, dtype=dtype)[places]
        return found

    def as_numbers(self) -> Numbers:
        """The cells as numbers; NaN for no value and for faults."""
        if self.numbers is not None:
            return self.numbers
        return self.of_each(_number, np.float64)

    def as_arrow(self, rows: NDArray[np.bool_]) -> pa.Array:
        """The chosen cells as they are kept on disk."""
        kind = arrow_type(self.column)
        if self.codes is None:
            assert self.numbers is not None
            chosen = self.numbers[rows]
            if pa.types.is_integer(kind):
                return pa.array(chosen, type=pa.float64(), from_pandas=True).cast(kind)
            return pa.array(chosen, type=kind, from_pandas=True)
        assert self.known is not None
        distinct, places = np.unique(self.codes[rows], return_inverse=True)
        values = [self.known.values_[code] for code in distinct]
        if not pa.types.is_dictionary(kind):
            return pa.array(values, type=kind).take(pa.array(places))
        texts = pa.array(["" if value is None else str(value) for value in values], pa.string())
        return pa.DictionaryArray.from_arrays(pa.array(places, pa.int32()), texts)


def plain_form(column: Column, declaration: Declaration) -> re.Pattern[str] | None:
    """The form of numbers that mean in a file what they mean everywhere, if a column has any."""
    is_number = column.type in ("number", "integer") and not column.enum
    has_repairs = any(each.column == column.name for each in declaration.replacements)
    if not is_number or has_repairs or any(map(str.isdecimal, declaration.nulls)):
        return None
    has_point = column.type == "number" and declaration.decimal == "."
    return _POINTED if has_point and declaration.thousands != "." else _WHOLE


def _number(value: Value) -> float:
    return float(value) if isinstance(value, int | float) else float("nan")


class ColumnReader:
    """Reads one column, batch by batch.

    ``plain`` is the form in which numbers may be read all at once (None: each by ``read``), and
    ``factor`` what they are then multiplied by.
    """

    def __init__(
        self, column: Column, read: Reader, plain: re.Pattern[str] | None = None, factor: int = 1
    ) -> None:
        self.column = column
        self._known = Values(read)
        self._plain = plain
        self._factor = factor

    def read(self, texts: Sequence[str]) -> Cells:
        """The cells of a batch. What an earlier batch gave must be used up by then."""
        numbers = self._numbers(texts, self._plain) if self._plain else None
        if numbers is not None:
            return Cells(self.column, None, None, numbers)
        if len(self._known) > _MOST_TEXTS:
            self._known.forget()
        codes = np.fromiter(map(self._known.__getitem__, texts), np.int32, len(texts))
        return Cells(self.column, codes, self._known, None)

    def fill(self, text: str, count: int) -> Cells:
        """A column that the file lacks, with one value throughout."""
        code = self._known[text]
        return Cells(self.column, np.full(count, code, dtype=np.int32), self._known, None)

    def _numbers(self, texts: Sequence[str], plain: re.Pattern[str]) -> Numbers | None:
        """Plain numbers all at once; None where any cell needs a closer look."""
        joined = "\n".join(texts) + "\n"
        if not plain.fullmatch(joined):
            return None
        has_gaps = "\n\n" in joined or joined.startswith("\n")
        if has_gaps and self.column.required:
            return None
        given = [text or "nan" for text in texts] if has_gaps else texts
        numbers = np.fromiter(map(float, given), np.float64, len(texts))
        low = self.column.minimum
        if low is not None and low > 0 and (numbers < low).any():
            return None
        return numbers * self._factor if self._factor != 1 else numbers
