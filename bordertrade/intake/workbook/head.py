"""The head of a workbook: the first rows of its sheets, and what is known of each beside its cells.

A look costs little also where the workbook is large: rows are read until there are enough, and of
the shared texts only those that they use are held. It is done where all are served, so a stranger's
file must not make it long: each sheet may take some megabytes, all together some more. Where they are
used up the look ends, and a sheet that is not whole says so.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import islice
from pathlib import Path

from bordertrade.intake.layouts import MOST_RECORDS, Record
from bordertrade.intake.workbook.book import Book, Sheet, opened
from bordertrade.intake.workbook.package import WorkbookRefused
from bordertrade.intake.workbook.ranges import Filling, Survey, survey
from bordertrade.intake.workbook.rows import SheetRow, sheet_rows

#: Rows of a sheet that tell whether it holds a table.
_FIRST_ROWS = 60
_MOST_COLUMNS = 1_000
#: Texts of a larger part are read one by one as they are needed.
_SMALL_BYTES = 4_000_000
#: What may be taken, in bytes read and kept: of the first rows of a sheet, of all sheets, of the one
#: that is chosen.
_SHEET_BYTES = 2_000_000
_BOOK_BYTES = 32_000_000
_CHOSEN_BYTES = 16_000_000
#: Bytes that are read at a time; of most sheets the first are enough to know whether one holds a table.
_FEW_BYTES = 64 * 1024
_MANY_BYTES = 512 * 1024
#: What a cell takes beside its text.
_CELL_BYTES = 8
#: Characters of a cell that are looked at; the check tells of those that have more.
_LONGEST = 10_000


@dataclass(frozen=True, slots=True)
class SheetHead:
    """The first rows of a sheet. ``is_whole``: it has no more; ``hidden``: the rows nobody sees.

    Without records and not whole is a sheet whose beginning is too large for a look.
    """

    name: str
    is_hidden: bool
    records: tuple[Record, ...]
    is_whole: bool
    survey: Survey = field(default_factory=Survey)
    hidden: frozenset[int] = frozenset()

    def merged(self, from_line: int) -> SheetHead:
        """The same with each cell of a merged one saying its text, in the rows from a line on."""
        ranges = [each for each in self.survey.merged if each.top >= from_line]
        filling = Filling(ranges, _MOST_COLUMNS)
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
    allowance = _Allowance(_BOOK_BYTES)
    with opened(file) as book:
        looks = [
            _Look(sheet, _FIRST_ROWS, allowance.share(_SHEET_BYTES)).read(book, _FEW_BYTES)
            for sheet in book.sheets
        ]
        _look_up(book, [row for look in looks for row in look.rows])
    heads = tuple(look.head() for look in looks)
    if not any(each.records for each in heads) and not all(each.is_whole for each in heads):
        raise WorkbookRefused("workbook_bomb")
    return tuple(each for each in heads if each.records or not each.is_whole)


def _head(file: Path | bytes, name: str) -> SheetHead:
    with opened(file) as book:
        look = _Look(book.sheet(name), MOST_RECORDS, _Allowance(_CHOSEN_BYTES))
        look.read(book, _MANY_BYTES)
        _look_up(book, look.rows)
        head = look.head()
        if not head.records and not head.is_whole:
            raise WorkbookRefused("workbook_bomb")
        return replace(head, survey=survey(book.package, look.sheet.part))


class _Spent(Exception):  # noqa: N818 - an end of reading that is foreseen
    """A look has taken all that it may."""


class _Allowance:
    """Bytes that a look may still take, of its own and of those it shares with others."""

    def __init__(self, left: int, shared: _Allowance | None = None) -> None:
        self._left, self._shared = left, shared

    def share(self, most: int) -> _Allowance:
        """A part of it, spent together with the whole."""
        return _Allowance(most, self)

    def take(self, amount: int) -> None:
        """Raises _Spent where so much is not left."""
        if amount > self._left:
            raise _Spent
        if self._shared is not None:
            self._shared.take(amount)
        self._left -= amount


class _Look:
    """The first rows of a sheet, as far as its allowance goes: it pays for what is read, then for
    what the cells say."""

    def __init__(self, sheet: Sheet, most_rows: int, allowance: _Allowance) -> None:
        self.sheet = sheet
        self.rows: list[SheetRow] = []
        self._most_rows = most_rows
        self._allowance = allowance
        self._is_whole = False

    def read(self, book: Book, at_a_time: int) -> _Look:
        """Read the rows, so many bytes at a time. Raises WorkbookRefused."""
        texts = book.texts() if _has_small_texts(book) else None
        chunks = self._paid(book.package.chunks(self.sheet.part, size=at_a_time))
        rows = sheet_rows(book, self.sheet, most_columns=_MOST_COLUMNS, texts=texts, chunks=chunks)
        with suppress(_Spent):
            for row in islice(rows, self._most_rows):
                self._allowance.take(_CELL_BYTES * len(row.cells))
                self.rows.append(row)
            self._is_whole = next(rows, None) is None
        return self

    def _paid(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        for chunk in chunks:
            self._allowance.take(len(chunk))
            yield chunk

    def head(self) -> SheetHead:
        """What was read, once the shared texts are in their places."""
        rows: list[SheetRow] = []
        with suppress(_Spent):
            for row in self.rows:
                self._allowance.take(sum(min(len(text), _LONGEST) for text in row.cells))
                row.cells[:] = [text[:_LONGEST] for text in row.cells]
                rows.append(row)
        records = tuple(
            Record(row.line, tuple(row.cells), frozenset(row.numbers)) for row in rows if row.cells
        )
        hidden = frozenset(row.line for row in rows if row.is_hidden)
        is_whole = self._is_whole and len(rows) == len(self.rows)
        return SheetHead(self.sheet.name, self.sheet.is_hidden, records, is_whole, hidden=hidden)


def _has_small_texts(book: Book) -> bool:
    return book.package.size(book.texts_part) <= _SMALL_BYTES


def _look_up(book: Book, rows: Iterable[SheetRow]) -> None:
    """Put the shared texts of all sheets in place of their numbers, in one reading."""
    if _has_small_texts(book):
        return
    rows = list(rows)
    wanted = {int(t[1:]) for row in rows for t in row.cells if t.startswith("\x00")}
    known = book.some_texts(wanted)
    for row in rows:
        row.cells[:] = [
            known[int(text[1:])] if text.startswith("\x00") else text for text in row.cells
        ]
        while row.cells and not row.cells[-1].strip():
            row.cells.pop()


def _filled(record: Record, filling: Filling) -> Record:
    cells = list(record.cells)
    filling.fill(record.line, cells)
    return replace(record, cells=tuple(cells))
