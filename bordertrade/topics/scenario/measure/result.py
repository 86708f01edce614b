"""A whole scenario: every chosen book against one target, each for itself."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bordertrade.dataset import Dataset
from bordertrade.envelope import Envelope
from bordertrade.measures.book_level import Level, levels
from bordertrade.measures.target import Progress, Target, TargetBasis, progress, target_of
from bordertrade.topics.scenario.measure.levers import GENEROUS, Levers
from bordertrade.topics.scenario.measure.paths import (
    Ground,
    Point,
    Reached,
    baseline_in,
    ground_of,
    growth_of,
    informal_left_usd,
    level_in,
    path,
    reached,
)
from bordertrade.topics.scenario.measure.sensitivity import (
    Effects,
    Need,
    Swing,
    effects,
    needs,
    swings,
)
from bordertrade.version_cache import once_for_version
from bordertrade.vocabulary import InformalBasis, Reporter


@dataclass(frozen=True, slots=True)
class BookScenario:
    """One book's scenario, all of it hypothetical but ``history``.

    ``growth`` is the growth a year with the lever's points; ``gap_usd`` what is missing to the
    target in the end year, below zero where nothing is; ``informal_left_usd`` the fuel still
    carried past customs then; ``everything_usd`` the level with every lever at the generous end
    of its reach. US$ throughout.
    """

    ground: Ground
    growth: Envelope
    history: tuple[Level, ...]
    baseline: tuple[Point, ...]
    path: tuple[Point, ...]
    baseline_reached: Reached
    reached: Reached
    baseline_at_end_usd: Envelope
    at_end_usd: Envelope
    gap_usd: Envelope
    informal_left_usd: Envelope
    everything_usd: Envelope
    effects: Effects
    swings: tuple[Swing, ...]
    needs: tuple[Need, ...]

    def shown(self, points: tuple[Point, ...], when: Reached) -> tuple[Point, ...]:
        """A path until its whole range is at the target and the end year is past.

        Further on a constant growth only piles up numbers that mean nothing.
        """
        last = max(self.end_year, when.late or points[-1].year)
        return tuple(each for each in points if each.year <= last)

    @property
    def path_shown(self) -> tuple[Point, ...]:
        return self.shown(self.path, self.reached)

    @property
    def baseline_shown(self) -> tuple[Point, ...]:
        return self.shown(self.baseline, self.baseline_reached)

    @property
    def last_year(self) -> int:
        return max(self.path_shown[-1].year, self.baseline_shown[-1].year)

    @property
    def reporter(self) -> Reporter:
        return self.ground.progress.reporter

    @property
    def end_year(self) -> int:
        return self.ground.end_year


@dataclass(frozen=True, slots=True)
class Refused:
    """A book without a scenario, and the reason."""

    progress: Progress
    reason: str


@dataclass(frozen=True, slots=True)
class ScenarioResult:
    """``books`` in the order asked for; ``refused`` those that have no scenario."""

    target: Target
    levers: Levers
    books: tuple[BookScenario, ...]
    refused: tuple[Refused, ...]

    @property
    def is_at_rest(self) -> bool:
        return not self.levers.moved()

    @property
    def first_year(self) -> int | None:
        """The first year of the paths; None where the books begin in different years."""
        years = {each.ground.first_year + 1 for each in self.books}
        return years.pop() if len(years) == 1 else None

    @property
    def last_year(self) -> int:
        """The last year that any path is shown for."""
        return max((each.last_year for each in self.books), default=0)


@once_for_version
def scenario_result(dataset: Dataset, basis: TargetBasis, levers: Levers) -> ScenarioResult:
    """Every chosen book under the levers. Recorded trade only, whatever the view counts.

    Informal fuel enters by its lever: counted in the base it would enter twice. Remembered,
    because the cards and both charts of a page ask.
    """
    formal = replace(basis, informal=InformalBasis.NONE)
    books: list[BookScenario] = []
    refused: list[Refused] = []
    for reporter in basis.reporters:
        found = progress(dataset, reporter, formal)
        if found is None:
            continue
        ground = ground_of(dataset, found, formal)
        if isinstance(ground, str):
            refused.append(Refused(found, ground))
        else:
            books.append(_book(dataset, ground, formal, levers))
    return ScenarioResult(target_of(dataset, basis.target), levers, tuple(books), tuple(refused))


def _book(dataset: Dataset, ground: Ground, basis: TargetBasis, levers: Levers) -> BookScenario:
    points, end = path(ground, levers), ground.end_year
    baseline = tuple(Point(each.year, baseline_in(ground, each.year)) for each in points)
    at_end = level_in(ground, levers, end)
    generous = replace(GENEROUS, markets_year=levers.markets_year)
    found = levels(dataset, ground.progress.reporter, basis.floor)
    return BookScenario(
        ground=ground,
        growth=growth_of(ground, levers),
        history=tuple(each for each in found if each.period.end_year <= ground.first_year),
        baseline=baseline,
        path=points,
        baseline_reached=reached(baseline, ground.target_usd),
        reached=reached(points, ground.target_usd),
        baseline_at_end_usd=baseline_in(ground, end),
        at_end_usd=at_end,
        gap_usd=Envelope.exact(ground.target_usd) - at_end,
        informal_left_usd=informal_left_usd(ground, levers, end),
        everything_usd=level_in(ground, generous, end),
        effects=effects(ground, levers),
        swings=swings(ground, levers),
        needs=needs(ground, levers),
    )
