"""An inspection, told to programs."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from bordertrade.bringing.inspection import Inspection
from bordertrade.words import problems as problem_words
from bordertrade.words import questions


def as_json(found: Inspection) -> dict[str, Any]:
    """What ``check --json`` prints; docs/command-line.md describes the keys."""
    report = found.report
    return {
        "file": found.name,
        "checksum": found.checksum,
        "size_bytes": found.size_bytes,
        "table": found.table,
        "tables": list(found.understood.tables),
        "declaration": found.declaration.as_json() if found.declaration else None,
        "unconfirmed": list(found.unconfirmed),
        "questions": [questions.as_record(*each) for each in found.asked],
        "needs_reason": list(found.needs_reason),
        "rows": report.rows if report else 0,
        "accepted": report.accepted if report else 0,
        "rejected": report.rejected if report else 0,
        "counts": dict(found.counts),
        "problems": [problem_words.as_record(problem) for problem in found.problems],
        "nothings": [asdict(each) for each in found.nothings],
        "changes": changes(found),
        "totals": asdict(totals) if (totals := found.totals) else None,
    }


def changes(found: Inspection) -> dict[str, int] | None:
    """How many rows the file adds, changes, removes and repeats; None if it was not merged."""
    if found.merge is None:
        return None
    names = ("added", "changed", "removed", "unchanged")
    return {name: getattr(found.merge, name) for name in names}
