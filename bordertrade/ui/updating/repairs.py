"""What one click can do about findings: write another value, say how the file is written, or
leave a row out. Each is a change of the declaration; the file itself is never changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bordertrade.intake.declaration import Declaration, Replacement
from bordertrade.intake.report import CheckReport
from bordertrade.problems import Problem
from bordertrade.ui.updating.desk import Paper
from bordertrade.words import _
from bordertrade.words.markup import plain

#: Buttons for single repairs; "mend all" has all of them.
OFFERED = 8


@dataclass(frozen=True, slots=True)
class Fix:
    """One replacement, and the findings that it mends."""

    replacement: Replacement
    rows: int


@dataclass(frozen=True, slots=True)
class Saying:
    """A change of how the file is read that mends a kind of finding."""

    name: str
    label: str
    says: Mapping[str, Any]


def suggested(report: CheckReport) -> list[Fix]:
    """The replacements that findings suggest, those that mend most first."""
    counted = Counter(
        Replacement(problem.column, problem.value, problem.suggestion)
        for problem in report.problems
        if problem.suggestion and problem.column and problem.value is not None
    )
    return [Fix(replacement, rows) for replacement, rows in counted.most_common()]


def declarations(report: CheckReport, declared: Declaration) -> Iterator[Saying]:
    """Changes of the declaration that findings suggest, each once."""
    codes = {problem.code: problem for problem in reversed(report.problems)}
    for code, offer in _SAYINGS.items():
        if code in codes:
            saying = offer(codes[code], declared)
            if saying is not None:
                yield saying


def replace_all(paper: Paper, replacements: tuple[Replacement, ...]) -> None:
    """Write other values wherever the found ones stand; the rows are then checked again."""
    mended = {(each.column, each.found) for each in replacements}
    others = (each for each in paper.repairs if (each.column, each.found) not in mended)
    paper.repairs = (*others, *replacements)


def leave_out(paper: Paper, lines: tuple[int, ...]) -> None:
    """A person leaves rows out, by the line on which they start."""
    paper.left_out = tuple(sorted({*paper.left_out, *lines}))


def take_back(paper: Paper) -> None:
    """Take back every repair and every row left out."""
    paper.repairs, paper.left_out = (), ()


def _negatives(_problem: Problem, declared: Declaration) -> Saying | None:
    if declared.negatives:
        return None
    return Saying("negatives", _("Read (500) and 500− as −500"), {"negatives": True})


def _nulls(problem: Problem, declared: Declaration) -> Saying | None:
    value = (problem.value or "").strip()
    if not value or value in declared.nulls:
        return None
    text = _("“{value}” means: no value", value=plain(value))
    return Saying("nulls", text, {"nulls": (*declared.nulls, value)})


_SAYINGS: dict[str, Callable[[Problem, Declaration], Saying | None]] = {
    "negative_form": _negatives,
    "no_value_text": _nulls,
}
