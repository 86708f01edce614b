"""The check of a whole file: records streamed, cells read, rules held, rows kept or kept out.

The file passes by once, two thousand records at a time; memory does not grow with it. What can only
be known at the end (rows that repeat each other) is told then, and those rows are taken out again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from bordertrade.dataset import Table
from bordertrade.dataset.keys import key_columns
from bordertrade.intake.accepted import Accepted
from bordertrade.intake.alike import apart
from bordertrade.intake.beside import may_mend
from bordertrade.intake.columns import Numbers
from bordertrade.intake.declaration import IGNORED, Declaration
from bordertrade.intake.ending import Wrong, end_of, of_file
from bordertrade.intake.hygiene import cleaned, visible
from bordertrade.intake.leaving_out import LeftOut
from bordertrade.intake.limits import Limits
from bordertrade.intake.meanings import line_of, says_something
from bordertrade.intake.oddities import Oddities, of_broken
from bordertrade.intake.opening import records_of
from bordertrade.intake.outsiders import Outsiders
from bordertrade.intake.own_ids import OwnIds
from bordertrade.intake.placing import Placing
from bordertrade.intake.plan import Plan
from bordertrade.intake.records import Batch, Broken, TooManyRows, chosen
from bordertrade.intake.references import References
from bordertrade.intake.rejects import Rejects
from bordertrade.intake.repeats import Found, Repeats
from bordertrade.intake.report import ACCEPTED, ORIGINAL, REJECTS, CheckReport
from bordertrade.intake.row_rules import CHECKS
from bordertrade.intake.rows import SHOWN_CHARACTERS, Mask, Rows, by_record, faulty_cells
from bordertrade.intake.shaped_records import AnyRecords
from bordertrade.intake.sums import Sums
from bordertrade.intake.tally import Tally
from bordertrade.intake.workbook.package import WorkbookRefused
from bordertrade.problems import Problem

_REPEATS = "repeats.bin"

#: Told after each batch: bytes read, rows read, problems found.
Tell = Callable[[int, int, int], None]


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be checked, and how."""

    name: str
    table: Table
    declaration: Declaration
    references: References
    limits: Limits


def check(folder: Path, task: Task, checksum: str, tell: Tell | None = None) -> CheckReport:
    """Check ``folder/original``; accepted rows and rejected records are written beside it.

    Raises LookupError for an encoding that Python does not know.
    """
    path = folder / ORIGINAL
    with path.open("rb") as stream:
        checker = _Checker(folder, task, records_of(stream, task.declaration, task.limits))
        checker.run(tell or _nobody)
    return checker.report(checksum, path.stat().st_size)


def _nobody(_bytes: int, _rows: int, _problems: int) -> None:
    pass


