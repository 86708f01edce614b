"""One cell of a file from outside: from text to a typed value, as its declaration says.

The only place that knows number marks, digits, calendars, date orders and texts for "no value".
"""

from __future__ import annotations

from collections.abc import Callable

from bordertrade.dataset.cells import Value, read_cell
from bordertrade.dataset.contract import Column
from bordertrade.dataset.names import MarketNames
from bordertrade.intake.declaration import Declaration


def cell_reader(
    column: Column, declaration: Declaration, names: MarketNames
) -> Callable[[str], Value]:
    """The reader of one column's cells; it raises ``CellError`` (code, expected, suggestion).

    A pure function of the text, which the caller may memoise.
    """

    def read(text: str) -> Value:
        return read_cell(text, column, names)

    return read
