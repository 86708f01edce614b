"""What one click can do about findings: write another value, say how the file is written, or
leave a row out. Each is a change of the declaration; the file itself is never changed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bordertrade.intake.declaration import Declaration, Replacement
from bordertrade.intake.report import CheckReport
from bordertrade.intake.unrecorded import Nothing
from bordertrade.intake.wholes import ALL, PARTS, WHOLE
from bordertrade.problems import Problem
from bordertrade.ui.updating.desk import Paper
from bordertrade.words import _

_UNRECORDED = "unrecorded"
#: Buttons for single repairs; "mend all" has all of them.
OFFERED = 8


@dataclass(frozen=True, slots=True)
class Fix:
    """One replacement, and the findings that it mends. Some are a person's decision each."""

    replacement: Replacement
    rows: int
    is_decision: bool = False


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name in a column of markets that is near to none: ``markets`` are those it may mean."""

    column: str
    found: str
    markets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Saying:
    """A change of how the file is read that mends a kind of finding."""

    label: str
    says: Mapping[str, Any]


def suggested(report: CheckReport) -> list[Fix]:
    """The replacements that findings suggest, those that mend most first.

    A repair holds wherever its text stands in the column: none where it would not do for one row.
    """
    refused = {
        (problem.column, problem.value) for problem in report.problems if not problem.suggestion
    }
    counted = Counter(
        (
            Replacement(problem.column, problem.value, problem.suggestion),
            problem.code == "market_ambiguous",
        )
        for problem in report.problems
        if problem.suggestion
        and problem.column
        and problem.value is not None
        and (problem.column, problem.value) not in refused
    )
    return [Fix(put, rows, decides) for (put, decides), rows in counted.most_common()]


def unknown_markets(report: CheckReport) -> list[Unknown]:
    """The names of which a person must say which market they mean, each once."""
    found = dict.fromkeys(
        Unknown(problem.column, problem.value, problem.expected)
        for problem in report.problems
        if problem.code == "market_unknown"
        and problem.column
        and problem.value
        and not problem.suggestion
    )
    return list(found)[:OFFERED]


def declarations(report: CheckReport, declared: Declaration) -> Iterator[Saying]:
    """Changes of the declaration that findings suggest, each once."""
    offered: set[str] = set()
    for problem in report.problems:
        offer = _SAYINGS.get(problem.code)
        for saying in offer(problem, declared) if offer else ():
            if saying.label not in offered and len(offered) < OFFERED:
                offered.add(saying.label)
                yield saying


def replace_all(paper: Paper, replacements: tuple[Replacement, ...]) -> None:
    """Write other values wherever the found ones stand; the rows are then checked again."""
    mended = {(each.column, each.found) for each in replacements}
    others = (each for each in paper.repairs if (each.column, each.found) not in mended)
    paper.repairs = (*others, *replacements)


def leave_out(paper: Paper, lines: tuple[int, ...]) -> None:
    """A person leaves rows out, by the line on which they start."""
    paper.left_out = tuple(sorted({*paper.left_out, *lines}))


def leave_out_cell(paper: Paper, line: int, heading: str) -> None:
    """A person leaves out one row of a turned table; the others of its line stay."""
    paper.left_out_cells = tuple(sorted({*paper.left_out_cells, (line, heading)}))


def take_back(paper: Paper) -> None:
    """Take back every repair and every row left out."""
    paper.repairs, paper.left_out, paper.left_out_cells = (), (), ()
    if paper.said.pop(_UNRECORDED, None):
        paper.understanding = None


def as_unrecorded(paper: Paper, nothing: Nothing) -> None:
    """A person says that a word stands for what nobody recorded."""
    paper.say(**{_UNRECORDED: nothing.as_unrecorded(paper.declaration)})


def _number_form(problem: Problem, declared: Declaration) -> Iterator[Saying]:
    """A text where a number is expected: (500) may be minus 500."""
    value = (problem.value or "").strip()
    if _ACCOUNTING.fullmatch(value) and not declared.negatives:
        yield Saying(_("Read (500) and 500− as −500"), {"negatives": True})


def _count(_problem: Problem, _declared: Declaration) -> Iterator[Saying]:
    """A row that holds others: which of them count."""
    yield Saying(_("Count the finest rows"), {"counted": PARTS})
    yield Saying(_("Count the rows that hold the others"), {"counted": WHOLE})
    yield Saying(_("Count all: none is part of another"), {"counted": ALL})


#: 500 in brackets, or with its sign behind.
_ACCOUNTING = re.compile(r"\(.*\d.*\)|.*\d.*[-−]")

_SAYINGS: dict[str, Callable[[Problem, Declaration], Iterator[Saying]]] = {
    "number": _number_form,
    "row_of_others": _count,
}
