"""Rows of a batch whose cells have been read: what the rules look at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bordertrade.dataset import Table
from bordertrade.dataset.cells import Value
from bordertrade.intake.columns import Cells, Numbers
from bordertrade.intake.references import References
from bordertrade.problems import Problem

Mask = NDArray[np.bool_]
SHOWN_CHARACTERS = 80


@dataclass(frozen=True, eq=False, slots=True)
class Rows:
    """Some rows of a file: ``cells`` by the table's column, ``lines`` and ``records`` of each.

    ``is_read``: the rows whose cells are all in form; a rule speaks of no others. ``memory`` is
    what a rule remembers from batch to batch, under its own name.
    """

    table: Table
    cells: Mapping[str, Cells]
    lines: NDArray[np.int64]
    records: NDArray[np.int64]
    is_read: Mask
    references: References
    #: The turned columns that they were made from (None: they were not turned).
    places: NDArray[np.int32] | None = None
    memory: dict[str, Any] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.lines)

    def has(self, *names: str) -> bool:
        """Whether the file gives all of these columns."""
        return all(name in self.cells for name in names)

    def numbers(self, name: str) -> Numbers:
        """A column as numbers, NaN for none; all NaN where the file lacks it."""
        if name not in self.cells:
            return np.full(len(self), np.nan)
        return self.cells[name].as_numbers()

    def where(self, name: str, is_so: Callable[[Value], bool]) -> Mask:
        """The rows whose value in a column is so."""
        return self.cells[name].of_each(is_so, np.bool_)

    def value(self, name: str, row: int) -> Value:
        return self.cells[name].value(row) if name in self.cells else None

    def text(self, name: str, row: int) -> str:
        """A value as text; "" for none."""
        value = self.value(name, row)
        if isinstance(value, float):
            return f"{value:.15g}"
        return "" if value is None else str(value)

    def found(self, wrong: Mask) -> Iterator[int]:
        """The rows that are wrong, of those whose cells could be read."""
        for row in np.flatnonzero(wrong & self.is_read):
            yield int(row)

    def problem(
        self, code: str, row: int, column: str, value: str, *expected: str, **more: Any
    ) -> Problem:
        return Problem(
            code,
            self.table.name,
            int(self.lines[row]),
            int(self.records[row]),
            column,
            value[:SHOWN_CHARACTERS],
            expected,
            **more,
        )


def faulty_cells(rows: Rows) -> dict[int, list[str]]:
    """The columns of faulty cells, by row."""
    found: dict[int, list[str]] = {}
    for name, cells in rows.cells.items():
        for at in np.flatnonzero(cells.faulty).tolist():
            found.setdefault(at, []).append(name)
    return found


def by_record(problems: Iterable[Problem]) -> dict[int, list[Problem]]:
    """The errors of rows, by the number of their record."""
    found: dict[int, list[Problem]] = {}
    for problem in problems:
        if problem.is_error:
            found.setdefault(problem.record or 0, []).append(problem)
    return found
