"""One file, looked at from all sides: what is understood, wrong, odd, and what it would change."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from bordertrade.bringing.published import Published
from bordertrade.bringing.reading import Reading, known_table
from bordertrade.dataset import Dataset, Table
from bordertrade.intake import Merge, Mode, joining
from bordertrade.intake.aside import in_doubt
from bordertrade.intake.declaration import Declaration
from bordertrade.intake.form_memory import form_of, lines_above, money_in, recalled
from bordertrade.intake.jobs import Job, JobFailed, start
from bordertrade.intake.limits import Limits
from bordertrade.intake.made_ids import lacking
from bordertrade.intake.questions import Effect, Question, effects, joined
from bordertrade.intake.references import References
from bordertrade.intake.report import CheckReport
from bordertrade.intake.suspicions import Came, asks_reason, personal_headings
from bordertrade.intake.totals import FileTotals, totals_of
from bordertrade.intake.understanding import Understanding, understand
from bordertrade.intake.unrecorded import Nothing, nothings
from bordertrade.problems import Problem, Severity
from bordertrade.words import versions


@dataclass(frozen=True, slots=True)
class Expected:
    """What the sender says of the file: its checksum (SHA-256, hex) and size; None for unsaid."""

    checksum: str | None = None
    size_bytes: int | None = None


@dataclass(frozen=True, eq=False, slots=True)
class Inspection:
    """``declaration``, ``report`` and ``merge`` are None as far as the file did not get.

    ``refusals`` say why nothing of the file can be taken, ``odd`` are suspicions about rows that
    are in form. ``is_table_sure`` is False where several tables fit and nobody said which.
    """

    file: Path
    checksum: str
    size_bytes: int
    understood: Understanding
    refusals: tuple[Problem, ...] = ()
    is_table_sure: bool = True
    declaration: Declaration | None = None
    report: CheckReport | None = None
    merge: Merge | None = None
    odd: tuple[Problem, ...] = ()
    contract_table: Table | None = None
    #: What the file calls itself, where its path does not say so.
    called: str = ""
    #: The open questions, each with what its answers would do.
    asked: tuple[tuple[Question, tuple[Effect, ...]], ...] = ()

    @property
    def name(self) -> str:
        """The file's name for people and the audit; never a path."""
        return joining.shown_name(self.called or self.file.name)

    @property
    def table(self) -> str | None:
        return next(iter(self.understood.tables), None)

    @property
    def barring_headings(self) -> tuple[Problem, ...]:
        """The columns that promise data about persons, as the header alone tells."""
        return (
            personal_headings(self.contract_table, self.understood.header)
            if self.contract_table
            else ()
        )

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that is to be said, as far as it is kept: the file's, the odd, the rows'.

        Thousands of bad rows must not push aside what holds for all of them.
        """
        rows = self.report.problems if self.report else ()
        return (*self.refusals, *self.odd, *self.understood.notes, *rows)

    @property
    def counts(self) -> Mapping[str, int]:
        """Code -> how often, exactly: also of problems beyond those that are kept."""
        counts = Counter(self.report.counts if self.report else {})
        counts.update(each.code for each in (*self.refusals, *self.understood.notes, *self.odd))
        return counts

    @property
    def is_refused(self) -> bool:
        """Whether nothing of the file can be taken."""
        return self.report is None or not self.report.accepted or self.is_barred

    @property
    def is_barred(self) -> bool:
        """Whether something about its rows forbids to publish any."""
        return any(problem.is_error for problem in self.odd)

    @property
    def has_errors(self) -> bool:
        return self.is_refused or self.report is None or self.report.has_errors

    @property
    def has_doubts(self) -> bool:
        """Whether rows stay out only by the caller's word; totals that agree and notes do not."""
        return self.is_refused or self.report is None or in_doubt(self.report) > 0

    @property
    def unconfirmed(self) -> tuple[str, ...]:
        """The parts of the declaration that were guessed and nobody has confirmed."""
        if self.declaration is None:
            return ()
        table = () if self.is_table_sure else ("table",)
        return (*table, *self.declaration.unconfirmed)

    @property
    def needs_reason(self) -> tuple[str, ...]:
        """The codes of suspicions that go on only with a reason."""
        return tuple(dict.fromkeys(each.code for each in self.odd if asks_reason(each)))

    @property
    def totals(self) -> FileTotals | None:
        """What the file says it comes to, and what enters; None where it was not merged."""
        if self.report is None or self.merge is None or self.contract_table is None:
            return None
        return totals_of(self.report, self.contract_table)

    @property
    def nothings(self) -> list[Nothing]:
        """The words for nothing, whose meaning only a person knows."""
        if self.report is None or self.contract_table is None:
            return []
        return nothings(self.report, self.contract_table)


