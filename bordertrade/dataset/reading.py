"""A CSV file to a typed table and the problems found on the way.

Python's own ``csv`` in strict mode is the reader: the only one measured that is strict on
quotes, goes on after a broken record and knows the physical line. Every record that is left out
is a problem; nothing is dropped in silence.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from bordertrade.dataset.cells import CellError, Value, read_cell
from bordertrade.dataset.contract import Column, Table
from bordertrade.dataset.names import MarketNames
from bordertrade.problems import Problem

#: A cell longer than this is an unclosed quote, not a note.
LONGEST_CELL = 10_000
SHOWN_CHARACTERS = 80

_LINE_END = re.compile(rb"\r\n|\r|\n")

_DTYPES = {"number": "float64", "integer": "Int64", "boolean": "boolean"}


@dataclass(frozen=True, slots=True)
class TableRead:
    """What a file holds.

    ``frame`` has the contract's columns, typed, for the records without a fault; its index
    ``line`` is the physical line in the file where the record starts, and ``records`` holds the
    number of each record. (Not in ``frame.attrs``: pandas copies those deeply at every step.)
    ``rows`` counts all data records, good or bad.
    """

    frame: pd.DataFrame
    records: tuple[int, ...]
    problems: tuple[Problem, ...]
    rows: int


@dataclass(frozen=True, slots=True)
class _Record:
    line: int
    number: int
    cells: list[str]


def read_table(content: bytes, table: Table, names: MarketNames) -> TableRead:
    """Read a CSV in the contract's form: UTF-8, comma, the contract's column names.

    Problem codes: ``encoding``, ``empty_file``, ``column_missing``, ``column_unknown``,
    ``column_twice``, ``broken_quotes``, ``cell_count`` and those of ``cells.read_cell``.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = len(_LINE_END.split(content[: error.start]))
        byte = f"0x{content[error.start]:02x}"
        return _nothing(table, Problem("encoding", table.name, line, value=byte))
    if not text.strip():
        return _nothing(table, Problem("empty_file", table.name))
    return _read_text(text, table, names)


def _read_text(text: str, table: Table, names: MarketNames) -> TableRead:
    problems: list[Problem] = []
    records = _records(text, table, problems)
    header = next(records, None)
    if header is None or problems:
        return _nothing(table, *problems)
    faults = _header_problems(header, table)
    if faults:
        return _nothing(table, *faults)
    columns = [table.column(name.strip()) for name in header.cells]
    rows, good, last = [], [], 0
    for record in records:
        last = record.number
        found = _row(record, columns, table, names, problems)
        if found is not None:
            rows.append(found)
            good.append(record)
    frame = frame_of(rows, table, [record.line for record in good])
    numbers = tuple(record.number for record in good)
    last = max([last, *(problem.record or 0 for problem in problems)])
    return TableRead(frame, numbers, tuple(problems), last)


def _records(text: str, table: Table, problems: list[Problem]) -> Iterator[_Record]:
    """The header as record 0, then the data records; broken ones become problems."""
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    number = 0
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            problems.append(Problem("broken_quotes", table.name, line, number or None))
            number += 1
            continue
        if not any(cell.strip() for cell in cells):
            continue
        yield _Record(line, number, cells)
        number += 1


def _header_problems(header: _Record, table: Table) -> list[Problem]:
    given = [name.strip() for name in header.cells]
    known = table.column_names
    missing = [c.name for c in table.columns if c.required and c.name not in given]
    unknown = [name for name in given if name not in known]
    twice = sorted({name for name in given if name in known and given.count(name) > 1})
    line = header.line
    return [
        *(Problem("column_missing", table.name, line, column=n, expected=known) for n in missing),
        *(
            Problem("column_unknown", table.name, line, column=n, value=n, expected=known)
            for n in unknown
        ),
        *(Problem("column_twice", table.name, line, column=n) for n in twice),
    ]


def _row(
    record: _Record,
    columns: list[Column],
    table: Table,
    names: MarketNames,
    problems: list[Problem],
) -> dict[str, Value] | None:
    if len(record.cells) != len(columns):
        counts = {"found": str(len(record.cells)), "expected": str(len(columns))}
        problems.append(
            Problem("cell_count", table.name, record.line, record.number, details=counts)
        )
        return None
    row: dict[str, Value] = {}
    faults = len(problems)
    for column, text in zip(columns, record.cells, strict=True):
        try:
            row[column.name] = read_cell(text, column, names)
        except CellError as error:
            problems.append(
                Problem(
                    error.code,
                    table.name,
                    record.line,
                    record.number,
                    column.name,
                    text[:SHOWN_CHARACTERS],
                    error.expected,
                )
            )
    return row if len(problems) == faults else None


def frame_of(rows: list[dict[str, Value]], table: Table, lines: list[int]) -> pd.DataFrame:
    """Rows as a frame with the contract's columns and dtypes; text columns hold "" for empty."""
    index = pd.Index(lines, name="line", dtype="int64")
    return pd.DataFrame(
        {
            column.name: _typed([row.get(column.name) for row in rows], column)
            for column in table.columns
        },
        columns=list(table.column_names),
    ).set_axis(index)


def dtype_of(column: Column) -> str:
    """The dtype of a column in a frame."""
    return _DTYPES.get(column.type, "str")


def _typed(values: list[Value], column: Column) -> pd.Series[Any]:
    dtype = dtype_of(column)
    if dtype == "str":
        values = ["" if value is None else str(value) for value in values]
    return pd.Series(values, dtype=dtype)


def _nothing(table: Table, *problems: Problem) -> TableRead:
    return TableRead(frame_of([], table, []), (), problems, 0)
