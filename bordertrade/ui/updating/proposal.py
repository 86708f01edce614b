"""What the checked files together would make of the published record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bordertrade.dataset import Dataset
from bordertrade.dataset.difference import Difference, difference
from bordertrade.intake import joining
from bordertrade.intake.merging import Merge, Suggestion, suggested_mode
from bordertrade.intake.report import CheckReport
from bordertrade.intake.suspicions import Came, asks_reason, is_reason
from bordertrade.intake.totals import FileTotals, totals_of
from bordertrade.problems import Problem
from bordertrade.store import StoreError
from bordertrade.ui import cache
from bordertrade.ui.updating import checked, reading, working
from bordertrade.ui.updating.desk import Desk, Paper
from bordertrade.words import _, ngettext, versions


@dataclass(frozen=True, eq=False, slots=True)
class Change:
    """One file's part: its check, its merge, what looks odd about it, the mode that fits, and what
    it comes to (None where it adds up no money)."""

    paper: Paper
    report: CheckReport
    merge: Merge
    suspicions: tuple[Problem, ...]
    suggestion: Suggestion
    totals: FileTotals | None


@dataclass(frozen=True, eq=False, slots=True)
class Proposal:
    """The record as it would be: ``after`` from ``base``, by each file's change."""

    base: Dataset
    after: Dataset
    changes: tuple[Change, ...]
    difference: Difference

    @property
    def changes_nothing(self) -> bool:
        return self.base.fingerprint == self.after.fingerprint


def propose(desk: Desk, base: Dataset) -> Proposal | None:
    """Join the checked files, in order; None where no file has rows to take yet."""
    taken = list(working.ready(desk, base))
    if not taken:
        return None
    key = (base.fingerprint, *((p.checksum, p.asked, p.mode) for p, _t, _r in taken))
    made: Proposal = desk.once("proposal", key, lambda: _proposed(desk, base))
    return made


def _proposed(desk: Desk, base: Dataset) -> Proposal:
    at, changes = base, []
    known = known_files()
    for paper, table, report in working.ready(desk, base):
        made = working.joined(desk, paper, at)
        odd = joining.looked_at(at, report, paper.mode, made.dataset, reading.header(paper), known)
        suggestion = suggested_mode(at, table, report.frame())
        totals = totals_of(report, table)
        changes.append(Change(paper, report, made, odd, suggestion, totals))
        at = made.dataset
    told = changes[0].merge.difference if len(changes) == 1 else difference(base, at)
    return Proposal(base, at, tuple(changes), told)


def known_files() -> dict[str, Came]:
    """Checksums of the files of all revisions, with the revision that each came with."""
    try:
        return versions.files_of(cache.store().revisions())
    except StoreError:  # a store that is away knows no files; applying will say so
        return {}


def reason_key(paper: Paper, problem: Problem) -> str:
    """One reason serves all suspicions of a kind about a file."""
    return f"{paper.key} {problem.code}"


def needs_reason(proposal: Proposal) -> list[tuple[Paper, Problem]]:
    """The first suspicion of each kind that goes on only with a person's reason."""
    found: dict[str, tuple[Paper, Problem]] = {}
    for change in proposal.changes:
        for problem in change.suspicions:
            if asks_reason(problem):
                found.setdefault(reason_key(change.paper, problem), (change.paper, problem))
    return list(found.values())


def obstacles(desk: Desk, proposal: Proposal | None, base: Dataset) -> list[str]:
    """What must still be done before anything can be applied, as sentences."""
    told = [each for paper in desk.papers.values() for each in _of_paper(paper, base)]
    if proposal is None:
        return told or [_("No file has rows to take yet.")]
    errors = {p.code for change in proposal.changes for p in change.suspicions if p.is_error}
    if errors - {"personal_column"}:
        told.append(_("Step 4: something in the file may not be published."))
    open_ = [
        problem
        for paper, problem in needs_reason(proposal)
        if not is_reason(desk.reasons.get(reason_key(paper, problem), ""))
    ]
    if open_:
        told.append(
            ngettext(
                "Step 4: say why {count} odd thing is right, in a few words.",
                "Step 4: say why {count} odd things are right, in a few words.",
                len(open_),
            )
        )
    return told


def _of_paper(paper: Paper, base: Dataset) -> Iterator[str]:
    if not paper.is_read:
        yield _("{name}: the file cannot be read; take it away or mend it.", name=paper.name)
        return
    guessed, missing = reading.guesses(paper), reading.missing(paper, base)
    if reading.personal(paper, base):
        yield _("{name}, step 2: a column about persons may not be published.", name=paper.name)
        return
    if guessed:
        yield _("{name}, step 2: confirm what was guessed.", name=paper.name)
    if missing:
        named = ", ".join(column.title for column in missing)
        yield _("{name}, step 2: answer what is asked ({named}).", name=paper.name, named=named)
    elif paper.failed is not None:
        yield _("{name}, step 3: the check stopped; start it again.", name=paper.name)
    elif paper.report is None:
        yield _("{name}, step 3: the check is still running.", name=paper.name)
    elif not checked.is_settled(paper):
        yield _("{name}, step 3: mend or leave out the rows with problems.", name=paper.name)
