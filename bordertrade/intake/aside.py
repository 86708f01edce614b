"""Rows that are no data beyond doubt: they stay out by themselves, told but not asked about.

The page and the command line both ask here what a person must still decide.
"""

from __future__ import annotations

from collections.abc import Iterable

from bordertrade.intake.report import CheckReport
from bordertrade.problems import Problem

_NOTES = frozenset({"note_row", "blank_row"})


def is_no_data(problem: Problem) -> bool:
    """Whether a row is a total that agrees with its rows, a note, or separators only."""
    details = problem.details
    return (
        problem.code in _NOTES
        or (problem.code == "totals_row" and details.get("agrees") == "true")
        or (problem.code == "cell_count" and details.get("hint") == "footer")
    )


def aside(report: CheckReport) -> int:
    """How many rejected rows hold no data; of the problems that are kept, for others are unknown."""
    return len(_records(filter(is_no_data, report.problems)) - _records(_doubts(report.problems)))


def in_doubt(report: CheckReport) -> int:
    """How many rejected rows stay out only by a person's word."""
    return report.rejected - aside(report)


def _doubts(problems: Iterable[Problem]) -> Iterable[Problem]:
    return (each for each in problems if each.is_error and not is_no_data(each))


def _records(problems: Iterable[Problem]) -> set[int | None]:
    return {problem.record for problem in problems}
