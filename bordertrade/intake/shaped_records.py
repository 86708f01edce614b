"""Records of a file as the rows that they mean, where its shape is not one record a row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Protocol

from bordertrade.intake.limits import Limits
from bordertrade.intake.records import Batch, TooManyRows
from bordertrade.intake.shapes.shape import Shape, Shaping, joined_header
from bordertrade.intake.sheets import SheetRecords

#: Wide records become many rows: so many are handed on at a time.
_MOST_ROWS = 8_192


class AnyRecords(Protocol):
    """What a check reads, from a CSV or a sheet."""

    count: int
    header: list[str]
    skipped: tuple[str, ...]

    @property
    def bytes_done(self) -> int: ...

    @property
    def ends(self) -> set[str]: ...

    def batches(self) -> Iterator[Batch]: ...


class ShapedRecords:
    """The rows that records mean: see ``Shape``. ``count`` and the numbers are those of the rows."""

    def __init__(self, records: AnyRecords, shape: Shape, limits: Limits) -> None:
        self._records, self._most = records, limits.rows
        self._is_sheet = isinstance(records, SheetRecords)
        self._left = shape.header_rows - 1
        self._read = records.batches()
        self._first: list[Batch] = []
        self.count = 0
        self.skipped = records.skipped
        self._file_header = self._whole_header(records.header)
        self._making = Shaping(shape, self._file_header)
        self.header = self._making.header

    @property
    def bytes_done(self) -> int:
        return self._records.bytes_done

    @property
    def ends(self) -> set[str]:
        return self._records.ends

    @property
    def blank_turned(self) -> int:
        """Turned cells without anything in them, of which no row was made."""
        return self._making.blank_count

    @property
    def inner(self) -> AnyRecords:
        """The records of the file as they stand."""
        return self._records

    @property
    def making(self) -> Shaping:
        """What makes the rows."""
        return self._making

    def _whole_header(self, first: list[str]) -> list[str]:
        """The header of all its rows, taken off the first batch."""
        rows = [first]
        if self._left:
            batch = next(self._read, Batch())
            rows += batch.cells[: self._left]
            self._first = [_without_first(batch, self._left)]
        return joined_header(rows) if len(rows) > 1 else first

    def batches(self) -> Iterator[Batch]:
        """All rows. Raises TooManyRows."""
        for batch in [*self._first]:
            yield from self._made(batch)
        for batch in self._read:
            yield from self._made(batch)

    def _made(self, batch: Batch) -> Iterator[Batch]:
        made = Batch(blank_line=batch.blank_line, blank_count=batch.blank_count, turned=[])
        suspects = set(batch.suspects)
        for at, cells in enumerate(batch.cells):
            for row, turned in self._rows_of(cells):
                if at in suspects:
                    made.suspects.append(len(made.cells))
                self._add(made, batch, at, row, turned)
            if len(made.cells) >= _MOST_ROWS:
                yield from self._checked(made)
                made = Batch(turned=[])
        if batch.broken is not None:
            self.count += 1
            made.broken = replace(batch.broken, number=self.count)
        if not made.is_empty:
            yield from self._checked(made)

    def _checked(self, made: Batch) -> Iterator[Batch]:
        yield made
        if self.count > self._most:
            raise TooManyRows

    def _rows_of(self, cells: list[str]) -> Iterator[tuple[list[str], int]]:
        """The rows of a record; one of another width than the header stays one that is refused. A
        sheet has no width of its own: its first line of names may be the shorter one."""
        if self._is_sheet and len(cells) < len(self._file_header):
            cells = [*cells, *[""] * (len(self._file_header) - len(cells))]
        if len(cells) == len(self._file_header):
            yield from self._making.rows(cells)
        else:
            yield cells if len(cells) != len(self.header) else [*cells, ""], -1

    def _add(self, made: Batch, batch: Batch, at: int, row: list[str], turned: int) -> None:
        self.count += 1
        faults = [
            (place, code)
            for old, code in batch.faults.get(at, ())
            for place in self._columns_of(old, turned)
        ]
        if faults:
            made.faults[len(made.cells)] = faults
        made.lines.append(batch.lines[at])
        made.numbers.append(self.count)
        made.cells.append(row)
        assert made.turned is not None
        made.turned.append(turned)

    def _columns_of(self, old: int, turned: int) -> list[int]:
        """The columns of a row that a cell of the file went into."""
        found = [place for place, each in enumerate(self._making.places) if each == old]
        found += [
            self.header.index(name) for name, parts in self._making.shape.paired if old in parts
        ]
        measured = self._making.measured(turned)
        return [*found, *(column for column, place in measured.items() if place == old)]


def _without_first(batch: Batch, count: int) -> Batch:
    """A batch without its first records, which belong to the header."""
    return replace(
        batch,
        lines=batch.lines[count:],
        numbers=batch.numbers[count:],
        cells=batch.cells[count:],
        suspects=[at - count for at in batch.suspects if at >= count],
        faults={at - count: told for at, told in batch.faults.items() if at >= count},
    )
