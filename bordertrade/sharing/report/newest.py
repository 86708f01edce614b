"""Which rows of a long table are printed: the newest, and of every line at least one."""

from __future__ import annotations

from datetime import date

import pandas as pd

from bordertrade import calendars

#: Rows that a report prints of one table: about a page.
MOST_ROWS = 40
_PERIODS = ("period_code", "pk_period_code", "ir_period_code", "to_period_code")
_LINES = tuple(
    f"{name}_code"
    for name in ("market", "channel", "direction", "reporter", "calendar", "goods", "series")
)


def newest(coded: pd.DataFrame, most: int = MOST_ROWS) -> list[int]:
    """Positions of the rows to print, in the table's own order. ``coded`` holds stable codes."""
    if len(coded) <= most:
        return list(range(len(coded)))
    by_age = sorted(range(len(coded)), key=_ends(coded).__getitem__, reverse=True)
    lines = coded[[name for name in _LINES if name in coded]].astype(str).agg("~".join, axis=1)
    first = list({lines.iloc[each]: each for each in reversed(by_age)}.values())
    kept = list(dict.fromkeys([*first, *by_age]))[:most]
    return sorted(kept)


def _ends(coded: pd.DataFrame) -> list[date]:
    """The last day that each row speaks of."""
    named = [name for name in _PERIODS if name in coded]
    return [
        max((_end(str(code)) for code in codes), default=date.min)
        for codes in coded[named].itertuples(index=False, name=None)
    ]


def _end(code: str) -> date:
    return calendars.parse(code).end if code else date.min
