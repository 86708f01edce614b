"""Which lever matters most, in the target's end year, for one book.

effect of a lever = level with that lever alone - baseline, end by end of the range: the low path
against the low baseline, and so on. Effects of single levers and what they do together
("interaction") sum to the whole. Formulas of the level: ``measures.scenario``.
"""

from __future__ import annotations

from dataclasses import dataclass

from bordertrade.envelope import Envelope
from bordertrade.topics.scenario.measure.levers import AT_REST, FURTHEST, REACH, Lever, Levers
from bordertrade.topics.scenario.measure.paths import Ground, arrives, baseline_in, level_in


@dataclass(frozen=True, slots=True)
class Effect:
    """A change of the end year's level on the low, central and high path, US$."""

    low_usd: float
    central_usd: float
    high_usd: float

    @property
    def span(self) -> Envelope:
        """From the smallest to the largest change: on fewer open days the low path loses most."""
        ends = (self.low_usd, self.central_usd, self.high_usd)
        return Envelope(min(ends), self.central_usd, max(ends))

    def __add__(self, other: Effect) -> Effect:
        return Effect(
            self.low_usd + other.low_usd,
            self.central_usd + other.central_usd,
            self.high_usd + other.high_usd,
        )

    def __sub__(self, other: Effect) -> Effect:
        return Effect(
            self.low_usd - other.low_usd,
            self.central_usd - other.central_usd,
            self.high_usd - other.high_usd,
        )


NO_EFFECT = Effect(0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Effects:
    """The whole change of a scenario and its parts; ``alone`` and ``together`` sum to ``whole``."""

    alone: tuple[tuple[Lever, Effect], ...]
    together: Effect
    whole: Effect

    def of(self, lever: Lever) -> Effect:
        return dict(self.alone).get(lever, NO_EFFECT)

    @property
    def largest(self) -> Lever | None:
        """The lever whose own setting changes the central path most; None where none does."""
        moving = [(abs(each.central_usd), lever) for lever, each in self.alone if each.central_usd]
        return max(moving, key=lambda pair: pair[0])[1] if moving else None


@dataclass(frozen=True, slots=True)
class Swing:
    """One lever moved alone from one end of its reach to the other, and to the reader's setting."""

    lever: Lever
    settings: tuple[int, int]
    at_least: Effect
    at_most: Effect
    setting: int
    own: Effect

    @property
    def width_usd(self) -> float:
        """How much the central path moves over the whole reach."""
        return abs(self.at_most.central_usd - self.at_least.central_usd)


@dataclass(frozen=True, slots=True)
class Need:
    """The smallest setting of one lever, alone, that reaches the target in the end year.

    ``best`` on the high path, ``central``, ``worst`` on the low path; None where even the
    furthest setting does not. At rest means that nothing is needed. ``short_usd`` is what would
    still be missing at the furthest setting; below zero nothing is.
    """

    lever: Lever
    best: int | None
    central: int | None
    worst: int | None
    furthest: int
    short_usd: Envelope


def effect(ground: Ground, levers: Levers) -> Effect:
    """What levers change in the end year."""
    after, before = level_in(ground, levers, ground.end_year), baseline_in(ground, ground.end_year)
    return Effect(after.low - before.low, after.central - before.central, after.high - before.high)


def effects(ground: Ground, levers: Levers) -> Effects:
    """Each moved lever alone, what they do together, and the whole."""
    alone = tuple((lever, effect(ground, levers.alone(lever))) for lever in levers.moved())
    whole = effect(ground, levers)
    return Effects(alone, whole - sum((each for _, each in alone), start=NO_EFFECT), whole)


def swings(ground: Ground, levers: Levers) -> tuple[Swing, ...]:
    """Every lever over its reach, the one that moves the central path most first."""
    found = (_swing(ground, levers, lever) for lever in Lever)
    return tuple(sorted(found, key=lambda each: -each.width_usd))


def _swing(ground: Ground, levers: Levers, lever: Lever) -> Swing:
    least, most = REACH[lever]
    return Swing(
        lever=lever,
        settings=(least, most),
        at_least=effect(ground, levers.alone(lever, least)),
        at_most=effect(ground, levers.alone(lever, most)),
        setting=levers.setting(lever),
        own=effect(ground, levers.alone(lever)),
    )


def needs(ground: Ground, levers: Levers) -> tuple[Need, ...]:
    """The question answered backwards, lever by lever."""
    return tuple(need(ground, levers, lever) for lever in Lever)


def need(ground: Ground, levers: Levers, lever: Lever) -> Need:
    """Found by halving over whole settings: no lever, moved further, takes trade away."""
    furthest = FURTHEST[lever]
    level = level_in(ground, levers.alone(lever, furthest), ground.end_year)
    return Need(
        lever=lever,
        best=_smallest(ground, levers, lever, "high"),
        central=_smallest(ground, levers, lever, "central"),
        worst=_smallest(ground, levers, lever, "low"),
        furthest=furthest,
        short_usd=Envelope.exact(ground.target_usd) - level,
    )


def _smallest(ground: Ground, levers: Levers, lever: Lever, end: str) -> int | None:
    def enough(setting: int) -> bool:
        level = level_in(ground, levers.alone(lever, setting), ground.end_year)
        return arrives(getattr(level, end), ground.target_usd)

    low, high = AT_REST.setting(lever), FURTHEST[lever]
    if not enough(high):
        return None
    while low < high:
        middle = (low + high) // 2
        if enough(middle):
            high = middle
        else:
            low = middle + 1
    return low
