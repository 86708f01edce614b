"""A file as records, each with the physical line on which it starts.

Python's own ``csv`` in strict mode is the reader: the only one measured that is strict on quotes
and knows the line. It gives up on a quotation mark that never closes only after 10,000 characters;
then reading goes back to the line after the one where the record began.
"""

from __future__ import annotations

import csv
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, compress, islice
from typing import IO

from bordertrade.intake.limits import Limits
from bordertrade.intake.text import Text

BATCH_RECORDS = 2_048
#: So often reading goes back; after that it goes on where the reader gave up.
_MOST_RETURNS = 2_000
_SHOWN_CHARACTERS = 200


class TooManyRows(Exception):  # noqa: N818 - ends reading; told as a problem of the file
    """The file has more records than the limit."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A record whose quotation marks do not close, or with a cell over the limit.

    From ``line`` to ``line_end``; ``text`` is how its first line begins.
    """

    line: int
    line_end: int
    number: int
    text: str
    is_too_long: bool


@dataclass(slots=True)
class Batch:
    """Records in order: ``cells[i]`` starts on ``lines[i]`` and is record ``numbers[i]``.

    ``broken`` follows them. ``blank_count`` lines among them are without any text, the first of
    them is ``blank_line``. ``suspects`` are the places of records with characters to look at.
    ``turned`` says of each record from which column of the file it was made (None: from all);
    ``faults`` are cells of a workbook without a value, by record: (column of the header, code).
    """

    lines: list[int] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    cells: list[list[str]] = field(default_factory=list)
    broken: Broken | None = None
    blank_line: int = 0
    blank_count: int = 0
    suspects: list[int] = field(default_factory=list)
    turned: list[int] | None = None
    faults: dict[int, list[tuple[int, str]]] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        return not (self.cells or self.broken or self.blank_count)


class Records:
    """The records of a binary stream.

    ``skipped`` are the lines before the header, ``header`` its cells ([] where it cannot be read).
    Raises LookupError for an unknown encoding, UnicodeDecodeError for bytes no handler can place.
    """

    def __init__(
        self, stream: IO[bytes], encoding: str, delimiter: str, header_line: int, limits: Limits
    ) -> None:
        self.text = Text(stream, encoding, limits.line_characters)
        self._delimiter = delimiter
        self._most = limits.rows
        self._returns = 0
        self.count = 0
        csv.field_size_limit(limits.cell_characters)
        lines = islice(self.text.from_line(1), header_line - 1)
        self.skipped = tuple(line.rstrip("\r\n") for line in lines)
        self._open(header_line)
        self.header = self._header()

    def _open(self, line: int) -> None:
        """Read on from a line: ``_at`` is where the next record starts."""
        self._at = line
        self._before = line - 1
        self._reader = csv.reader(self.text.from_line(line), delimiter=self._delimiter, strict=True)

    @property
    def bytes_done(self) -> int:
        return self.text.bytes_done

    @property
    def ends(self) -> set[str]:
        return self.text.ends

    @property
    def _read_to(self) -> int:
        """The last physical line that the reader has taken."""
        return self._before + self._reader.line_num

    def _header(self) -> list[str]:
        try:
            return next(self._reader, [])
        except csv.Error:
            return []
        finally:
            self._at = self._read_to + 1

    def batches(self) -> Iterator[Batch]:
        """All data records. Raises TooManyRows."""
        more = True
        while more:
            batch, first = Batch(), self._at
            more = self._fill(batch)
            suspects = self.text.suspects(first, self._at)
            batch.suspects = sorted({*_holders(batch.lines, suspects)}) if suspects else []
            if not batch.is_empty:
                yield batch
            if self.count > self._most:
                raise TooManyRows

    def _fill(self, batch: Batch) -> bool:
        """Read some records; False at the end of the file."""
        rows: list[list[str]] = []
        ends: list[int] = []
        reader = self._reader
        try:
            for row in islice(reader, BATCH_RECORDS):
                rows.append(row)
                ends.append(reader.line_num)
        except csv.Error as error:
            self._place(batch, rows, ends)
            self._break(batch, "field larger" in str(error))
            return True
        self._place(batch, rows, ends)
        return bool(rows)

    def _place(self, batch: Batch, rows: list[list[str]], ends: list[int]) -> None:
        """Give each record the line after the one where the record before it ended."""
        starts = [self._at, *(self._before + end + 1 for end in ends)]
        self._at = starts.pop()
        if min(map(len, rows), default=2) > 1:
            batch.cells, batch.lines = rows, starts
        else:
            _without_blank(batch, rows, starts)
        batch.numbers = list(range(self.count + 1, self.count + 1 + len(batch.lines)))
        self.count += len(batch.lines)

    def _break(self, batch: Batch, is_too_long: bool) -> None:
        """Note a broken record and go on at the line after the one where it starts."""
        line, end = self._at, self._read_to
        self.count += 1
        shown = self.text.line(line)[:_SHOWN_CHARACTERS]
        batch.broken = Broken(line, end, self.count, shown, is_too_long)
        self._at = end + 1
        if end > line and self._returns < _MOST_RETURNS and self.text.keeps(line + 1):
            self._returns += 1
            self._open(line + 1)


def _without_blank(batch: Batch, rows: list[list[str]], starts: list[int]) -> None:
    for line, row in zip(starts, rows, strict=True):
        if len(row) > 1 or (row and row[0].strip()):
            batch.lines.append(line)
            batch.cells.append(row)
        else:
            batch.blank_line = batch.blank_line or line
            batch.blank_count += 1


def _holders(lines: list[int], suspects: list[int]) -> Iterator[int]:
    """The places of the records that hold some lines."""
    for line in suspects:
        place = bisect_right(lines, line) - 1
        if place >= 0:
            yield place


def chosen(batch: Batch, kept: Sequence[bool]) -> Batch:
    """A batch without some of its records."""
    place = list(accumulate(kept, initial=0))
    return replace(
        batch,
        lines=list(compress(batch.lines, kept)),
        numbers=list(compress(batch.numbers, kept)),
        cells=list(compress(batch.cells, kept)),
        suspects=[place[at] for at in batch.suspects if kept[at]],
        turned=None if batch.turned is None else list(compress(batch.turned, kept)),
        faults={place[at]: told for at, told in batch.faults.items() if kept[at]},
    )