class _Checker:
    def __init__(self, folder: Path, task: Task, records: AnyRecords) -> None:
        table = task.table
        self._folder, self._task, self._records = folder, task, records
        self._plan = Plan(table, task.declaration, task.references, records.header)
        self._odd = Oddities(table, records.header)
        self._placed = Placing(records, self._plan.columns)
        self._tally = Tally()
        self._is_turned = bool(self._placed.headings)
        self._accepted = Accepted(folder / ACCEPTED, table, is_turned=self._is_turned)
        self._rejects = Rejects(folder / REJECTS, records.header)
        self._repeats = Repeats(folder / _REPEATS, key_columns(table))
        #: What names a row to a person, and where that stands in the file.
        self._named_by = self._plan.made_of or key_columns(table)
        given = self._plan.columns
        self._named_at = [given.index(name) for name in self._named_by if name in given]
        self._own = OwnIds(folder, table, task.references)
        self._sums = Sums(table)
        self._left_out = LeftOut(task.declaration, self._placed.making)
        self._left, self._adds = 0, task.declaration.add_up
        self._outsiders = Outsiders(task.declaration.kept, records.header, task.declaration.dropped)
        self._blank_line = self._blank_count = 0
        self._memory: dict[str, Any] = {}
        self._rows = 0

    def run(self, tell: Tell) -> None:
        """Read the file, then tell what can only be known at the end."""
        faults = self._plan.problems()
        self._tally.add(faults)
        if not faults and self._read(tell):
            table, blank = self._task.table.name, (self._blank_line, self._blank_count)
            told = (
                *of_file(self._records, table, *blank),
                *self._outsiders.problems(table),
                *self._placed.of_file(table),
                *self._left_out.problems(table),
            )
            self._tally.add_late(told)
            self._late()
        else:
            self._nothing()

    def _read(self, tell: Tell) -> bool:
        """All batches; whether the file has no more rows than it may."""
        try:
            for batch in self._records.batches():
                self._batch(batch)
                tell(self._records.bytes_done, self._records.count, self._tally.total)
        except TooManyRows:
            most = str(self._task.limits.rows)
            self._tally.add_late(
                [Problem("too_many_rows", self._task.table.name, expected=(most,))]
            )
            return False
        except WorkbookRefused as refused:
            self._tally.add_late([Problem(refused.code, self._task.table.name)])
            return False
        finally:
            self._rows = self._records.count
            self._accepted.close()
        return True

    def _nothing(self) -> None:
        """Nothing of the file can be taken."""
        self._accepted.close()
        self._accepted = Accepted(
            self._folder / ACCEPTED, self._task.table, is_turned=self._is_turned
        )
        self._accepted.close()
        self._rejects.close()
        self._forget()

    def _forget(self) -> None:
        self._repeats.forget()
        self._own.forget()

    def report(self, checksum: str, size_bytes: int) -> CheckReport:
        return self._tally.report(
            table=self._task.table.name,
            file=self._task.name,
            checksum=checksum,
            size=size_bytes,
            declaration=self._task.declaration,
            rows=self._rows,
            accepted=self._accepted.count,
            rejected=self._rows - self._left - self._outsiders.count - self._accepted.count,
            folder=self._folder,
            skipped=self._records.skipped,
            headings=self._placed.headings,
        )

    # --- one batch ------------------------------------------------------------------------------

    def _batch(self, batch: Batch) -> None:
        self._blank_line = self._blank_line or batch.blank_line
        self._blank_count += batch.blank_count
        batch = batch if self._left_out.is_nothing else self._without_left_out(batch)
        batch, found = self._odd_widths(batch)
        if self._outsiders.wanted and batch.cells:
            batch = chosen(batch, self._outsiders.stay(batch.cells))
        unclean_rows = self._cleaned(batch, found) if batch.suspects else set()
        unclean_rows |= self._without_value(batch, found) if batch.faults else set()
        if batch.cells:
            self._rows_of(batch, unclean_rows, found)
        if batch.broken is not None:
            self._broken(batch.broken, found)
        self._tally.add(found)

    def _without_left_out(self, batch: Batch) -> Batch:
        """The batch without the records that a person left out."""
        kept = self._left_out.stay(batch)
        self._left += kept.count(False)
        broken = batch.broken
        if broken is not None and broken.line in self._left_out.lines:
            self._left, broken = self._left + 1, None
        return replace(chosen(batch, kept), broken=broken)

    def _odd_widths(self, batch: Batch) -> tuple[Batch, list[Problem]]:
        """Without the records that are not as wide as the header, each with its problem."""
        width = len(self._records.header)
        widths = list(map(len, batch.cells))
        if widths.count(width) == len(widths):
            return batch, []
        found = []
        for at in [at for at, each in enumerate(widths) if each != width]:
            cells = batch.cells[at]
            code, hint = self._odd.of_width(cells)
            problem = self._problem(batch, at, code, details=self._odd.of_wide(cells, hint))
            self._rejects.add([problem], cells)
            found.append(problem)
        return chosen(batch, [each == width for each in widths]), found

    def _cleaned(self, batch: Batch, found: list[Problem]) -> set[int]:
        """Look at each character; the rows with one that keeps them out."""
        bad = set()
        names = [
            name or head
            for name, head in zip(self._plan.columns, self._records.header, strict=True)
        ]
        for at in batch.suspects:
            cells = batch.cells[at]
            told = [
                self._problem(
                    batch,
                    at,
                    problem.code,
                    column=problem.column,
                    value=(problem.value or "")[:SHOWN_CHARACTERS],
                    severity=problem.severity,
                )
                for _place, problem in cleaned(cells, names)
            ]
            found += told
            if any(problem.is_error for problem in told):
                bad.add(at)
                self._rejects.add(told, cells)
        return bad

    def _without_value(self, batch: Batch, found: list[Problem]) -> set[int]:
        """The rows with a cell of a workbook that has no value: those of columns that are taken."""
        bad = set()
        for at, faults in batch.faults.items():
            told = [
                self._problem(batch, at, code, column=name, value=batch.cells[at][place])
                for place, code in faults
                if (name := self._plan.columns[place]) != IGNORED
            ]
            found += told
            if told:
                bad.add(at)
                self._rejects.add(told, batch.cells[at])
        return bad

    def _rows_of(self, batch: Batch, unclean_rows: set[int], found: list[Problem]) -> None:
        """The rows of a batch: cells read, rules held, good ones kept."""
        rows = self._read_rows(batch, unclean_rows)
        problems = [problem for name, rule in CHECKS.items() for problem in rule(rows)]
        problems = self._placed.all(batch, problems)
        self._own.add(rows)
        wrong = by_record(problems)
        good = rows.is_read & ~np.isin(rows.records, list(wrong)) if wrong else rows.is_read
        self._repeats.add(
            rows, good, apart(batch.cells, self._plan.columns) if self._adds else None
        )
        sums = self._sums.of(rows, good)
        faulty = faulty_cells(rows)
        for at in np.flatnonzero(~good).tolist():
            if at not in unclean_rows:
                faults = self._faults(batch, rows, at, faulty.get(at, []), sums)
                told = faults + wrong.get(batch.numbers[at], [])
                self._rejects.add(told, batch.cells[at])
                found += told
        found += [problem for problem in problems if problem.record not in wrong]
        self._accepted.add(rows, good)

    def _read_rows(self, batch: Batch, unclean_rows: set[int]) -> Rows:
        columns = list(zip(*batch.cells, strict=True))
        cells = self._plan.read(columns, len(batch.cells))
        is_read = np.ones(len(batch.cells), dtype=bool)
        for each in cells.values():
            is_read &= ~each.faulty
        is_read[list(unclean_rows)] = False
        return Rows(
            self._task.table,
            cells,
            np.array(batch.lines, dtype=np.int64),
            np.array(batch.numbers, dtype=np.int64),
            is_read,
            self._task.references,
            None if batch.turned is None else np.array(batch.turned, dtype=np.int32),
            self._memory,
        )

    def _faults(
        self, batch: Batch, rows: Rows, at: int, faulty: Sequence[str], sums: Numbers
    ) -> list[Problem]:
        """What is wrong with the cells of a row: one word for a row that is no data."""
        if not faulty:
            return []
        odd = self._odd.of_row(batch.cells[at], batch.numbers[at], len(faulty))
        if odd:
            details = self._sums.judge(rows, at, sums) if odd == "totals_row" else {}
            if odd == "note_row" and says_something(line_of(batch.cells[at])):
                details = {"hint": "says_something"}
            return [self._problem(batch, at, odd, details=details)]
        return [self._fault(batch, rows, at, name) for name in faulty]

    def _fault(self, batch: Batch, rows: Rows, at: int, name: str) -> Problem:
        fault = rows.cells[name].fault(at)
        text = batch.cells[at][self._plan.columns.index(name)]
        return self._problem(
            batch,
            at,
            fault.code,
            column=name,
            value=visible(text)[:SHOWN_CHARACTERS],
            expected=fault.expected,
            suggestion=fault.suggestion if may_mend(rows, at, name, fault) else "",
        )

    def _broken(self, broken: Broken, found: list[Problem]) -> None:
        """A record whose quotation marks do not close."""
        problem = of_broken(self._task.table.name, broken)
        self._rejects.add([problem], [broken.text])
        found.append(problem)

    def _problem(self, batch: Batch, at: int, code: str, **more: Any) -> Problem:
        problem = Problem(code, self._task.table.name, batch.lines[at], batch.numbers[at], **more)
        return self._placed.one(batch, at, problem)

    # --- the whole file -------------------------------------------------------------------------

    def _late(self) -> None:
        """Rows that repeat others or point nowhere: told, and taken out again."""
        lost = self._own.lost(self._rows) if "unknown_reference" in CHECKS else {}
        is_told = "duplicate_row" in CHECKS
        repeated = self._repeats.found(self._rows) if is_told else Found.nothing(self._rows)
        self._forget()
        gone = repeated.others > 0
        for points_nowhere in lost.values():
            gone |= points_nowhere
        if gone.any():
            self._accepted.without(gone)
        ended = end_of(self._accepted, self._task.table, self._task.declaration, self._rows)
        self._left += ended.left
        if ended.gone.any():
            self._accepted.without(ended.gone, ended.sums)
        self._tally.add_late(ended.notes)
        if gone.any() or ended.wrong:
            self._say_late(lost, repeated, ended.wrong)
        self._rejects.close()

    def _say_late(self, lost: Mapping[str, Mask], repeated: Found, wrong: Wrong) -> None:
        """Read the file again for the records that were thought good."""
        late = Tally()
        with (self._folder / ORIGINAL).open("rb") as stream:
            records = records_of(stream, self._task.declaration, self._task.limits)
            for batch in records.batches():
                told: dict[int, list[Problem]] = {}
                for column, points_nowhere in lost.items():
                    for at in np.flatnonzero(points_nowhere[batch.numbers]).tolist():
                        told.setdefault(at, []).append(self._lost(batch, at, column))
                for at, other, is_exact in repeated.of(batch.numbers):
                    problem = self._repeated(batch, at, other, is_exact)
                    told.setdefault(at, []).append(problem)
                for at in [at for at, number in enumerate(batch.numbers) if number in wrong]:
                    code, more = wrong[batch.numbers[at]]
                    problem = self._problem(batch, at, code, value=self._name(batch, at), **more)
                    told.setdefault(at, []).append(problem)
                for at, problems in sorted(told.items()):
                    self._rejects.add(problems, batch.cells[at])
                late.add([problem for problems in told.values() for problem in problems])
        self._tally.join(late)

    def _lost(self, batch: Batch, at: int, column: str) -> Problem:
        """A pointer to a row of this table that is neither in the file nor in the record."""
        text = batch.cells[at][self._plan.columns.index(column)].strip()
        return self._problem(
            batch,
            at,
            "unknown_reference",
            column=column,
            value=text[:SHOWN_CHARACTERS],
            expected=(self._task.table.name,),
        )

    def _repeated(self, batch: Batch, at: int, other: int, is_exact: bool) -> Problem:
        """An exact repeat, or a row that contradicts another."""
        return self._problem(
            batch,
            at,
            "duplicate_row" if is_exact else "conflicting_row",
            column=self._named_by[0],
            value=self._name(batch, at),
            expected=(str(other),),
        )

    def _name(self, batch: Batch, at: int) -> str:
        """What names a row to a person."""
        told = (batch.cells[at][place].strip() for place in self._named_at)
        return ", ".join(filter(None, told))[:SHOWN_CHARACTERS]
