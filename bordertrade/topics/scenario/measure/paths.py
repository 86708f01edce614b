"""What would it take? One book's trade if it grew on as it has and levers were moved.

    L(t) = (1 + g + points / 100)^(t - Y0) x B(t) + F(t)
    B(t) = L0 + three x (days / 250 - 1) + markets x three / 3 x days / 250    (never below 0)
    F(t) = fuel x pays x share x phase(t)
    pays = 1 + change of the price gap x elasticity                           (never below 0)

Y0 is the year in which the base period ends, L0 the book's level then, g its observed pace
(``measures.pace``), ``three`` what the model has on that book beside the three markets in the
base period, ``fuel`` the national estimate, ``phase`` a straight line from 0 in Y0 to 1 in
the target's end year. Growth by a constant rate as in the Open SDG progress measure; all the rest
is ours, a thought experiment and no forecast. Transit is never part of it.

Ranges: lows go with lows and highs with highs; where fewer open days take trade away, the most
that can be lost belongs to the low. Each book stands for itself.
"""

from __future__ import annotations

from dataclasses import dataclass

from bordertrade.dataset import Dataset
from bordertrade.envelope import ZERO, Envelope, total
from bordertrade.measures.book_level import DIRECTIONS
from bordertrade.measures.fuel import FuelEstimate, assumption, fuel_estimate
from bordertrade.measures.pace import Pace, observed_pace, pace_between, starts
from bordertrade.measures.target import Progress, TargetBasis
from bordertrade.measures.three_markets import ThreeMarkets, three_markets
from bordertrade.topics.scenario.measure.levers import OPENING_DAYS, Levers
from bordertrade.version_cache import once_for_version
from bordertrade.vocabulary import Channel, EvidenceFloor

#: Paths end here: a constant growth for longer means nothing.
HORIZON = 2050
#: How strongly smuggling answers to the price gap: a row of ``assumptions``.
ELASTICITY = "scenario_gap_elasticity"
#: Faster than this no trade grows for years; it keeps every path finite.
_FASTEST = 1000.0
#: Levels this close below the target are at it: 29 % for 5 years is 5 years, not 6.
_HAIR = 1e-9


@dataclass(frozen=True, slots=True)
class Ground:
    """What one book's scenario starts from.

    ``growth`` is the observed pace a year as a range: from the chosen first year (central) and
    from every later one. ``markets`` are the model's rows for the three markets on this book
    in the base period.
    """

    progress: Progress
    pace: Pace
    growth: Envelope
    markets: tuple[ThreeMarkets, ...]
    fuel: FuelEstimate | None
    elasticity: Envelope

    @property
    def first_year(self) -> int:
        return self.progress.base.period.end_year

    @property
    def end_year(self) -> int:
        """The target's year, or the reader's. A ground always has one."""
        return self.progress.deadline_year or HORIZON

    @property
    def base_usd(self) -> float:
        return self.progress.base.value_usd

    @property
    def target_usd(self) -> float:
        return self.progress.target_usd

    @property
    def three_usd(self) -> Envelope:
        """The three markets a year, US$; zero where the model has no row."""
        return total(each.value_usd for each in self.markets)

    @property
    def fuel_usd(self) -> Envelope:
        """Informal fuel a year, US$ on the Pakistani side of the border."""
        return self.fuel.value_usd if self.fuel else ZERO


@dataclass(frozen=True, slots=True)
class Point:
    """The level of one year."""

    year: int
    value_usd: Envelope


@dataclass(frozen=True, slots=True)
class Reached:
    """The first year at the target on the high, central and low path; None: not by ``until``."""

    early: int | None
    central: int | None
    late: int | None
    until: int


@once_for_version
def ground_of(dataset: Dataset, progress: Progress, basis: TargetBasis) -> Ground | str:
    """The ground of one book's scenario, or the reason why there is none.

    Reasons are those of ``Progress`` and ``Pace``, and ``no_pace`` where no earlier year exists.
    Remembered: moving a lever changes nothing of it, so it never reads the cube again.
    """
    if progress.refusal:
        return progress.refusal
    pace = observed_pace(dataset, progress.reporter, progress.base, basis.since_year, basis.floor)
    if pace is None:
        return "no_pace"
    if pace.growth is None:
        return pace.refusal
    return Ground(
        progress=progress,
        pace=pace,
        growth=pace_range(dataset, pace, basis.floor),
        markets=_markets(dataset, progress, basis.floor),
        fuel=fuel_estimate(dataset),
        elasticity=assumption(dataset, ELASTICITY) or ZERO,
    )


def pace_range(dataset: Dataset, pace: Pace, floor: EvidenceFloor = EvidenceFloor.ALL) -> Envelope:
    """The pace with its spread: the least and the most that any later first year gives.

    Only first years with the same directions count. Raises ValueError for a refused pace.
    """
    if pace.growth is None:
        raise ValueError("a refused pace has no range")
    later = [
        pace_between(each, pace.last)
        for each in starts(dataset, pace.reporter, pace.last, floor)
        if each.period.end_year >= pace.first.period.end_year
    ]
    same = [e.growth for e in later if e.growth is not None and e.directions == pace.directions]
    return Envelope(min(same, default=pace.growth), pace.growth, max(same, default=pace.growth))


