"""The columns of a batch: each cell read once for each distinct text.

Trade files repeat themselves: a few markets, months, currencies, sources. A text is read when it
is first seen, and is a number from then on, so that a cell costs one look-up and rules can be told
for whole columns.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
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

#: So many distinct texts of a column are remembered, with so many characters.
_MOST_TEXTS = 50_000
_MOST_CHARACTERS = 5_000_000
#: The code of "no value".
NOTHING = 0

_ARROW = {"number": pa.float64(), "integer": pa.int64(), "boolean": pa.bool_()}
#: Cells that are numbers whatever marks a file uses; the second with a point.
_WHOLE = re.compile(r"[0-9]{1,15}")
_POINTED = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,15})?")
_MOST_PLAIN = 1e15


def arrow_type(column: Column) -> pa.DataType:
    """How a column is kept on disk: texts with each distinct one once."""
    return _ARROW.get(column.type, pa.dictionary(pa.int32(), pa.string()))


class Values(dict[str, int]):
    """Text -> code of its value; below zero: of its fault. A text is read when first asked for."""

    def __init__(self, read: Reader) -> None:
        super().__init__()
        self._read = read
        self.values_: list[Value] = [None]
        self.faults: list[CellError] = []
        self._codes: dict[Value, int] = {None: NOTHING}
        self._told: dict[Callable[[Value], Any], NDArray[Any]] = {}
        self._characters = 0

    @property
    def is_full(self) -> bool:
        return len(self) > _MOST_TEXTS or self._characters > _MOST_CHARACTERS

    def __missing__(self, text: str) -> int:
        try:
            value = self._read(text)
        except CellError as fault:
            # Its frames know us: what is in a circle is not freed while the collector is off.
            fault.__context__ = None
            self.faults.append(fault.with_traceback(None))
            code = -len(self.faults)
        else:
            code = self._codes.setdefault(value, len(self.values_))
            if code == len(self.values_):
                self.values_.append(value)
        self[text] = code
        self._characters += len(text)
        return code

    def told(self, make: Callable[[Value], Any], dtype: Any) -> NDArray[Any]:
        """What ``make`` says of each value, by code. It is asked once for each, so it must be the
        same function from batch to batch."""
        known = self._told.get(make)
        told = 0 if known is None else len(known)
        if known is None or told < len(self.values_):
            more = np.array([make(value) for value in self.values_[told:]], dtype=dtype)
            known = more if known is None else np.concatenate([known, more])
            self._told[make] = known
        return known


@dataclass(frozen=True, eq=False, slots=True)
class Cells:
    """The cells of one column in a batch.

    ``codes`` number the values of ``known`` (0: no value; below zero: a fault), or ``numbers``
    holds them as they are (NaN: no value) and ``faults`` says which rows have none to hold.
    """

    column: Column
    codes: Codes | None = None
    known: Values | None = None
    numbers: Numbers | None = None
    faults: Mapping[int, CellError] = field(default_factory=dict)

    def __len__(self) -> int:
        found = self.codes if self.codes is not None else self.numbers
        assert found is not None
        return len(found)

    @property
    def faulty(self) -> NDArray[np.bool_]:
        if self.codes is not None:
            return self.codes < 0
        found = np.zeros(len(self), dtype=bool)
        found[list(self.faults)] = True
        return found

    def fault(self, row: int) -> CellError:
        """The fault of a faulty cell."""
        if self.codes is None:
            return self.faults[row]
        assert self.known is not None
        return self.known.faults[-int(self.codes[row]) - 1]

    def value(self, row: int) -> Value:
        """The value of a cell; None for none and for a fault."""
        if self.codes is None:
            assert self.numbers is not None
            number = float(self.numbers[row])
            return None if number != number else number
        assert self.known is not None
        return self.known.values_[self.codes[row]] if self.codes[row] >= 0 else None

    def of_each(self, make: Callable[[Value], Any], dtype: Any) -> NDArray[Any]:
        """What ``make`` says of each cell: see ``Values.told``. Faults count as no value."""
        if self.codes is None:
            return np.array([make(self.value(row)) for row in range(len(self))], dtype=dtype)
        assert self.known is not None
        found: NDArray[Any] = self.known.told(make, dtype)[np.maximum(self.codes, NOTHING)]
        return found

    def as_numbers(self) -> Numbers:
        """The cells as numbers; NaN for no value and for faults."""
        if self.numbers is not None:
            return self.numbers
        return self.of_each(_number, np.float64)


def as_arrow(column: Column, numbers: Numbers) -> pa.Array:
    """Numbers of a column as they are kept on disk; NaN is no value."""
    return pa.array(numbers, pa.float64(), from_pandas=True).cast(arrow_type(column))


def coded_as_arrow(column: Column, codes: Codes, known: Values) -> pa.Array:
    """Cells without faults, given as codes, as they are kept on disk."""
    used = np.flatnonzero(np.bincount(codes, minlength=1))
    places = np.zeros(int(used[-1]) + 1 if len(used) else 1, dtype=np.int32)
    places[used] = np.arange(len(used), dtype=np.int32)
    values = [known.values_[code] for code in used]
    kind = arrow_type(column)
    indices = pa.array(places[codes])
    if not pa.types.is_dictionary(kind):
        return pa.array(values, type=kind).take(indices)
    texts = pa.array(["" if value is None else str(value) for value in values], pa.string())
    return pa.DictionaryArray.from_arrays(indices, texts)


def plain_form(column: Column, declaration: Declaration) -> re.Pattern[str] | None:
    """The form of numbers that mean in a file what they mean everywhere, if a column has any."""
    is_number = column.type in ("number", "integer") and not column.enum
    has_repairs = any(each.column == column.name for each in declaration.replacements)
    if not is_number or has_repairs or any(map(str.isdecimal, declaration.nulls)):
        return None
    decimal, thousands = declaration.marks_of(column.name)
    has_point = column.type == "number" and decimal == "."
    return _POINTED if has_point and thousands != "." else _WHOLE


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
        self._read = read
        self._known = Values(read)
        self._plain = plain
        self._factor = factor

    def read(self, texts: Sequence[str]) -> Cells:
        """The cells of a batch."""
        if self._known.is_full:
            self._known = Values(self._read)
        return self._numbers(texts, self._plain) if self._plain else self._coded(texts)

    def fill(self, text: str, count: int) -> Cells:
        """A column that the file lacks, with one value throughout."""
        codes = np.full(count, self._known[text], dtype=np.int32)
        return Cells(self.column, codes, self._known)

    def _coded(self, texts: Sequence[str]) -> Cells:
        codes = np.fromiter(map(self._known.__getitem__, texts), np.int32, len(texts))
        return Cells(self.column, codes, self._known)

    def _numbers(self, texts: Sequence[str], plain: re.Pattern[str]) -> Cells:
        """Plain numbers all at once, and the others one by one; all coded where most are others."""
        numbers = _all_plain(texts, has_point=plain is _POINTED)
        if numbers is None or self._has_odd(texts, numbers):
            return self._mixed(texts, plain)
        return Cells(self.column, numbers=self._scaled(numbers))

    def _has_odd(self, texts: Sequence[str], numbers: Numbers) -> bool:
        low = self.column.minimum
        is_odd = low is not None and low > 0 and bool((numbers < low).any())
        return is_odd or (self.column.required and "" in texts)

    def _mixed(self, texts: Sequence[str], plain: re.Pattern[str]) -> Cells:
        low = self.column.minimum or 0
        odd = [
            row
            for row, text in enumerate(texts)
            if not (plain.fullmatch(text) and float(text) >= low)
        ]
        if len(odd) * 2 > len(texts):
            return self._coded(texts)
        told = list(texts)
        faults = {}
        values: list[tuple[int, Value]] = []
        for row in odd:
            told[row] = "nan"
            code = self._known[texts[row]]
            if code < 0:
                faults[row] = self._known.faults[-code - 1]
            else:
                values.append((row, self._known.values_[code]))
        numbers = self._scaled(np.fromiter(map(float, told), np.float64, len(told)))
        for row, value in values:
            numbers[row] = _number(value)
        return Cells(self.column, numbers=numbers, faults=faults)

    def _scaled(self, numbers: Numbers) -> Numbers:
        return numbers * self._factor if self._factor != 1 else numbers


def _all_plain(texts: Sequence[str], has_point: bool) -> Numbers | None:
    """Numbers of digits, at most with a point, and gaps; None where any cell is something else."""
    joined = "\n".join(texts)
    marks = b"0123456789.\n" if has_point else b"0123456789\n"
    if not joined.isascii() or joined.encode("ascii").translate(None, marks):
        return None
    framed = f"\n{joined}\n"
    if has_point and (".\n" in framed or "\n." in framed):
        return None
    given = [text or "nan" for text in texts] if "\n\n" in framed else texts
    try:
        numbers = np.fromiter(map(float, given), np.float64, len(texts))
    except ValueError:  # two points
        return None
    return None if (numbers >= _MOST_PLAIN).any() else numbers
