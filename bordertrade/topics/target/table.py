"""The tables of the target page: history and paths, milestones, and the status by first year.

Money is whole US$, shares and growth are per cent; an empty cell is a missing figure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd

from bordertrade.dataset.rows import rows_of
from bordertrade.tables import coded
from bordertrade.tables.amounts import whole
from bordertrade.topics.target.measure.outlook import Outlook
from bordertrade.topics.target.measure.result import TargetResult
from bordertrade.topics.target.measure.status import Status
from bordertrade.vocabulary import InformalBasis
from bordertrade.words import N_, _, dates, labels


def target_table(result: TargetResult) -> pd.DataFrame:
    """History by book and year, newest first, then the path needed and the one at the pace."""
    rows = [_history(row, result) for row in rows_of(result.history[::-1])]
    for each in result.outlooks:
        rows += _with_informal(each, result)
        rows += _path(each, each.milestones(), result, _("needed, not observed"), needed=True)
        points = each.continuation()[1:]
        rows += _path(each, points, result, _("at the observed pace, no forecast"), needed=False)
    return pd.DataFrame(rows)


def _history(row: Any, result: TargetResult) -> dict[str, object]:
    return {
        **coded.book(row.reporter),
        _("Year ends in"): row.year,
        **coded.period(row.period),
        _("Iran → Pakistan (US$)"): whole(row.imports_usd),
        _("Pakistan → Iran (US$)"): whole(row.exports_usd),
        _("Level (US$)"): whole(row.value_usd),
        _("Reads as"): _reading(row),
        **_against(row.value_usd, result),
        _("Growth a year (%)"): None,
    }


def _reading(row: Any) -> str:
    if not row.period:
        return _("no figure published")
    return _("both directions") if row.complete else _("at least")


def _against(value: float | None, result: TargetResult) -> dict[str, object]:
    """A level's share of the target and what is missing to it."""
    share, missing = _("Share of the target (%)"), _("Missing to the target (US$)")
    if value is None or pd.isna(value):
        return {share: None, missing: None}
    target = result.target.value_usd
    return {share: percent(value / target), missing: whole(max(0.0, target - value))}


def _with_informal(each: Outlook, result: TargetResult) -> Iterator[dict[str, object]]:
    """The base with the chosen end of the informal estimate, where it is counted."""
    if result.informal is InformalBasis.NONE or not each.progress.informal_usd:
        return
    base = each.progress
    end = labels.of(labels.RANGE_ENDS, result.informal)
    yield {
        **coded.book(each.reporter),
        _("Year ends in"): base.base.period.end_year,
        **coded.period(base.base.period),
        _("Iran → Pakistan (US$)"): None,
        _("Pakistan → Iran (US$)"): None,
        _("Level (US$)"): whole(base.base_usd),
        _("Reads as"): _("with informal fuel, {end}: modelled", end=end),
        **_against(base.base_usd, result),
        _("Growth a year (%)"): None,
        _("Informal fuel added (US$)"): whole(base.informal_usd),
    }


def _path(
    each: Outlook,
    points: Iterable[tuple[int, float]],
    result: TargetResult,
    reading: str,
    *,
    needed: bool,
) -> Iterator[dict[str, object]]:
    growth = each.progress.growth if needed else (each.pace.growth if each.pace else None)
    for year, value in points:
        yield {
            **coded.book(each.reporter),
            _("Year ends in"): year,
            **coded.period(None),
            _("Iran → Pakistan (US$)"): None,
            _("Pakistan → Iran (US$)"): None,
            _("Level (US$)"): whole(value),
            _("Reads as"): reading,
            **_against(value, result),
            _("Growth a year (%)"): percent(growth),
            _("Years from the base"): year - each.progress.base.period.end_year,
        }


def milestones_table(outlooks: Iterable[Outlook]) -> pd.DataFrame:
    """One row a year: what each book would have to hold to be at the target in time."""
    by_year: dict[int, dict[str, object]] = {}
    for each in outlooks:
        for year, value in each.milestones():
            text = (
                N_("{book} with informal fuel (US$)")
                if each.progress.informal_usd
                else N_("{book} (US$)")
            )
            name = _(text, book=labels.book(each.reporter))
            by_year.setdefault(year, {_("Year"): year})[name] = whole(value)
    return pd.DataFrame([by_year[year] for year in sorted(by_year)])


def statuses_table(statuses: Iterable[Status]) -> pd.DataFrame:
    """One row for each first year: inputs, R and the band."""
    return pd.DataFrame([_status(each) for each in statuses])


def _status(each: Status) -> dict[str, object]:
    return {
        _("First year (t0)"): dates.period(each.pace.first.period),
        _("Directions counted"): ", ".join(labels.direction(d) for d in each.pace.directions),
        _("Then (US$)"): whole(each.pace.first_usd),
        _("Newest (US$)"): whole(each.pace.last_usd),
        _("Grew a year (%)"): percent(each.pace.growth),
        _("Needed a year (%)"): percent(each.required),
        _("R"): None if each.ratio is None else round(each.ratio, 2),
        _("Status"): labels.of(labels.STATUS_BANDS, each.band) if each.band else "",
    }


def percent(share: float | None) -> float | None:
    """0.29 -> 29.0"""
    return None if share is None else round(share * 100, 1)
