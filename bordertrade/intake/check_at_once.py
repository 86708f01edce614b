"""A file checked at once, in this process: for what is small, and for tests."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import weakref
from dataclasses import replace
from datetime import date
from pathlib import Path

from bordertrade.dataset import Dataset, Table
from bordertrade.intake.accepted import Accepted
from bordertrade.intake.declaration import Declaration
from bordertrade.intake.file_check import Task, check
from bordertrade.intake.limits import Limits
from bordertrade.intake.references import References
from bordertrade.intake.report import ACCEPTED, ORIGINAL, CheckReport
from bordertrade.intake.tally import Tally
from bordertrade.intake.understanding import understand
from bordertrade.problems import Problem


class _Folder:
    """A folder that goes when nobody holds it any more."""

    def __init__(self) -> None:
        self.path = Path(tempfile.mkdtemp(prefix="bordertrade-check-"))
        weakref.finalize(self, shutil.rmtree, self.path, ignore_errors=True)


def check_file(
    content: bytes,
    table: Table,
    dataset: Dataset,
    today: date | None = None,
    declared: Declaration | None = None,
) -> CheckReport:
    """Read a CSV as it is understood, with what was ``declared``, and hold it against the contract
    and the data it joins."""
    understood = understand(content, dataset.contract, dataset, table.name, declared=declared)
    folder = _Folder()
    (folder.path / ORIGINAL).write_bytes(content)
    references = References.of(dataset, today)
    if understood.refusal is not None:
        report = _refused(understood.refusal, table, content, folder)
    else:
        task = Task("file.csv", table, understood.declaration, references, Limits())
        report = check(folder.path, task, hashlib.sha256(content).hexdigest())
    return replace(report, keeper=folder)


def _refused(refusal: Problem, table: Table, content: bytes, folder: _Folder) -> CheckReport:
    nothing = Accepted(folder.path / ACCEPTED, table)
    nothing.close()
    found = Tally()
    found.add([refusal])
    return found.report(
        table=table.name,
        file="file.csv",
        checksum=hashlib.sha256(content).hexdigest(),
        size=len(content),
        declaration=Declaration(),
        rows=0,
        accepted=0,
        rejected=0,
        folder=folder.path,
    )
