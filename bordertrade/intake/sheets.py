"""A sheet of a workbook as records: each row that holds anything, with its number in the sheet.

They are the records that ``records.Records`` makes of a CSV, so all that follows is one and the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import IO

from bordertrade.intake.limits import Limits
from bordertrade.intake.records import BATCH_RECORDS, Batch, TooManyRows
from bordertrade.intake.shapes.shape import Shape
from bordertrade.intake.workbook.book import Book, opened
from bordertrade.intake.workbook.ranges import Filling, letters_of, survey
from bordertrade.intake.workbook.rows import SheetRow, sheet_rows

_SHOWN_CHARACTERS = 200


class SheetRecords:
    """The records of a sheet. ``decimals`` are the marks that numbers of a column are written with,
    by place, where the file's texts in it have another mark than the point.

    Raises WorkbookRefused; LookupError for a sheet that is not there.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - the sheet, how it is read, and what it may use
        self,
        stream: IO[bytes],
        sheet: str,
        header_line: int,
        shape: Shape,
        decimals: Mapping[int, str],
        limits: Limits,
    ) -> None:
        self._size = stream.seek(0, 2)
        stream.seek(0)
        self.book: Book = opened(stream)
        self._sheet = self.book.sheet(sheet)
        self.sheet = sheet
        self._decimals = decimals
        self._longest = limits.cell_characters
        self._most = limits.rows
        self._without_hidden = shape.without_hidden
        seen = survey(self.book.package, self._sheet.part) if shape.is_merged else None
        body = header_line + shape.header_rows
        ranges = [each for each in seen.merged if each.top >= body] if seen else []
        self._filling = Filling(ranges, limits.columns)
        self.count = 0
        self.ends: set[str] = set()
        self._rows = sheet_rows(
            self.book, self._sheet, most_columns=limits.columns, texts=self.book.texts()
        )
        self.skipped: tuple[str, ...] = ()
        self.header = self._header(header_line)

    @property
    def bytes_done(self) -> int:
        """How much of the file is read, as far as its size tells."""
        whole = max(1, self.book.package.size(self._sheet.part))
        return self._size * self.book.package.given // whole

    def _header(self, line: int) -> list[str]:
        skipped: list[str] = []
        for row in self._rows:
            if row.line >= line:
                self.skipped = tuple(skipped)
                return row.cells
            skipped.append(" ".join(filter(None, row.cells)))
        self.skipped = tuple(skipped)
        return []

    def batches(self) -> Iterator[Batch]:
        """All data records. Raises TooManyRows, and WorkbookRefused where the sheet is damaged."""
        while rows := list(islice(self._rows, BATCH_RECORDS)):
            batch = Batch()
            for row in rows:
                self._place(batch, row)
            if batch.lines:
                yield batch
            if self.count > self._most:
                raise TooManyRows

    def _place(self, batch: Batch, row: SheetRow) -> None:
        if row.is_hidden and self._without_hidden:
            return
        cells, width, at = row.cells, len(self.header), len(batch.lines)
        self._filling.fill(row.line, cells)
        if self._decimals:
            self._in_the_style_of_texts(row)
        if len(cells) < width:
            cells += [""] * (width - len(cells))
        self.count += 1
        batch.lines.append(row.line)
        batch.numbers.append(self.count)
        batch.cells.append(cells)
        if row.faults:
            batch.faults[at] = [each for each in row.faults if each[0] < len(cells)]
        if row.is_suspect:
            batch.suspects.append(at)
        if max(map(len, cells)) > self._longest:
            self._cut(batch, at)

    def _in_the_style_of_texts(self, row: SheetRow) -> None:
        """A column has one decimal mark: numbers are written with that of the texts beside them."""
        for place in row.numbers:
            mark = self._decimals.get(place)
            if mark:
                row.cells[place] = row.cells[place].replace(".", mark)

    def _cut(self, batch: Batch, at: int) -> None:
        cells = batch.cells[at]
        for place, text in enumerate(cells):
            if len(text) > self._longest:
                cells[place] = text[:_SHOWN_CHARACTERS]
                batch.faults.setdefault(at, []).append((place, "cell_too_long"))


def cell_name(place: int, line: int) -> str:
    """C12 for the third column of row 12."""
    return f"{letters_of(place)}{line}"
