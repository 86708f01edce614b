"""Periods that are missing, far outside, or look like another one once more."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from bordertrade.dataset.rows import numbered, rows_of
from bordertrade.intake.suspicions.given import END, START, Given
from bordertrade.problems import Problem, Severity

#: Days without a figure that make a gap: as long as the shortest month.
_GAP_DAYS = 28
_YEAR = pd.Timedelta(days=366)
#: A line counts as kept up when it has this many periods in the year before.
_KEPT_UP = 3
#: A period this long before everything else is a slip of the year, or of the calendar.
_LONG_BEFORE = pd.Timedelta(days=5 * 365)
#: Fewer rows than this may repeat by chance.
_ALIKE = 3


def missing_months(given: Given) -> Iterator[Problem]:
    """A gap before a new period of a market, or a market that the file has left out."""
    line = [n for n in ("market", "reporter", "direction") if n in given.table]
    if "market" not in given.table or given.fresh.empty:
        return
    yield from _gaps(given, line)
    yield from _left_out(given, line)


def _gaps(given: Given, line: list[str]) -> Iterator[Problem]:
    columns = [*line, START, END]
    before = given.known_of(line)[columns].drop_duplicates()
    both = pd.concat([before, given.fresh[columns]], ignore_index=True)
    both["place"] = np.arange(len(both)) - len(before)
    both["line"] = numbered(both, line)[0]
    both = both.sort_values(["line", START, END], kind="stable")
    until = both.groupby("line")[END].cummax().groupby(both["line"]).shift()
    last = both.groupby("line")[END].transform(
        lambda end: end[both.loc[end.index, "place"] < 0].max()
    )
    gap = (both[START] - until).dt.days - 1
    found = both[(gap >= _GAP_DAYS) & (both["place"] >= 0) & ~(both[START] < last)]
    for row, end in zip(rows_of(found), until.loc[found.index], strict=True):
        first, final = end + pd.Timedelta(days=1), row.start - pd.Timedelta(days=1)
        details = {"first": f"{first:%Y-%m}", "last": f"{final:%Y-%m}", "count": str(len(found))}
        at = int(given.fresh.index[row.place])
        yield Problem(
            "missing_month",
            given.table.name,
            at,
            column="period",
            value=_named(row, line),
            details=details,
            severity=Severity.WARNING,
        )


def _left_out(given: Given, line: list[str]) -> Iterator[Problem]:
    """Lines kept up until now that the file does not carry on, although it does others."""
    start, end = given.fresh[START].min(), given.fresh[END].max()
    recent = given.known[(given.known[END] >= start - _YEAR) & (given.known[END] < start)]
    if recent.empty:
        return
    kept = recent.groupby(line)[START].nunique()
    fresh = set(given.fresh[line].drop_duplicates().itertuples(index=False, name=None))
    known = given.known[(given.known[END] >= start) & (given.known[START] <= end)]
    told = fresh | set(known[line].drop_duplicates().itertuples(index=False, name=None))
    for key in kept.index[kept >= _KEPT_UP]:
        if key not in told:
            yield Problem(
                "missing_market",
                given.table.name,
                column="market",
                value=", ".join(key),
                details={"first": f"{start:%Y-%m}", "last": f"{end:%Y-%m}"},
                severity=Severity.WARNING,
            )


def _named(row: object, line: list[str]) -> str:
    return ", ".join(str(getattr(row, name)) for name in line)


def long_before(given: Given) -> Iterator[Problem]:
    """A period years before the first that the table has: a slip of the year or the calendar."""
    if not given.value or given.known.empty or given.fresh.empty:
        return
    first = given.known[START].min()
    early = given.fresh[given.fresh[END] < first - _LONG_BEFORE]
    details = {"first": f"{first:%Y-%m}"}
    pairs = zip(early.index.tolist(), early[given.when].tolist(), strict=True)
    findings = [(line, period, details) for line, period in pairs]
    yield from given.told("long_before_series", given.when, findings)


def repeated_period(given: Given) -> Iterator[Problem]:
    """New rows that hold, cell by cell, the figures of an earlier period: last month once more.

    Prices have a date and often stand still: the same ones again are no slip.
    """
    if given.when != "period" or not given.line or len(given.fresh) < _ALIKE or given.known.empty:
        return
    columns = ["period", *given.line, given.value]
    fresh, known = given.fresh[columns], given.known[columns]
    fresh, known = (rows[rows[given.value] > 0] for rows in (fresh, known))
    old = _totals(known, given.value)
    by_total = old.reset_index().groupby(["count", "sum"])["period"].agg(list).to_dict()
    for period, total in _totals(fresh, given.value).iterrows():
        alike = by_total.get((total["count"], total["sum"]), [])
        twin = next((p for p in alike if p != period and _same(fresh, known, period, p)), None)
        if total["count"] >= _ALIKE and twin is not None:
            yield Problem(
                "period_repeated",
                given.table.name,
                int(fresh.index[fresh["period"] == period].min()),
                column="period",
                value=str(period),
                expected=(str(twin),),
                severity=Severity.WARNING,
            )


def _totals(rows: pd.DataFrame, value: str) -> pd.DataFrame:
    """How many figures each period has, and their sum, rounded: to find twins, not to tell them."""
    found: pd.DataFrame = rows.groupby("period")[value].agg(["count", "sum"])
    return found.assign(sum=found["sum"].round(2))


def _same(fresh: pd.DataFrame, known: pd.DataFrame, period: object, twin: object) -> bool:
    ours, theirs = (
        rows[rows["period"] == which].drop(columns="period")
        for rows, which in ((fresh, period), (known, twin))
    )
    columns = list(ours.columns)
    told = (
        each.sort_values(columns, ignore_index=True) for each in (ours, theirs.astype(ours.dtypes))
    )
    first, second = told
    return first.equals(second)
