"""The check of each file, one after the other, each against what the files before it bring."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from dataclasses import replace

from bordertrade.dataset import Dataset, Table
from bordertrade.intake import jobs, joining
from bordertrade.intake.declaration import Declaration
from bordertrade.intake.jobs import JobFailed
from bordertrade.intake.limits import Limits
from bordertrade.intake.merging import Merge
from bordertrade.intake.references import References
from bordertrade.intake.report import CheckReport
from bordertrade.ui import roles
from bordertrade.ui import upload_grants as door
from bordertrade.ui.updating import reading
from bordertrade.ui.updating.desk import Desk, Paper

#: A check this short is waited for, so that small files show no progress bar, seconds.
_SOON = 1.5
_PAUSE = 0.05
#: The address of visitors at this computer, for the line of checks.
_HERE = "here"
#: A file of the page's largest size takes a fraction of this.
_LIMITS = Limits(seconds=600)


def in_order(desk: Desk, dataset: Dataset) -> list[Paper]:
    """The files that can be read, those that others point to first: sources before trade."""
    papers = [paper for paper in desk.papers.values() if paper.is_read]
    return sorted(papers, key=lambda paper: len(reading.table_of(paper, dataset).foreign_keys))


def advance(desk: Desk, base: Dataset) -> Dataset:
    """Start or finish the next check; returns the data set with every finished file joined.

    Files are checked one after the other: the rows of a later one may point to rows that an
    earlier one brings.
    """
    working = base
    for paper in in_order(desk, base):
        if reading.missing(paper, base):
            paper.forget_check()
            continue
        if not _checked(paper, working):
            break
        if paper.report is not None:
            working = joined(desk, paper, working).dataset
    return working


def _checked(paper: Paper, working: Dataset) -> bool:
    """Whether the check of a file as it is declared now is over, well or not."""
    asked = (paper.table, _unsure_aside(paper.obeyed), working.fingerprint)
    if paper.asked != asked:
        paper.forget_check()
        _start(paper, working)
        paper.asked = asked  # only now: a click may end this run anywhere, also before the start
        _wait(paper)
    collect(paper)
    return paper.job is None or paper.failed is not None or paper.report is not None


def _unsure_aside(declaration: Declaration) -> Declaration:
    """A confirmed guess asks for no new check."""
    return replace(declaration, how={})


def _start(paper: Paper, working: Dataset) -> None:
    table = reading.table_of(paper, working)
    try:
        paper.job = jobs.start(
            *(paper.path, paper.name, table, paper.obeyed, References.of(working), _LIMITS),
            whose="" if roles.may_hand_in() else door.address() or _HERE,
        )
    except JobFailed as failed:
        paper.failed = failed


def _wait(paper: Paper) -> None:
    """Give a new check a moment."""
    deadline = time.monotonic() + _SOON
    while paper.job is not None and is_running(paper) and time.monotonic() < deadline:
        time.sleep(_PAUSE)


def is_pending(paper: Paper) -> bool:
    """A check was started whose result has not been taken: it may be over by now."""
    return paper.job is not None and paper.report is None and paper.failed is None


def is_running(paper: Paper) -> bool:
    return paper.job is not None and is_pending(paper) and not paper.job.progress().is_over


def collect(paper: Paper) -> None:
    """Take the result of a check that is over."""
    if paper.job is None or not is_pending(paper) or is_running(paper):
        return
    try:
        paper.report = paper.job.result()
        paper.kept_out = _kept_out(paper, paper.report)
    except JobFailed as failed:
        paper.failed = failed


def _kept_out(paper: Paper, report: CheckReport) -> tuple[object, ...]:
    """What tells the rejected rows of a report: the same for another record that rejects the same."""
    if not report.rejected:
        return ()
    table, declaration, _record = paper.asked
    with report.rejects.open("rb") as rejects:
        return table, declaration, hashlib.file_digest(rejects, "sha256").hexdigest()


def joined(desk: Desk, paper: Paper, working: Dataset) -> Merge:
    """The good rows of a checked file joined to a data set; made once for the same."""
    report = paper.report
    assert report is not None
    key = (working.fingerprint, paper.checksum, paper.asked, paper.mode)
    made: Merge = desk.once(
        "merge", key, lambda: joining.joined(working, report, paper.mode), of=paper.checksum
    )
    return made


def ready(desk: Desk, base: Dataset) -> Iterator[tuple[Paper, Table, CheckReport]]:
    """The files whose check is over and has rows to take."""
    for paper in in_order(desk, base):
        if paper.report is not None and paper.report.accepted:
            yield paper, reading.table_of(paper, base), paper.report
