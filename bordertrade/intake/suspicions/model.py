"""Observed spans of days that leave a modelled month standing beside them: both would be counted."""

from __future__ import annotations

from collections.abc import Iterator

from bordertrade import calendars
from bordertrade.calendars import Calendar, Period
from bordertrade.dataset.rows import rows_of
from bordertrade.intake.suspicions.bounds import CHANNEL
from bordertrade.intake.suspicions.given import Finding, Given
from bordertrade.problems import Problem
from bordertrade.vocabulary import ABSENT

_LINE = ["market", "direction"]


def span_beside_model(given: Given) -> Iterator[Problem]:
    """Days of a month that the model fills too: the part would be added to the whole month.

    A row that covers its months whole hides the modelled ones; one of Solar Hijri months hides
    those that hold most of its days.
    """
    if given.table.name not in CHANNEL or given.fresh.empty:
        return
    standing = _standing(given)
    found: list[Finding] = []
    told = given.fresh[~given.fresh["obs_status"].isin(list(ABSENT))]
    columns = ["period", *_LINE]
    for line, period, *key in told[columns].itertuples(name=None):
        parts = _parts_of_months(calendars.parse(period))
        beside = sorted(parts & standing.get(tuple(key), frozenset()))
        if beside:
            found.append((line, period, {"first": beside[0]}))
    yield from given.told("span_beside_model", "period", found)


def _parts_of_months(period: Period) -> frozenset[str]:
    """The Gregorian months that a span of days holds in part."""
    if period.calendar is not Calendar.GREGORIAN:
        return frozenset()
    ends = {calendars.month_holding(day, Calendar.GREGORIAN) for day in (period.start, period.end)}
    return frozenset(month.text for month in ends if not period.contains(month))


def _standing(given: Given) -> dict[tuple[str, ...], frozenset[str]]:
    """By market and direction, the modelled months that no observed row stands for, afterwards."""
    cube = given.after.cube
    shown = cube["modelled"].astype(bool) & ~cube["hidden"].astype(bool)
    rows = cube[shown & (cube["channel"] == str(CHANNEL[given.table.name]))]
    found: dict[tuple[str, ...], set[str]] = {}
    for row in rows_of(rows[["period", *_LINE]].drop_duplicates()):
        found.setdefault((row.market, row.direction), set()).add(row.period)
    return {key: frozenset(months) for key, months in found.items()}
