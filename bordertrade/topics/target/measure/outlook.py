"""What follows from a book's distance and pace: when, by which steps, and how sure.

year reached = base year + ln(target / base) / ln(1 + pace), rounded up: the year in which a book
that kept growing as it has would hold the target. A continuation, not a forecast.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from bordertrade.dataset import Dataset
from bordertrade.envelope import Envelope
from bordertrade.measures.fuel import fuel_estimate
from bordertrade.measures.pace import Pace, observed_pace
from bordertrade.measures.target import (
    GrowthError,
    Progress,
    TargetBasis,
    required_growth,
)
from bordertrade.topics.target.measure.markets_share import MarketsShare, markets_share
from bordertrade.topics.target.measure.status import Status, status, statuses
from bordertrade.vocabulary import InformalBasis, Reporter

#: A pace that needs longer than this leads nowhere that a reader could plan for.
FURTHEST_YEAR = 2100


class OutlookError(ValueError):
    """No year can be given. ``reason``: ``reached``, ``base``, ``no_growth`` or ``too_far``."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def year_reached(base_usd: float, target_usd: float, growth: float, base_year: int) -> int:
    """The first year in which the base, growing so every year, is at the target.

    Raises OutlookError when it is there already, has nothing to grow from, does not grow, or
    would need until after ``FURTHEST_YEAR``.
    """
    if not base_usd > 0:
        raise OutlookError("base")
    if base_usd >= target_usd:
        raise OutlookError("reached")
    if not growth > 0:
        raise OutlookError("no_growth")
    years = math.log(target_usd / base_usd) / math.log1p(growth)
    # a hair off the last year is that year, not the next: 29 % for 5 years is 5 years
    year = base_year + math.ceil(years - 1e-9)
    if year > FURTHEST_YEAR:
        raise OutlookError("too_far")
    return year


@dataclass(frozen=True, slots=True)
class Outlook:
    """One book's prospects for one target.

    ``year`` is None where ``refusal`` says why: a reason of ``OutlookError`` or of ``Pace``,
    ``no_pace`` (no earlier year), or ``informal`` (informal trade has one estimate, no pace).
    ``growth_range`` is the growth needed over the whole informal range, where informal trade is
    counted: its low goes with the highest base. ``statuses`` has one entry for each first year.
    """

    progress: Progress
    pace: Pace | None
    year: int | None
    refusal: str
    growth_range: Envelope | None
    status: Status | None
    statuses: tuple[Status, ...]
    markets: MarketsShare | None

    @property
    def reporter(self) -> Reporter:
        return self.progress.reporter

    def milestones(self) -> tuple[tuple[int, float], ...]:
        """(year, US$) that lie on the way to the target, the base's own year left out."""
        return self.progress.path()[1:]

    def continuation(self) -> tuple[tuple[int, float], ...]:
        """(year, US$) from the base to the year reached at the observed pace."""
        if self.year is None or self.pace is None or self.pace.growth is None:
            return ()
        first, base = self.progress.base.period.end_year, self.progress.base.value_usd
        return tuple(
            (year, base * (1 + self.pace.growth) ** (year - first))
            for year in range(first, self.year + 1)
        )

    @property
    def status_depends_on_start(self) -> bool:
        """Whether another first year would give another status."""
        return len({each.band for each in self.statuses if each.band}) > 1


def outlook(dataset: Dataset, progress: Progress, basis: TargetBasis) -> Outlook:
    """The outlook of one book; books are never summed."""
    base = progress.base
    pace = observed_pace(dataset, base.reporter, base, basis.since_year, basis.floor)
    year, refusal = _year(progress, pace, basis)
    target_usd, deadline = progress.target_usd, progress.deadline_year
    return Outlook(
        progress=progress,
        pace=pace,
        year=year,
        refusal=refusal,
        growth_range=_growth_range(dataset, progress, basis),
        status=status(pace, target_usd, deadline) if pace else None,
        statuses=statuses(dataset, base, target_usd, deadline, basis.floor),
        markets=markets_share(dataset, progress),
    )


def _year(progress: Progress, pace: Pace | None, basis: TargetBasis) -> tuple[int | None, str]:
    if basis.informal is not InformalBasis.NONE:
        return None, "informal"
    if pace is None:
        return None, "no_pace"
    if pace.growth is None:
        return None, pace.refusal
    try:
        base = progress.base
        year = year_reached(base.value_usd, progress.target_usd, pace.growth, base.period.end_year)
    except OutlookError as error:
        return None, error.reason
    return year, ""


def _growth_range(dataset: Dataset, progress: Progress, basis: TargetBasis) -> Envelope | None:
    """Growth needed from the base with all of the informal range: the wider, the less needed."""
    years = progress.years
    estimate = fuel_estimate(dataset)
    if basis.informal is InformalBasis.NONE or estimate is None or years is None:
        return None
    fuel = estimate.value_usd
    try:
        least, middle, most = (
            required_growth(progress.base.value_usd + end, progress.target_usd, years)
            for end in (fuel.high, fuel.central, fuel.low)
        )
    except GrowthError:
        return None
    return Envelope(least, middle, most)


def growth_from(progress: Progress, year: int) -> float | None:
    """Growth needed if trade stood still from the base's year until ``year``.

    The base is often more than a year old: this is what the years that are really left ask for.
    None where no year is left or the base already holds the target.
    """
    if progress.deadline_year is None or progress.base_usd >= progress.target_usd:
        return None
    try:
        return required_growth(
            progress.base_usd, progress.target_usd, progress.deadline_year - year
        )
    except GrowthError:
        return None
