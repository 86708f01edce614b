"""Where a file's cells and records begin: its delimiter, its header and what stands before it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice

from bordertrade.dataset import MarketNames, Table
from bordertrade.intake.headings import known_headings
from bordertrade.intake.shapes.known import export_worth
from bordertrade.intake.shapes.labels import wide_headings

DELIMITERS = (",", ";", "\t", "|")
#: The header stands in the first lines or nowhere.
HEADER_LINES = 25
#: Records that are looked at; more would not tell more.
MOST_RECORDS = 2000

#: A header has at least two columns that we know, and they are a third of it or quite some.
_FEWEST_KNOWN = 2
_LEAST_SHARE = 3
_ENOUGH = 8


@dataclass(frozen=True, slots=True)
class Record:
    """Cells as written; ``line`` is the physical line where the record starts, or the row of a sheet.

    ``numbers`` are the places of cells that a workbook holds as numbers: no mark of theirs is a guess.
    """

    line: int
    cells: tuple[str, ...]
    numbers: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Layout:
    """How a text is laid out. ``skipped`` holds the records before the header, not a "sep=" line."""

    delimiter: str
    header: Record
    skipped: tuple[Record, ...]
    records: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """The names by which a header is told; ``names`` knows markets that stand as columns."""

    tables: Sequence[Table]
    remembered: Mapping[str, str]
    names: MarketNames | None = None

    def worth(self, cells: Sequence[str]) -> int:
        """How much cells look like a header."""
        named = known_headings(cells, self.tables, self.remembered)
        return named + wide_headings(cells, self.names) + export_worth(cells)


@dataclass(frozen=True, slots=True)
class _Candidate:
    score: int
    delimiter: str
    place: int
    records: tuple[Record, ...]


def layout_of(
    text: str, known: Known, delimiter: str | None = None, header_line: int | None = None
) -> Layout | None:
    """The layout whose header has the most names we know; None if no line has enough.

    ``delimiter`` and ``header_line`` are what a person said; a "sep=;" line is obeyed. Months and
    markets that stand as columns are names too.
    """
    separator = separator_line(text)
    choices = [delimiter] if delimiter else [separator] if separator else DELIMITERS
    found = [
        candidate
        for each in choices
        for candidate in _candidates(tuple(records_of(text, each)), each, known, header_line)
    ]
    if not found:
        return None
    best = _best(found)
    header = best.records[best.place]
    skipped = best.records[: best.place]
    return Layout(
        best.delimiter,
        header,
        tuple(each for each in skipped if not (separator and each.line == 1)),
        best.records[best.place + 1 :],
    )


def sheet_layout(
    records: Sequence[Record], known: Known, header_line: int | None = None
) -> Layout | None:
    """The same for the rows of a sheet, which needs no delimiter."""
    found = list(_candidates(tuple(records), "", known, header_line))
    if not found:
        return None
    best = _best(found)
    place = best.place
    return Layout("", best.records[place], best.records[:place], best.records[place + 1 :])


def _best(found: Sequence[_Candidate]) -> _Candidate:
    return max(found, key=lambda each: (each.score, -each.place))


def first_lines(text: str) -> tuple[str, ...]:
    """The physical lines among which the header is looked for, as written."""
    return tuple(
        line.rstrip("\r\n") for line in islice(io.StringIO(text, newline=""), HEADER_LINES)
    )


def separator_line(text: str) -> str:
    """The delimiter that a "sep=;" line names; "" without such a line."""
    first = text[:20].splitlines()[0].strip() if text.strip() else ""
    first = first.strip('"')
    if first.lower().startswith("sep=") and len(first) <= 5:
        return first[4:] or "\t"
    return ""


def _candidates(
    records: tuple[Record, ...], delimiter: str, known: Known, header_line: int | None
) -> Iterator[_Candidate]:
    for place, record in enumerate(records):
        if header_line is not None:
            if record.line == header_line:
                worth = known.worth(record.cells)
                yield _Candidate(1000 * worth + len(record.cells), delimiter, place, records)
            continue
        if record.line > HEADER_LINES:
            return
        given = sum(1 for cell in record.cells if cell.strip())
        score = known.worth(record.cells)
        if given > 1 and _is_header(score, given):
            yield _Candidate(score, delimiter, place, records)


def _is_header(score: int, given: int) -> bool:
    """Whether enough of a record's cells are names that we know."""
    return score >= _ENOUGH or (score >= _FEWEST_KNOWN and score * _LEAST_SHARE >= given)


def records_of(text: str, delimiter: str) -> Iterator[Record]:
    """The first records that hold anything. Quotes are taken as they come: this is a look."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    with suppress(csv.Error):  # a cell that never ends: what stood before it is enough
        for _ in range(MOST_RECORDS):
            line = reader.line_num + 1
            cells = next(reader, None)
            if cells is None:
                return
            if any(cell.strip() for cell in cells):
                yield Record(line, tuple(cells))