@dataclass(frozen=True, eq=False, slots=True)
class Inspector:
    """Looks at files for one record.

    ``known`` tells of files that came before, by checksum; ``remembered`` how a header was once
    matched, by its signature. A file with more rows than ``most_compared`` is checked but not
    compared with the record (None: always compared). ``follow`` waits for a check; ``names`` are
    what files call themselves, where their paths do not say so.
    """

    dataset: Dataset
    reading: Reading
    mode: Mode = Mode.APPEND
    known: Mapping[str, Came] = field(default_factory=dict)
    remembered: Callable[[str], Mapping[str, str] | None] = lambda _signature: None
    limits: Limits = field(default_factory=Limits)
    most_compared: int | None = None
    follow: Callable[[Job], CheckReport] = Job.result
    names: Mapping[Path, str] = field(default_factory=dict)

    @classmethod
    def on(
        cls,
        base: Published,
        reading: Reading,
        mode: Mode = Mode.APPEND,
        **more: Any,
    ) -> Inspector:
        """For what is published now, with what its store knows of files and headers."""
        found = cls(base.dataset, reading, mode, **more)
        if base.store is None:
            return found
        known, remembered = versions.files_of(base.store.revisions()), base.store.mapping
        return replace(found, known=known, remembered=remembered)

    def inspect(self, file: Path, expected: Expected | None = None) -> Inspection:
        """Look at a whole file; nothing is changed. Raises JobFailed, OSError, Misread."""
        found = self.look(file, expected)
        if found.declaration is None or found.refusals:
            return found
        report = self._report(found, found.declaration)
        if report.checksum != found.checksum:
            raise JobFailed("changed")
        return self._judged(replace(found, report=report))

    def look(self, file: Path, expected: Expected | None = None) -> Inspection:
        """Look at the head of a file only: what is understood."""
        if self.reading.is_as_before:
            return replace(self, reading=self._as_before(file)).look(file, expected)
        checksum, size = _identity(file)
        seen = self._understood(file)
        found = Inspection(file, checksum, size, seen, called=self.names.get(file, ""))
        refusal = _differs(expected or Expected(), checksum, size) or seen.refusal
        if refusal:
            return replace(found, refusals=(refusal,))
        declaration = self.reading.declaration(seen)
        table = self.dataset.contract.tables[seen.tables[0]]
        lacking = _lacking(declaration, table)
        sure = len(seen.tables) == 1 or self.reading.is_confirmed
        return replace(
            found,
            declaration=declaration,
            refusals=lacking,
            is_table_sure=sure,
            contract_table=table,
            asked=tuple((each, self._effects(file, each)) for each in seen.questions),
        )

    def _effects(self, file: Path, question: Question) -> tuple[Effect, ...]:
        """What each answer to a question would do to a row."""

        def again(key: str) -> Understanding:
            reading = self.reading.answering(question.id, key)
            return replace(self, reading=reading)._understood(file)

        return effects(question, again, self.dataset.contract, self.dataset.names())

    def _as_before(self, file: Path) -> Reading:
        """What was said of the last file of this form, below what is said now; confirmed only where
        such a file came before."""
        plain = replace(self.reading, is_as_before=False)
        table = known_table(plain.table, self.dataset.contract)
        seen, form, money = form_and_money(file, self.dataset, table)
        texts = self.remembered(form) if form else None
        if not texts:
            return plain
        given = {*seen.declaration.columns, *seen.declaration.fills}
        known = recalled(
            texts, self.dataset.contract.tables[seen.tables[0]], money, given, self.dataset
        )
        said = joined(known.as_parts(), plain.parts)
        return replace(plain, parts=said, is_confirmed=True)

    def _understood(self, file: Path) -> Understanding:
        """What the file says, then again with the columns that are remembered or said by name."""
        contract = self.dataset.contract
        table = known_table(self.reading.table, contract)
        declared = self.reading.declared
        seen = understand(file, contract, self.dataset, table, None, declared)
        remembered = self.remembered(seen.signature) if seen.signature else None
        mapped = self.reading.mapped(seen) if seen.refusal is None else {}
        if not remembered and not mapped:
            return seen
        return understand(file, contract, self.dataset, table, remembered, declared, mapped)

    def _report(self, found: Inspection, declaration: Declaration) -> CheckReport:
        table = self.dataset.contract.tables[found.understood.tables[0]]
        known = References.of(self.dataset)
        job = start(found.file, found.name, table, declaration, known, self.limits)
        return self.follow(job)

    def _judged(self, found: Inspection) -> Inspection:
        """With what its rows would change, and what is odd about them."""
        report = found.report
        if report is None or not report.accepted:
            return found
        if self.most_compared is not None and report.accepted > self.most_compared:
            return replace(found, odd=(_not_compared(report.table, self.most_compared),))
        merged = joining.joined(self.dataset, report, self.mode)
        odd = joining.looked_at(
            self.dataset,
            report,
            self.mode,
            merged.dataset,
            found.understood.header,
            self.known,
        )
        return replace(found, merge=merged, odd=odd)


def form_and_money(
    file: Path, dataset: Dataset, table: str | None
) -> tuple[Understanding, str, str]:
    """The file as it is without a word of anybody's, the key of its form and its words of money."""
    seen = understand(file, dataset.contract, dataset, table)
    if seen.refusal is not None:
        return seen, "", ""
    texts = (*seen.header, *lines_above(file, seen.declaration))
    return seen, form_of(seen.header, seen.tables[0]), money_in(texts)


def _not_compared(table: str, most: int) -> Problem:
    return Problem("not_compared", table, expected=(f"{most:,}",), severity=Severity.WARNING)


def _lacking(declaration: Declaration, table: Table) -> tuple[Problem, ...]:
    """The required columns that neither the file nor the caller gives."""
    given = {*declaration.columns, *declaration.fills}
    return tuple(
        Problem(
            "column_missing",
            table.name,
            declaration.header_line,
            column=column.name,
            expected=table.column_names,
        )
        for column in lacking(table, given)
    )


def _identity(file: Path) -> tuple[str, int]:
    """Checksum and size of a file, whatever its length, in a megabyte of memory."""
    with file.open("rb") as stream:
        checksum = hashlib.file_digest(stream, "sha256").hexdigest()
        return checksum, stream.tell()


def _differs(expected: Expected, checksum: str, size_bytes: int) -> Problem | None:
    """The file is not the one that was sent: cut short on the way, or changed."""
    if expected.size_bytes not in (None, size_bytes):
        return Problem("file_size", "", value=str(size_bytes), expected=(str(expected.size_bytes),))
    if expected.checksum and expected.checksum.casefold() != checksum:
        return Problem("file_checksum", "", value=checksum, expected=(expected.checksum,))
    return None
