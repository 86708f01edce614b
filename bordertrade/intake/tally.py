"""What a check has found so far: exact numbers, and the first of the findings themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from bordertrade.intake.report import MOST_PROBLEMS, CheckReport
from bordertrade.problems import Problem


class Tally:
    """Counts all problems and keeps the first ``MOST_PROBLEMS`` in order of lines."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        #: The same by code and column; "" for what is told of a whole row or file.
        self.by_column: Counter[tuple[str, str]] = Counter()
        self.errors = 0
        self._kept: list[Problem] = []

    @property
    def total(self) -> int:
        return self.counts.total()

    def add(self, problems: Iterable[Problem]) -> None:
        """Count some problems of the same stretch of the file."""
        found = sorted(problems, key=_place)
        self.counts.update(problem.code for problem in found)
        self.by_column.update((problem.code, problem.column or "") for problem in found)
        self.errors += sum(1 for problem in found if problem.is_error)
        self._kept += found[: max(0, MOST_PROBLEMS - len(self._kept))]

    def add_late(self, problems: Iterable[Problem]) -> None:
        """Count what is told at the end of the file as a whole."""
        late = Tally()
        late.add(problems)
        self.join(late)

    def join(self, late: Tally) -> None:
        """Take in what could only be told at the end, wherever it stands in the file."""
        self.counts += late.counts
        self.by_column += late.by_column
        self.errors += late.errors
        self._kept = sorted([*self._kept, *late._kept], key=_place)[:MOST_PROBLEMS]

    def first(self) -> tuple[Problem, ...]:
        return tuple(sorted(self._kept, key=_place))

    def report(self, **known: Any) -> CheckReport:
        """The report of a file with these findings; ``known`` are its other fields."""
        return CheckReport(
            counts=dict(self.counts),
            problems=self.first(),
            errors=self.errors,
            by_column=tuple((*place, count) for place, count in self.by_column.items()),
            **known,
        )


def _place(problem: Problem) -> tuple[int, str]:
    return problem.line or 0, problem.column or ""
