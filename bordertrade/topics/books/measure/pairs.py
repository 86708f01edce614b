"""Mirror statistics: the same flow on two books.

What one state says it sent, the other should say it received. The gap holds freight and
insurance (exports are FOB, imports CIF), different years, transit and what one side never wrote
down. It is formal trade on the other book, never informal trade.
"""

from __future__ import annotations

from dataclasses import dataclass

from bordertrade.calendars import Period
from bordertrade.dataset import Dataset
from bordertrade.measures.observation import Observation, observations
from bordertrade.vocabulary import Direction, Reporter


@dataclass(frozen=True, slots=True)
class MirrorPair:
    """One direction in one period on both books, in US$."""

    direction: Direction
    period: Period
    pakistan: Observation
    iran: Observation

    @property
    def gap_usd(self) -> float:
        """Iran's figure less Pakistan's."""
        return self.iran.value_usd - self.pakistan.value_usd

    @property
    def ratio(self) -> float | None:
        """Iran's figure over Pakistan's; None when Pakistan's is zero ("without limit")."""
        if self.pakistan.value_usd <= 0:
            return None
        return self.iran.value_usd / self.pakistan.value_usd


def mirror_pairs(dataset: Dataset, direction: Direction) -> tuple[MirrorPair, ...]:
    """Each period for which both books speak of one direction.

    Two figures of one compiler are paired first (same definitions on both sides); otherwise each
    book's preferred one. Different years are not forced onto each other.
    """
    found: dict[Period, dict[Reporter, list[Observation]]] = {}
    for each in observations(dataset):
        if each.direction is direction and each.reporter:
            by_book = found.setdefault(each.period, {})
            by_book.setdefault(Reporter(each.reporter), []).append(each)
    pairs = (
        _pair(direction, period, books.get(Reporter.PK, []), books.get(Reporter.IR, []))
        for period, books in sorted(found.items())
    )
    return tuple(pair for pair in pairs if pair is not None)


def _pair(
    direction: Direction, period: Period, pakistan: list[Observation], iran: list[Observation]
) -> MirrorPair | None:
    for ours in pakistan:
        for theirs in iran:
            if ours.series == theirs.series:
                return MirrorPair(direction, period, ours, theirs)
    ours_preferred = next((each for each in pakistan if each.preferred), None)
    theirs_preferred = next((each for each in iran if each.preferred), None)
    if ours_preferred is None or theirs_preferred is None:
        return None
    return MirrorPair(direction, period, ours_preferred, theirs_preferred)
