"""Where in a file a finding stands, beyond its line: the sheet and the cell, or the turned column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from bordertrade.intake.declaration import Declaration
from bordertrade.intake.records import Batch
from bordertrade.intake.report import LINE, PLACE, RECORD, CheckReport
from bordertrade.intake.shaped_records import AnyRecords, ShapedRecords
from bordertrade.intake.shapes.shape import Shape, Shaping
from bordertrade.intake.sheets import SheetRecords
from bordertrade.intake.workbook.ranges import letters_of
from bordertrade.problems import Problem, Severity


@dataclass(frozen=True, slots=True)
class Places:
    """Tells the place of a cell: ``columns`` are the table's columns of the rows' header, ``making``
    makes the rows where they do not stand in the file as they are."""

    sheet: str
    columns: Sequence[str]
    making: Shaping | None = None

    @classmethod
    def of(cls, declaration: Declaration, headings: Sequence[str]) -> Places:
        """Those of a file that was checked; its own ``headings`` as its report has them."""
        making = Shaping(Shape.of(declaration.shape), headings) if headings else None
        return cls(declaration.sheet, declaration.columns, making)

    @property
    def is_line_enough(self) -> bool:
        return not self.sheet and self.making is None

    def details(self, column: str | None, turned: int) -> dict[str, str]:
        """The sheet and the letters of the cell, or its heading; "turned" is the heading of the
        column from which its row was made."""
        place = self._in_the_file(column, turned)
        headings = self.making.file_header if self.making else ()
        made = {"turned": headings[turned]} if turned >= 0 else {}
        if not self.sheet:
            heading = headings[place] if headings and place >= 0 else ""
            return made | ({"heading": heading} if heading else {})
        letters = {"letters": letters_of(place)} if place >= 0 else {}
        return {"sheet": self.sheet, **letters, **made}

    def _in_the_file(self, column: str | None, turned: int) -> int:
        """The place of the cell in the file; -1 where the finding is of no single one."""
        if column is None or column not in self.columns:
            return turned
        place = list(self.columns).index(column)
        if self.making is None:
            return place
        own = self.making.places[place]
        return own if own >= 0 else self.making.measured(turned).get(place, turned)


class Placing:
    """Gives findings the place in their file; those of a plain CSV have it in their line."""

    def __init__(self, records: AnyRecords, columns: Sequence[str]) -> None:
        self._shaped = records if isinstance(records, ShapedRecords) else None
        inner = self._shaped.inner if self._shaped else records
        sheet = inner.sheet if isinstance(inner, SheetRecords) else ""
        self._places = Places(sheet, columns, self._shaped.making if self._shaped else None)

    @property
    def headings(self) -> tuple[str, ...]:
        """The file's own headings, where its rows are made; () where they stand as they are."""
        making = self._places.making
        return tuple(making.file_header) if making else ()

    @property
    def making(self) -> Shaping | None:
        """What makes the rows of the file, where they do not stand in it as they are."""
        return self._places.making

    def one(self, batch: Batch, at: int, problem: Problem) -> Problem:
        """A finding of a record of a batch."""
        if self._places.is_line_enough:
            return problem
        turned = batch.turned[at] if batch.turned else -1
        more = self._places.details(problem.column, turned)
        return replace(problem, details={**problem.details, **more})

    def all(self, batch: Batch, problems: list[Problem]) -> list[Problem]:
        """Findings of a batch, told by the numbers of their records."""
        if not problems or self._places.is_line_enough:
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


def placed(report: CheckReport, problems: Iterable[Problem]) -> Iterator[Problem]:
    """Problems whose ``line`` is the number of an accepted row in the file, with the line, column and
    sheet where it stands."""
    places = Places.of(report.declaration, report.headings)
    origins = report.origins()
    records, lines, turned_at = (origins[each].to_numpy() for each in (RECORD, LINE, PLACE))
    for problem in problems:
        if problem.line is None:
            yield problem
            continue
        at = int(np.searchsorted(records, problem.line))
        line, turned = int(lines[at]), int(turned_at[at])
        more = {} if places.is_line_enough else places.details(problem.column, turned)
        details = {**problem.details, **more}
        yield replace(problem, line=line, record=problem.line, details=details)
