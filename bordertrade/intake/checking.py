"""A file on its way in: read, checked, nothing changed yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pandas as pd

from bordertrade.dataset import Dataset, Table, TableRead, read_table
from bordertrade.intake.checks import CHECKS, CheckInput
from bordertrade.problems import Problem


@dataclass(frozen=True, eq=False, slots=True)
class CheckReport:
    """``rows`` counts the records of the file, ``frame`` holds those without a problem."""

    rows: int
    frame: pd.DataFrame
    problems: tuple[Problem, ...]

    @property
    def is_clean(self) -> bool:
        return not self.problems


def check_file(
    content: bytes, table: Table, dataset: Dataset, today: date | None = None
) -> CheckReport:
    """Read a CSV and hold it against the contract and the data it joins."""
    read = read_table(content, table, dataset.names())
    day = today or datetime.now(UTC).date()
    problems = [*read.problems, *_row_problems(read, table, dataset, day)]
    bad = {problem.line for problem in problems}
    frame = read.frame[~read.frame.index.isin(bad)]
    return CheckReport(
        read.rows, frame, tuple(sorted(problems, key=lambda p: (p.line or 0, p.column or "")))
    )


def _row_problems(read: TableRead, table: Table, dataset: Dataset, today: date) -> list[Problem]:
    records = dict(zip(read.frame.index.tolist(), read.records, strict=True))
    given = CheckInput(read.frame, records, table, dataset, today)
    return [problem for check in CHECKS.values() for problem in check(given)]
