"""Where in a file a finding stands, beyond its line: the sheet and the cell, or the turned column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bordertrade.intake.records import Batch
from bordertrade.intake.shaped_records import AnyRecords, ShapedRecords
from bordertrade.intake.sheets import SheetRecords
from bordertrade.intake.workbook.ranges import letters_of
from bordertrade.problems import Problem, Severity


class Placing:
    """Gives findings the place in their file; those of a plain CSV have it in their line."""

    def __init__(self, records: AnyRecords, columns: Sequence[str]) -> None:
        self._shaped = records if isinstance(records, ShapedRecords) else None
        inner = self._shaped.inner if self._shaped else records
        self._sheet = inner.sheet if isinstance(inner, SheetRecords) else ""
        self._columns = columns

    def one(self, batch: Batch, at: int, problem: Problem) -> Problem:
        """A finding of a record of a batch."""
        if not self._sheet and batch.turned is None:
            return problem
        details = {**problem.details, **self._place(batch, at, problem.column)}
        return replace(problem, details=details)

    def all(self, batch: Batch, problems: list[Problem]) -> list[Problem]:
        """Findings of a batch, told by the numbers of their records."""
        if not problems or (not self._sheet and batch.turned is None):
            return problems
        places = {number: at for at, number in enumerate(batch.numbers)}
        return [
            self.one(batch, places[each.record], each) if each.record in places else each
            for each in problems
        ]

    def of_file(self, table: str) -> Iterator[Problem]:
        """What is told of a shaped file as a whole: cells that made no row."""
        if self._shaped is not None and self._shaped.blank_turned:
            details = {"found": str(self._shaped.blank_turned)}
            yield Problem("turned_blank", table, details=details, severity=Severity.WARNING)

    def _place(self, batch: Batch, at: int, column: str | None) -> dict[str, str]:
        place = self._in_the_file(batch, at, column)
        if not self._sheet:
            heading = self._shaped.heading(place) if self._shaped and place >= 0 else ""
            return {"heading": heading} if heading else {}
        letters = {"letters": letters_of(place)} if place >= 0 else {}
        return {"sheet": self._sheet, **letters}

    def _in_the_file(self, batch: Batch, at: int, column: str | None) -> int:
        """The place of the cell in the file; -1 where the finding is of no single one."""
        turned = batch.turned[at] if batch.turned else -1
        if column is None or column not in self._columns:
            return turned
        place = self._columns.index(column)
        if self._shaped is None:
            return place
        return self._shaped.place(place, turned)
