"""A checked file on its way into the record: its rows joined, looked at, and told to the audit.

The page and the command line both go this way, so that a file means the same on either.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from bordertrade.dataset import UPLOADED, Dataset, Provenance
from bordertrade.intake.aside import aside, in_doubt
from bordertrade.intake.declaration import Declaration
from bordertrade.intake.merging import Merge, Mode, merge
from bordertrade.intake.placing import placed
from bordertrade.intake.report import RECORD, CheckReport
from bordertrade.intake.suspicions import Came, personal_headings, seen_before, suspicions
from bordertrade.problems import Problem

_LONGEST_NAME = 120


def shown_name(name: str) -> str:
    """The name that a file gives itself, for people and the audit; never for a path."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(c for c in last if c.isprintable())[:_LONGEST_NAME] or "file.csv"


def joined(dataset: Dataset, report: CheckReport, mode: Mode) -> Merge:
    """The good rows of a checked file joined to a data set."""
    origin = Provenance(report.file, report.checksum, UPLOADED, report.accepted)
    return merge(dataset, dataset.contract.tables[report.table], report.frame(), mode, origin)


def looked_at(  # noqa: PLR0913, PLR0917 - each is a thing that the file is held against
    dataset: Dataset,
    report: CheckReport,
    mode: Mode,
    after: Dataset,
    header: Iterable[str],
    known: Mapping[str, Came],
) -> tuple[Problem, ...]:
    """What is odd about a file and its good rows, which make ``dataset`` into ``after``.

    ``header`` as it stands in the file, ``known`` as for ``seen_before``.
    """
    table = dataset.contract.tables[report.table]
    # Of a turned table many rows stand on one line: they are told apart by their numbers.
    numbers = report.origins()[RECORD].to_numpy()
    rows = report.frame().set_axis(pd.Index(numbers, name="line"))
    odd = suspicions(dataset, table, rows, mode, after)
    return (
        *personal_headings(table, header),
        *seen_before(table, report.checksum, known),
        *placed(report, odd),
    )


def told(
    report: CheckReport, declaration: Declaration, mode: Mode, merged: Merge
) -> dict[str, Any]:
    """What the audit keeps of a file: how it was read and joined, and what that changed.

    ``declaration`` is the report's, with all that was confirmed since.
    """
    return {
        "file": report.file,
        "checksum": report.checksum,
        "table": report.table,
        "mode": mode.value,
        "declaration": declaration.as_json(),
        "rejected": in_doubt(report),
        "no_data": aside(report),
        "added": merged.added,
        "changed": merged.changed,
        "removed": merged.removed,
        "unchanged": merged.unchanged,
    }
