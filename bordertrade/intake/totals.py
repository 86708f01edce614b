"""What a file comes to: by its own totals, with the rows that are left out, and as it enters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from bordertrade.dataset import Table
from bordertrade.intake.report import CheckReport

_AMOUNTS = ("value", "value_usd")
_DOLLARS = "USD"


@dataclass(frozen=True, slots=True)
class FileTotals:
    """``enters`` is the sum of the rows that are taken, by currency. ``stated`` is what the file's
    own line of totals says (the largest of several), ``line`` where; ``whole`` is the sum with the
    rows that hold others, or are held, and stay out. None where there is none."""

    enters: Mapping[str, float]
    stated: float | None = None
    line: int | None = None
    whole: float | None = None


def totals_of(report: CheckReport, table: Table) -> FileTotals | None:
    """Both totals of a checked file; None for a table that adds up no money."""
    amount = next((name for name in _AMOUNTS if name in table), "")
    if not amount or "period" not in table:
        return None
    rows = report.frame()
    if "currency" in table:
        enters = rows.groupby("currency")[amount].sum(min_count=1).dropna()
        given = {str(name): float(total) for name, total in enters.items()}
    else:
        given = {_DOLLARS: float(rows[amount].sum())}
    stated = _stated(report)
    line = max(stated, key=lambda each: stated[each]) if stated else None
    return FileTotals(given, stated[line] if line is not None else None, line, _whole(report))


def _stated(report: CheckReport) -> dict[int, float]:
    """By line, what the totals rows say; of a turned table the sum of their columns."""
    found: dict[int, float] = defaultdict(float)
    for problem in report.problems:
        if problem.code == "totals_row" and "stated" in problem.details and problem.line:
            found[problem.line] += float(problem.details["stated"])
    return found


def _whole(report: CheckReport) -> float | None:
    """The sum of all rows where some hold others, as the end of the check found it."""
    told = (each.details.get("whole_sum") for each in report.problems)
    return next((float(text) for text in told if text), None)
