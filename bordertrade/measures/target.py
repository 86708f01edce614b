"""How far from a target, and how fast trade would have to grow to reach it.

required growth = (target / base)^(1 / years) - 1, with years = deadline - the Gregorian year in
which the base period ends (design, the words). It is an arithmetic need, not a forecast.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from bordertrade.dataset import Dataset
from bordertrade.dataset.rows import rows_of
from bordertrade.envelope import Envelope
from bordertrade.measures.book_level import Level, latest_level, level_of_year
from bordertrade.measures.fuel import fuel_estimate
from bordertrade.measures.observation import source_ids
from bordertrade.version_cache import once_for_version
from bordertrade.vocabulary import EvidenceFloor, InformalBasis, Reporter

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

    ``base_year``, ``end_year`` and ``since_year`` are Gregorian years in which a year ends; None
    means the newest level, the target's own deadline, and the usual first year of the pace.
    """

    target: str
    reporters: tuple[Reporter, ...] = tuple(Reporter)
    base_year: int | None = None
    end_year: int | None = None
    informal: InformalBasis = InformalBasis.NONE
    floor: EvidenceFloor = EvidenceFloor.ALL
    since_year: int | None = None


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


@once_for_version
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


@once_for_version
def targets_in_force(dataset: Dataset) -> tuple[tuple[int, Target], ...]:
    """(year, target) whenever the target that was announced last changed: it moves.

    The year is that of the announcement; of several in one year the last one counts.
    """
    by_year = {int(each.announced[:4]): each for each in targets(dataset)}
    found: list[tuple[int, Target]] = []
    for year, each in sorted(by_year.items()):
        if not found or found[-1][1].value_usd != each.value_usd:
            found.append((year, each))
    return tuple(found)


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
