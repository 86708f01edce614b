"""The head of a workbook: the first rows of its sheets, and what is known of each beside its cells.

A look costs little also where the workbook is large: rows are read until there are enough, and of
the shared texts only those that they use are held.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import islice
from pathlib import Path

from bordertrade.intake.layouts import MOST_RECORDS, Record
from bordertrade.intake.workbook.book import Book, Sheet, opened
from bordertrade.intake.workbook.ranges import Filling, Survey, survey
from bordertrade.intake.workbook.rows import SheetRow, sheet_rows

#: Rows of a sheet that tell whether it holds a table.
_FIRST_ROWS = 60
_MOST_COLUMNS = 1_000
#: Texts of a larger part are read one by one as they are needed.
_SMALL_BYTES = 4_000_000


@dataclass(frozen=True, slots=True)
class SheetHead:
    """The first rows of a sheet. ``is_whole``: it has no more; ``hidden``: the rows nobody sees."""

    name: str
    is_hidden: bool
    records: tuple[Record, ...]
    is_whole: bool
    survey: Survey = field(default_factory=Survey)
    hidden: frozenset[int] = frozenset()

    def merged(self, from_line: int) -> SheetHead:
        """The same with each cell of a merged one saying its text, in the rows from a line on."""
        filling = Filling([each for each in self.survey.merged if each.top >= from_line])
        return replace(self, records=tuple(_filled(record, filling) for record in self.records))

    def without_hidden(self) -> SheetHead:
        """The same without hidden rows."""
        kept = tuple(each for each in self.records if each.line not in self.hidden)
        return replace(self, records=kept)


def sheets_of(file: Path | bytes) -> tuple[SheetHead, ...]:
    """The sheets that hold anything, with their first 60 rows. Raises WorkbookRefused."""
    if isinstance(file, bytes):
        return _sheets_of_bytes(hashlib.sha256(file).hexdigest(), _Held(file))
    status = file.stat()
    return _sheets_of_file(file, status.st_size, status.st_mtime_ns)


def head_of(file: Path | bytes, name: str) -> SheetHead:
    """A sheet with its first 2,000 rows. Raises WorkbookRefused; LookupError for no such sheet."""
    if isinstance(file, bytes):
        return _head_of_bytes(hashlib.sha256(file).hexdigest(), name, _Held(file))
    status = file.stat()
    return _head_of_file(file, name, status.st_size, status.st_mtime_ns)


class _Held:
    """Bytes that are not compared: what stands beside them in the call tells them apart."""

    def __init__(self, content: bytes) -> None:
        self.content = content

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held)

    def __hash__(self) -> int:
        return 0


# A file is looked at again with each answer: its rows stay the same.


@lru_cache(maxsize=8)
def _sheets_of_file(file: Path, _size: int, _touched: int) -> tuple[SheetHead, ...]:
    return _sheets(file)


@lru_cache(maxsize=2)
def _sheets_of_bytes(_checksum: str, held: _Held) -> tuple[SheetHead, ...]:
    return _sheets(held.content)


@lru_cache(maxsize=8)
def _head_of_file(file: Path, name: str, _size: int, _touched: int) -> SheetHead:
    return _head(file, name)


@lru_cache(maxsize=2)
def _head_of_bytes(_checksum: str, name: str, held: _Held) -> SheetHead:
    return _head(held.content, name)


def _sheets(file: Path | bytes) -> tuple[SheetHead, ...]:
    with opened(file) as book:
        found = [_first_rows(book, sheet, _FIRST_ROWS) for sheet in book.sheets]
    return tuple(each for each in found if each.records)


def _head(file: Path | bytes, name: str) -> SheetHead:
    with opened(file) as book:
        sheet = book.sheet(name)
        head = _first_rows(book, sheet, MOST_RECORDS)
        return replace(head, survey=survey(book.package, sheet.part))


def _first_rows(book: Book, sheet: Sheet, most: int) -> SheetHead:
    is_small = book.package.size(book.texts_part) <= _SMALL_BYTES
    texts = book.texts() if is_small else None
    rows = list(islice(sheet_rows(book, sheet, most_columns=_MOST_COLUMNS, texts=texts), most + 1))
    if texts is None:
        _look_up(book, rows)
    records = tuple(
        Record(row.line, tuple(row.cells), frozenset(row.numbers)) for row in rows[:most]
    )
    hidden = frozenset(row.line for row in rows[:most] if row.is_hidden)
    return SheetHead(sheet.name, sheet.is_hidden, records, len(rows) <= most, hidden=hidden)


def _look_up(book: Book, rows: Iterable[SheetRow]) -> None:
    """Put the shared texts in place of their numbers."""
    wanted = {int(t[1:]) for row in rows for t in row.cells if t.startswith("\x00")}
    known = book.some_texts(wanted)
    for row in rows:
        row.cells[:] = [
            known.get(int(text[1:]), "") if text.startswith("\x00") else text for text in row.cells
        ]


def _filled(record: Record, filling: Filling) -> Record:
    cells = list(record.cells)
    filling.fill(record.line, cells)
    return replace(record, cells=tuple(cells))
