"""What a file comes to: by its own totals, with the rows that are left out, and as it enters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from bordertrade.dataset import Table
from bordertrade.intake.report import CheckReport
from bordertrade.vocabulary import ObsStatus

#: An amount, its low and its high.
_IN_ANY_MONEY = ("value", "value_low", "value_high")
_IN_DOLLARS = ("value_usd", "value_low_usd", "value_high_usd")
_DOLLARS = "USD"
#: Rows without an amount whose trade is known all the same: there was none.
_NOTHING = (ObsStatus.CLOSED, ObsStatus.CANNOT_EXIST)


@dataclass(frozen=True, slots=True)
class FileTotals:
    """``enters`` is the sum of the rows that are taken, by currency; ``ends`` are its low and high
    where they differ, ``unknown`` counts the rows among them of whose amount nothing is known.
    ``stated`` is what the file's own line of totals says (the largest of several), ``line`` where;
    ``whole`` is the sum with the rows that hold others, or are held, and stay out. None where there
    is none."""

    enters: Mapping[str, float]
    stated: float | None = None
    line: int | None = None
    whole: float | None = None
    ends: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    unknown: int = 0


def totals_of(report: CheckReport, table: Table) -> FileTotals | None:
    """Both totals of a checked file; None for a table that adds up no money."""
    names = _IN_ANY_MONEY if "currency" in table else _IN_DOLLARS
    if names[0] not in table or "period" not in table:
        return None
    rows = report.frame()
    sums = _sums(rows[rows[names[0]].notna()], names)
    stated = _stated(report)
    line = max(stated, key=lambda each: stated[each]) if stated else None
    return FileTotals(
        enters={money: central for money, (central, _low, _high) in sums.items()},
        stated=stated[line] if line is not None else None,
        line=line,
        whole=_whole(report),
        ends={money: (low, high) for money, (_central, low, high) in sums.items() if low < high},
        unknown=_unknown(rows, names[0]),
    )


def _sums(rows: pd.DataFrame, names: tuple[str, ...]) -> dict[str, tuple[float, float, float]]:
    """By currency, the sums of the amounts, of their lows and of their highs."""
    amount = rows[names[0]]
    columns = {name: rows[name].fillna(amount) if name in rows else amount for name in names}
    moneys = rows["currency"] if "currency" in rows else pd.Series(_DOLLARS, index=rows.index)
    found = pd.DataFrame(columns).astype("float64").groupby(moneys.to_numpy()).sum()
    return {str(money): (own[0], own[1], own[2]) for money, *own in found.itertuples(name=None)}


def _unknown(rows: pd.DataFrame, amount: str) -> int:
    """Rows without an amount that do not say that there was none."""
    without = rows[amount].isna()
    if "obs_status" in rows:
        without &= ~rows["obs_status"].isin(list(_NOTHING))
    return int(without.sum())


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
