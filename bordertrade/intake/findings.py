"""What is told of a file as a whole: why it cannot be taken, and what was left aside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from bordertrade.dataset.contract import Table
from bordertrade.intake.declaration import Declaration, How
from bordertrade.intake.encodings import repaired
from bordertrade.intake.headings import Heading, Match, not_understood, rivals, twice
from bordertrade.intake.layouts import Layout
from bordertrade.intake.suspicions.personal import is_personal_heading
from bordertrade.intake.tidying import plain
from bordertrade.problems import Problem, Severity

_SHOWN_CHARACTERS = 80
_MOST_NAMED = 5
_ARABIC = re.compile("[\u0600-\u06ff]")
_WARNING = Severity.WARNING


def no_header(tables: Sequence[Table]) -> Problem:
    """No line has the names of columns; those of the table are told, or of the likeliest."""
    name = tables[0].name if len(tables) == 1 else ""
    return Problem("no_header", name, expected=tables[0].column_names)


def too_many_columns(layout: Layout, most: int) -> Problem:
    """A header that no table of ours, and no sheet a person made, has."""
    found = {"found": str(len(layout.header.cells)), "expected": str(most)}
    return Problem("too_many_columns", "", layout.header.line, details=found)


def fault_of(layout: Layout, table: Table, is_whole: bool) -> Problem | None:
    """Why a file with a header cannot be taken all the same; None if it can."""
    line, header = layout.header.line, layout.header.cells
    for name in twice(header, table):
        return Problem("column_twice", table.name, line, column=name)
    for place, name in enumerate(header):
        if not name.strip() and _holds(layout, place) and not is_index(layout, place):
            return Problem("column_unnamed", table.name, line, value=str(place + 1))
    if is_whole and not layout.records:
        return Problem("no_rows", table.name)
    return None


def notes_of(
    layout: Layout, headings: Sequence[Heading], table: Table, declared: Declaration
) -> Iterator[Problem]:
    """Warnings: lines before the header, columns left aside, words not understood, text saved in
    the wrong encoding or read in a guessed one."""
    line = layout.header.line
    if layout.skipped:
        told = " / ".join(" ".join(filter(None, map(str.strip, r.cells))) for r in layout.skipped)
        first, last = layout.skipped[0].line, line - 1
        value = told[:_SHOWN_CHARACTERS]
        yield Problem(
            "lines_skipped", table.name, first, value=value, line_end=last, severity=_WARNING
        )
    parts = rivals(headings, table)
    for place, heading in enumerate(headings):
        name = heading.text.strip()
        if not name:
            at = str(place + 1)
            code = "index_column" if _holds(layout, place) else "column_dropped"
            yield Problem(code, table.name, line, value=at, severity=_WARNING)
        elif place in declared.kept:
            stays = {"found": ", ".join(declared.kept[place][:_MOST_NAMED])}
            yield Problem(
                "column_decides",
                table.name,
                line,
                None,
                name,
                name,
                details=stays,
                severity=_WARNING,
            )
        elif words := not_understood(heading, table):
            yield Problem(
                "heading_words", table.name, line, value=words, expected=(name,), severity=_WARNING
            )
        elif _is_left_aside(heading) and heading.text not in parts:
            yield Problem("column_ignored", table.name, line, None, name, name, severity=_WARNING)
    if parts:
        told = ", ".join(parts)
        yield Problem(
            "period_in_parts", table.name, line, column="period", value=told, severity=_WARNING
        )
    if declared.how.get("encoding") is How.GUESSED:
        yield from islice(_changed_cells(layout, headings, table), _MOST_NAMED)
    for place, heading in enumerate(headings):
        yield from islice(_mojibake(layout, place, heading, table), 1)


def _changed_cells(layout: Layout, headings: Sequence[Heading], table: Table) -> Iterator[Problem]:
    """Cells that another encoding would read otherwise, unless they are of a script of its own."""
    for number, record in enumerate(layout.records, 1):
        for heading, text in zip(headings, record.cells, strict=False):
            if not text.isascii() and not _ARABIC.search(text):
                shown, name = text[:_SHOWN_CHARACTERS], heading.column or heading.text
                yield Problem(
                    "encoding_cell", table.name, record.line, number, name, shown, severity=_WARNING
                )


def _is_left_aside(heading: Heading) -> bool:
    """A column that means nothing here; one about persons bars the file, as suspicions tell."""
    return heading.match is Match.NONE and not is_personal_heading(heading.text)


def _mojibake(layout: Layout, place: int, heading: Heading, table: Table) -> Iterator[Problem]:
    """The cells of a column that were read in the wrong encoding once, with what they were."""
    for number, record in enumerate(layout.records, 1):
        text = record.cells[place] if place < len(record.cells) else ""
        before = "" if text.isascii() else repaired(text)
        if before:
            yield Problem(
                "mojibake",
                table.name,
                record.line,
                number,
                heading.column or heading.text,
                text[:_SHOWN_CHARACTERS],
                (before[:_SHOWN_CHARACTERS],),
                severity=_WARNING,
                suggestion=before,
            )


def is_index(layout: Layout, place: int) -> bool:
    """Whether a column counts the rows, as programs write one in front: 0, 1, 2 ..."""
    texts = [plain(r.cells[place]) if place < len(r.cells) else "" for r in layout.records]
    numbers = [int(text) for text in texts if text.isdecimal() and len(text) < 10]
    return (
        len(numbers) == len(texts)
        and numbers[0] in (0, 1)
        and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    )


def _holds(layout: Layout, place: int) -> bool:
    """Whether any record has something in a column."""
    return any(place < len(r.cells) and r.cells[place].strip() for r in layout.records)
