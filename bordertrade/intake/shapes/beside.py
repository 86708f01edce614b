"""What a workbook tells beside its cells, and what must be asked of it: which sheet, merged cells,
hidden rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bordertrade.intake.layouts import HEADER_LINES, Layout, Record
from bordertrade.intake.listing import listed
from bordertrade.intake.questions import Answer, Question
from bordertrade.intake.workbook.head import SheetHead, head_of
from bordertrade.intake.workbook.ranges import Range, letters_of
from bordertrade.problems import Problem, Severity

_NAMED = 5
_SHOWN_CHARACTERS = 80

FindLayout = Callable[[Sequence[Record]], Layout | None]


@dataclass(frozen=True, slots=True)
class Beside:
    """Of a CSV nothing. ``layout`` is that of the chosen sheet, ``parts`` of its shape; ``lines``
    may name a year; ``first_lines`` are shown where no header was found."""

    sheet: str = ""
    layout: Layout | None = None
    is_whole: bool = True
    parts: Mapping[str, Any] = field(default_factory=dict)
    questions: tuple[Question, ...] = ()
    notes: tuple[Problem, ...] = ()
    lines: tuple[str, ...] = ()
    first_lines: tuple[str, ...] = ()


def beside_of(
    file: Path | bytes, sheets: Sequence[SheetHead], said: Mapping[str, Any], layout: FindLayout
) -> Beside:
    """The sheet that was said or most likely meant, and what else there is.

    Raises WorkbookRefused; LookupError for a sheet that is not there.
    """
    holding = [each for each in sheets if layout(each.records) is not None]
    open_ = [each for each in holding if not each.is_hidden]
    chosen = said.get("sheet") or (open_ or holding or list(sheets))[0].name
    head = head_of(file, chosen)
    shape = said.get("shape", {})
    asks = () if "sheet" in said else tuple(_which(open_ or holding))
    if shape.get("without_hidden"):
        head = head.without_hidden()
    line = _header_line(layout(head.records))
    merged = _in_rows(head, line)
    parts = {"is_merged": shape.get("is_merged", True)} if merged else {}
    filled = head.merged(line + 1) if parts.get("is_merged") else head
    if merged and "is_merged" not in shape:
        asks = (*asks, _merged(merged))
    if head.survey.hidden_rows and "without_hidden" not in shape:
        asks = (*asks, _hidden(head))
    return Beside(
        chosen,
        layout(filled.records),
        head.is_whole,
        parts,
        asks,
        tuple(_notes(head, sheets, asks)),
        (chosen,),
        _first_lines(head),
    )


def _header_line(found: Layout | None) -> int:
    return found.header.line if found else 0


def _which(sheets: Sequence[SheetHead]) -> Iterator[Question]:
    """Which sheet is meant, where several hold a table."""
    if len(sheets) > 1:
        answers = tuple(
            Answer(f"sheet_{number}", {"sheet": each.name}, each.name)
            for number, each in enumerate(sheets, 1)
        )
        yield Question("sheet", "", ", ".join(each.name for each in sheets[:_NAMED]), answers)


def _in_rows(head: SheetHead, line: int) -> list[Range]:
    """Merged cells that reach over several rows below the header."""
    last = head.records[-1].line if head.records else 0
    return [
        each
        for each in head.survey.merged
        if line and line < each.top < each.bottom and each.top <= last
    ]


def _merged(ranges: Sequence[Range]) -> Question:
    named = [
        f"{letters_of(each.left)}{each.top}:{letters_of(each.right)}{each.bottom}"
        for each in ranges
    ]
    return Question(
        "merged_cells",
        "",
        listed(named, _NAMED),
        (
            Answer("fill", {"shape": {"is_merged": True}}),
            Answer("leave", {"shape": {"is_merged": False}}),
        ),
    )


def _hidden(head: SheetHead) -> Question:
    return Question(
        "hidden_rows",
        "",
        str(head.survey.hidden_rows),
        (
            Answer("read", {"shape": {"without_hidden": False}}),
            Answer("leave_out", {"shape": {"without_hidden": True}}),
        ),
    )


def _notes(
    head: SheetHead, sheets: Sequence[SheetHead], asks: Sequence[Question]
) -> Iterator[Problem]:
    """Sheets that are not read, and columns that nobody sees and that are."""
    warning = Severity.WARNING
    others = [each for each in sheets if each.name != head.name]
    hidden = [each.name for each in others if each.is_hidden]
    shown = [each.name for each in others if not each.is_hidden]
    if shown and not any(each.code == "sheet" for each in asks):
        yield Problem("sheets_left", "", value=_listed(shown), severity=warning)
    if hidden:
        yield Problem("hidden_sheets", "", value=_listed(hidden), severity=warning)
    used = {at for record in head.records for at, text in enumerate(record.cells) if text}
    columns = [letters_of(at) for at in head.survey.hidden_columns if at in used]
    if columns:
        yield Problem("hidden_columns", "", value=_listed(columns), severity=warning)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names)[:_SHOWN_CHARACTERS]


def _first_lines(head: SheetHead) -> tuple[str, ...]:
    """The first rows, each at its own number."""
    texts = {record.line: "\t".join(record.cells) for record in head.records}
    last = min(HEADER_LINES, max(texts, default=0))
    return tuple(texts.get(line, "") for line in range(1, last + 1))