def _markets(
    dataset: Dataset, progress: Progress, floor: EvidenceFloor
) -> tuple[ThreeMarkets, ...]:
    """The model's rows on this very book: what the other book says is never taken over."""
    if floor is not EvidenceFloor.ALL:
        return ()
    year, book = progress.base.period, progress.reporter
    found = (three_markets(dataset, Channel.FORMAL, way, year, book) for way in DIRECTIONS)
    return tuple(each for each in found if each is not None)


def path(ground: Ground, levers: Levers) -> tuple[Point, ...]:
    """Each year from the base year to ``HORIZON``, or to the end year where that is later."""
    years = range(ground.first_year, max(HORIZON, ground.end_year) + 1)
    return tuple(Point(year, level_in(ground, levers, year)) for year in years)


def level_in(ground: Ground, levers: Levers, year: int) -> Envelope:
    """The level of a year, US$: (1 + g + points)^(t - Y0) x B(t) + F(t), as above.

    Levers at rest give ``baseline_in`` exactly.
    """
    grown = _grown(growth_of(ground, levers), year - ground.first_year)
    return _traded(ground, levers, year) * grown + declared_usd(ground, levers, year)


def baseline_in(ground: Ground, year: int) -> Envelope:
    """L0 x (1 + g)^(t - Y0): the level of a year if nothing but the observed pace went on."""
    low, central, high = (
        ground.base_usd * min(1 + growth, _FASTEST) ** (year - ground.first_year)
        for growth in (ground.growth.low, ground.growth.central, ground.growth.high)
    )
    return Envelope(low, central, high)


def growth_of(ground: Ground, levers: Levers) -> Envelope:
    """The growth a year with the lever's points: trade can fall to nothing, but not below."""
    points = levers.growth_change / 100
    ends = (ground.growth.low, ground.growth.central, ground.growth.high)
    low, central, high = (max(-1.0, growth + points) for growth in ends)
    return Envelope(low, central, high)


def _grown(growth: Envelope, years: int) -> Envelope:
    low, central, high = (
        min(1 + each, _FASTEST) ** years for each in (growth.low, growth.central, growth.high)
    )
    return Envelope(low, central, high)


def _traded(ground: Ground, levers: Levers, year: int) -> Envelope:
    """B(t): the base with what the markets add or lose, before growth."""
    level = Envelope.exact(ground.base_usd)
    if year <= ground.first_year:
        return level
    opened = levers.opening_days / OPENING_DAYS
    changed = level + _times(ground.three_usd, opened - 1)
    if year >= (levers.markets_year or 0):
        changed += ground.three_usd / 3 * (levers.more_markets * opened)
    return Envelope(max(0.0, changed.low), max(0.0, changed.central), max(0.0, changed.high))


def _times(value: Envelope, factor: float) -> Envelope:
    """A range times a number of any sign: below zero its ends change places."""
    ends = (value.low * factor, value.central * factor, value.high * factor)
    low, central, high = ends if factor >= 0 else ends[::-1]
    return Envelope(low, central, high)


def informal_usd(ground: Ground, levers: Levers) -> Envelope:
    """Informal fuel a year at the scenario's price gap, before any of it is declared, US$."""
    change = levers.price_gap / 100
    elasticity = ground.elasticity
    ends = (elasticity.low, elasticity.central, elasticity.high)
    low, central, high = sorted(max(0.0, 1 + change * each) for each in ends)
    return ground.fuel_usd * Envelope(low, central, high)


def declared_usd(ground: Ground, levers: Levers, year: int) -> Envelope:
    """F(t): fuel that has become declared trade, US$ at the price on the Pakistani side."""
    return informal_usd(ground, levers) * _declared_share(ground, levers, year)


def informal_left_usd(ground: Ground, levers: Levers, year: int) -> Envelope:
    """Fuel that is still carried past customs, US$."""
    return informal_usd(ground, levers) * (1 - _declared_share(ground, levers, year))


def _declared_share(ground: Ground, levers: Levers, year: int) -> float:
    years = ground.end_year - ground.first_year
    phase = min(1.0, max(0.0, (year - ground.first_year) / years))
    return levers.fuel_formalised / 100 * phase


def reached(points: tuple[Point, ...], target_usd: float) -> Reached:
    """The first year at the target, by end of the range; ``points`` is never empty."""

    def first(end: str) -> int | None:
        found = (e.year for e in points if arrives(getattr(e.value_usd, end), target_usd))
        return next(found, None)

    return Reached(first("high"), first("central"), first("low"), until=points[-1].year)


def arrives(value_usd: float, target_usd: float) -> bool:
    """Whether a level is at a target, but for what rounding leaves."""
    return value_usd >= target_usd * (1 - _HAIR)
