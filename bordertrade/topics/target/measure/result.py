"""Both books' history against a target, and what follows from it: all that the page shows."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from bordertrade.dataset import Dataset
from bordertrade.measures.book_level import Level, levels
from bordertrade.measures.fuel import FuelEstimate, fuel_estimate
from bordertrade.measures.observation import Observation, observations
from bordertrade.measures.target import (
    Progress,
    Target,
    TargetBasis,
    progress,
    target_of,
    targets,
    targets_in_force,
)
from bordertrade.topics.target.measure.outlook import Outlook, outlook
from bordertrade.vocabulary import Direction, InformalBasis, Reporter


@dataclass(frozen=True, eq=False, slots=True)
class TargetResult:
    """History, distance and path for one basis.

    ``history``: one row for each reporter and year in which a year of its book ends; columns
    ``reporter``, ``year`` (int), ``period``, ``value_usd`` (NaN when nothing is published),
    ``complete`` (both directions given), ``imports_usd``, ``exports_usd`` (Pakistan's view),
    ``sources`` (ids, "~"-joined).
    ``outlooks``: one for each book that has a base. ``in_force``: the target as it moved.
    ``also``: two-way totals that were published undivided, and figures of one direction that
    are not the preferred ones.
    """

    target: Target
    others: tuple[Target, ...]
    in_force: tuple[tuple[int, Target], ...]
    outlooks: tuple[Outlook, ...]
    history: pd.DataFrame
    also: tuple[Observation, ...]
    basis: TargetBasis
    fuel: FuelEstimate | None

    @property
    def progress(self) -> tuple[Progress, ...]:
        return tuple(each.progress for each in self.outlooks)

    @property
    def informal(self) -> InformalBasis:
        return self.basis.informal


def target_result(dataset: Dataset, basis: TargetBasis) -> TargetResult:
    """Everything about one target. Formula: ``required_growth``."""
    found = (progress(dataset, reporter, basis) for reporter in basis.reporters)
    chosen = target_of(dataset, basis.target)
    return TargetResult(
        target=chosen,
        others=tuple(each for each in targets(dataset) if each.id != chosen.id),
        in_force=targets_in_force(dataset),
        outlooks=tuple(outlook(dataset, each, basis) for each in found if each is not None),
        history=_history(dataset, basis),
        also=_also_published(dataset, basis),
        basis=basis,
        fuel=fuel_estimate(dataset),
    )


def _history(dataset: Dataset, basis: TargetBasis) -> pd.DataFrame:
    rows = [row for reporter in basis.reporters for row in _book_history(dataset, reporter, basis)]
    columns = [
        "reporter",
        "year",
        "period",
        "value_usd",
        "complete",
        "imports_usd",
        "exports_usd",
        "sources",
    ]
    return pd.DataFrame(rows, columns=columns)


def _book_history(
    dataset: Dataset, reporter: Reporter, basis: TargetBasis
) -> list[dict[str, object]]:
    """Every year from the first to the last level; years without a figure as rows without one."""
    by_year = {each.period.end_year: each for each in levels(dataset, reporter, basis.floor)}
    if not by_year:
        return []
    return [
        _history_row(reporter, year, by_year.get(year))
        for year in range(min(by_year), max(by_year) + 1)
    ]


def _history_row(reporter: Reporter, year: int, level: Level | None) -> dict[str, object]:
    nan = float("nan")
    into = level.part(Direction.IR_TO_PK) if level else None
    out = level.part(Direction.PK_TO_IR) if level else None
    return {
        "reporter": str(reporter),
        "year": year,
        "period": level.period.text if level else "",
        "value_usd": level.value_usd if level else nan,
        "complete": level.is_complete if level else False,
        "imports_usd": into.value_usd if into else nan,
        "exports_usd": out.value_usd if out else nan,
        "sources": "~".join(level.sources) if level else "",
    }


def broken_at_changes(history: pd.DataFrame) -> pd.DataFrame:
    """One book's history for drawing: an empty row wherever the published directions change.

    A year of exports alone is no fall from a year of both: no line may join them. The empty row
    has a year half way between, NaN as ``value_usd`` and "" as ``period``.
    """
    given = history["imports_usd"].notna() + 2 * history["exports_usd"].notna()
    changes = history[(given != given.shift()) & (history["year"] != history["year"].min())]
    holes = changes.assign(year=changes["year"] - 0.5, value_usd=float("nan"), period="")
    joined: pd.DataFrame = pd.concat([history, holes]).sort_values("year")
    return joined


def _also_published(dataset: Dataset, basis: TargetBasis) -> tuple[Observation, ...]:
    return tuple(
        each
        for each in observations(dataset, basis.floor)
        if (each.direction is Direction.TWO_WAY or not each.preferred)
        and each.period.is_full_year
        and each.reporter in ("", *basis.reporters)
    )
