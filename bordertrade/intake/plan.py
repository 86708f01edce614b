"""How the columns of a file become the columns of its table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bordertrade.dataset import Column, MarketNames, Table
from bordertrade.dataset.cells import CellError, Value
from bordertrade.intake.columns import Cells, ColumnReader, Reader, plain_form
from bordertrade.intake.declaration import IGNORED, Declaration
from bordertrade.intake.forms import cell_reader, factor_of
from bordertrade.intake.made_ids import MadeIds, lacking, made_of
from bordertrade.intake.oddities import is_total
from bordertrade.intake.references import References
from bordertrade.intake.scales import scale_in
from bordertrade.intake.spellings import currency_in
from bordertrade.intake.unrecorded import Unrecorded
from bordertrade.problems import Problem

#: Columns of free text in which people write "Total".
_NAMES_OF_GOODS = ("commodity", "label", "goods")


class Plan:
    """Which column of the file is read as which of the table, and what stands for those it lacks."""

    def __init__(
        self,
        table: Table,
        declaration: Declaration,
        references: References,
        header: Sequence[str],
    ) -> None:
        self._table = table
        self._declaration = declaration
        self._header = header
        #: For each column of the file: the table's column, or "".
        self.columns = declaration.columns or tuple(map(str.strip, header))
        names = references.names()
        self._readers: Mapping[str, ColumnReader] = {
            column.name: _reader(table, column, declaration, names)
            for column in table.columns
            if column.name in self.columns or column.name in declaration.fills
        }
        self._unrecorded = Unrecorded(declaration.unrecorded)
        #: From which columns the ids are made, where the file has none.
        self.made_of = made_of(table, {*self.columns, *declaration.fills})
        known = references.made_ids.get(table.name, {})
        self._ids = MadeIds(table, self.made_of, known) if self.made_of else None

    def problems(self) -> list[Problem]:
        """Why the file cannot be read by this plan: codes ``column_missing``, ``column_twice``,
        ``column_unknown``, ``header_differs`` and those of a value for all rows."""
        named = [name for name in self.columns if name != IGNORED]
        known = self._table.column_names
        given = {*named, *self._declaration.fills}
        missing = [column.name for column in lacking(self._table, given)]
        twice = sorted({name for name in named if named.count(name) > 1})
        unknown = [name for name in named if name not in known]
        return [
            *self._width(),
            *(self._problem("column_missing", name, expected=known) for name in missing),
            *(self._problem("column_twice", name) for name in twice),
            *(self._problem("column_unknown", n, value=n, expected=known) for n in unknown),
            *self._fills(),
        ]

    def _width(self) -> list[Problem]:
        if len(self._header) == len(self.columns):
            return []
        details = {"found": str(len(self._header)), "expected": str(len(self.columns))}
        return [Problem("header_differs", self._table.name, self._line, details=details)]

    def _fills(self) -> list[Problem]:
        found = []
        for name, text in self._declaration.fills.items():
            if name in self._readers and name not in self.columns:
                cells = self._readers[name].fill(text, 1)
                if cells.faulty.any():
                    fault = cells.fault(0)
                    found.append(
                        self._problem(fault.code, name, value=text, expected=fault.expected)
                    )
        return found

    def read(self, columns: Sequence[Sequence[str]], count: int) -> dict[str, Cells]:
        """The cells of a batch, given column by column as the file has them."""
        cells = {
            name: self._readers[name].read(texts)
            for name, texts in zip(self.columns, columns, strict=True)
            if name != IGNORED
        }
        for name, text in self._declaration.fills.items():
            if name not in cells and name in self._readers:
                cells[name] = self._readers[name].fill(text, count)
        if self._unrecorded.texts:
            cells = self._unrecorded.with_status(cells, self._readers, self.columns, columns)
        if self._ids is not None:
            cells[self._ids.name] = self._ids.of(cells, count)
        return cells

    @property
    def _line(self) -> int:
        return self._declaration.header_line

    def _problem(
        self, code: str, column: str, value: str | None = None, expected: tuple[str, ...] = ()
    ) -> Problem:
        return Problem(
            code, self._table.name, self._line, column=column, value=value, expected=expected
        )


def _reader(
    table: Table, column: Column, declaration: Declaration, names: MarketNames
) -> ColumnReader:
    read = cell_reader(column, declaration, names)
    if column.name in _NAMES_OF_GOODS:
        read = _no_total(read)
    if column.name == "unit" and "quantity" in table:
        read = _no_money(read)
    return ColumnReader(
        column, read, plain_form(column, declaration), factor_of(column, declaration)
    )


def _no_total(read: Reader) -> Reader:
    def cell(text: str) -> Value:
        if is_total(text):
            raise CellError("totals_row")
        return read(text)

    return cell


def _no_money(read: Reader) -> Reader:
    """Units of a quantity: "US$ million" is none, and "thousand tons" would be lost as one."""

    def cell(text: str) -> Value:
        value = read(text)
        if value is not None and (currency_in(str(value)) or scale_in(str(value)) != 1):
            raise CellError("unit_is_money")
        return value

    return cell
