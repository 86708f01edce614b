"""How far from a target, and how fast trade would have to grow to reach it.

required growth = (target / base)^(1 / years) - 1, with years = deadline - the Gregorian year in
which the base period ends (design, the words). It is an arithmetic need, not a forecast.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from bordertrade.dataset import Dataset
from bordertrade.dataset.rows import rows_of
from bordertrade.envelope import Envelope
from bordertrade.measures.fuel import FuelEstimate, fuel_estimate
from bordertrade.measures.level import Level, latest_level, level_of_year, levels
from bordertrade.measures.observation import Observation, observations, source_ids
from bordertrade.vocabulary import Direction, EvidenceFloor, InformalBasis, Reporter

#: The scope of targets that a book's level can be held against.
TWO_WAY = "two-way"


class GrowthError(ValueError):
    """Required growth has no meaning here. ``reason``: ``base``, ``target`` or ``years``."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def required_growth(base_usd: float, target_usd: float, years: int) -> float:
    """Yearly growth that turns the base into the target: 0.29 is 29 % a year.

    Raises GrowthError when the base or target is not positive, or no year is left.
    """
    if not base_usd > 0:
        raise GrowthError("base")
    if not target_usd > 0:
        raise GrowthError("target")
    if years < 1:
        raise GrowthError("years")
    return float((target_usd / base_usd) ** (1 / years) - 1)


@dataclass(frozen=True, slots=True)
class TargetBasis:
    """What a distance is measured from and to.

    ``base_year`` and ``end_year`` are Gregorian years in which a year ends; None means the
    newest level and the target's own deadline.
    """

    target: str
    reporters: tuple[Reporter, ...] = tuple(Reporter)
    base_year: int | None = None
    end_year: int | None = None
    informal: InformalBasis = InformalBasis.NONE
    floor: EvidenceFloor = EvidenceFloor.ALL


@dataclass(frozen=True, slots=True)
class Target:
    """A row of ``targets``."""

    id: str
    value_usd: float
    deadline_year: int | None
    deadline_basis: str
    announced: str
    announced_by: str
    sources: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Progress:
    """One book against one target.

    ``base`` is the book's level; ``base_usd`` that level plus, if asked for, one end of the
    informal fuel estimate. ``growth`` is None where ``refusal`` names the reason.
    """

    reporter: Reporter
    base: Level
    informal_usd: float
    target_usd: float
    deadline_year: int | None
    growth: float | None
    refusal: str

    @property
    def base_usd(self) -> float:
        return self.base.value_usd + self.informal_usd

    @property
    def gap_usd(self) -> float:
        return self.target_usd - self.base_usd

    @property
    def share(self) -> float:
        return self.base_usd / self.target_usd

    @property
    def years(self) -> int | None:
        if self.deadline_year is None:
            return None
        return self.deadline_year - self.base.period.end_year

    def path(self) -> tuple[tuple[int, float], ...]:
        """(year, US$) from the base to the target at the required growth."""
        if self.growth is None or self.years is None:
            return ()
        first = self.base.period.end_year
        return tuple(
            (first + step, self.base_usd * (1 + self.growth) ** step)
            for step in range(self.years + 1)
        )


@dataclass(frozen=True, eq=False, slots=True)
class TargetResult:
    """History, distance and path for one basis.

    ``history``: one row for each reporter and year in which a year of its book ends; columns
    ``reporter``, ``year`` (int), ``period``, ``value_usd`` (NaN when nothing is published),
    ``complete`` (both directions given), ``imports_usd``, ``exports_usd`` (Pakistan's view).
    ``also``: two-way totals that were published undivided, and figures of one direction that
    are not the preferred ones.
    """

    target: Target
    others: tuple[Target, ...]
    progress: tuple[Progress, ...]
    history: pd.DataFrame
    also: tuple[Observation, ...]
    informal: InformalBasis
    fuel: FuelEstimate | None


@lru_cache(maxsize=16)
def targets(dataset: Dataset) -> tuple[Target, ...]:
    """The announced targets for the whole two-way trade, in order of announcement.

    Targets for one sector are not: a book's total says nothing of them.
    """
    rows = dataset["targets"]
    return tuple(
        Target(
            id=row.id,
            value_usd=float(row.target_usd),
            deadline_year=None if pd.isna(row.deadline_year) else int(row.deadline_year),
            deadline_basis=row.deadline_basis,
            announced=row.announced,
            announced_by=row.announced_by,
            sources=source_ids(row.source, row.more_sources),
            note=row.note,
        )
        for row in rows_of(rows[rows["scope"] == TWO_WAY])
    )


def target_of(dataset: Dataset, id_: str) -> Target:
    """The target of that id. Raises KeyError."""
    found = {each.id: each for each in targets(dataset)}
    return found[id_]


def progress(dataset: Dataset, reporter: Reporter, basis: TargetBasis) -> Progress | None:
    """One book against a target, from a base; None where it has no level."""
    base = (
        level_of_year(dataset, reporter, basis.base_year, basis.floor)
        if basis.base_year
        else latest_level(dataset, reporter, basis.floor)
    )
    if base is None:
        return None
    target = target_of(dataset, basis.target)
    return _progress(base, target, _informal_usd(dataset, basis), basis)


def _progress(base: Level, target: Target, informal_usd: float, basis: TargetBasis) -> Progress:
    deadline = basis.end_year or target.deadline_year
    growth, refusal = None, ""
    if base.value_usd + informal_usd >= target.value_usd:
        refusal = "reached"
    elif deadline is None:
        refusal = "deadline"
    else:
        try:
            growth = required_growth(
                base.value_usd + informal_usd, target.value_usd, deadline - base.period.end_year
            )
        except GrowthError as error:
            refusal = error.reason
    return Progress(base.reporter, base, informal_usd, target.value_usd, deadline, growth, refusal)


def _informal_usd(dataset: Dataset, basis: TargetBasis) -> float:
    estimate = fuel_estimate(dataset)
    if basis.informal is InformalBasis.NONE or estimate is None:
        return 0.0
    value: Envelope = estimate.value_usd
    return float(getattr(value, basis.informal))


def target_result(dataset: Dataset, basis: TargetBasis) -> TargetResult:
    """Everything about one target. Formula: ``required_growth``."""
    found = (progress(dataset, reporter, basis) for reporter in basis.reporters)
    chosen = target_of(dataset, basis.target)
    return TargetResult(
        target=chosen,
        others=tuple(each for each in targets(dataset) if each.id != chosen.id),
        progress=tuple(each for each in found if each is not None),
        history=_history(dataset, basis),
        also=_also_published(dataset, basis),
        informal=basis.informal,
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
