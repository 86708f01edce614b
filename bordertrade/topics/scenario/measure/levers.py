"""The levers of a scenario: what could be done differently, and how far it can be thought.

Settings are whole numbers, because a link holds them. At rest every lever changes nothing, and a
scenario of levers at rest is the baseline exactly.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

#: Days a year on which the markets are taken to be open: the assumption ``trailer_days_year``.
OPENING_DAYS = 250


class Lever(StrEnum):
    """The field of ``Levers`` that holds the setting."""

    GROWTH = "growth_change"
    FUEL = "fuel_formalised"
    MARKETS = "more_markets"
    DAYS = "opening_days"
    GAP = "price_gap"


@dataclass(frozen=True, slots=True)
class Levers:
    """One setting of all levers.

    ``fuel_formalised``: percent of the informal fuel that becomes declared trade.
    ``growth_change``: percentage points a year added to the growth.
    ``more_markets``: how many more markets, from ``markets_year`` on (None: the first year).
    ``opening_days``: days a year that the markets are open.
    ``price_gap``: percent by which the price gap of fuel across the border changes.
    """

    fuel_formalised: int = 0
    growth_change: int = 0
    more_markets: int = 0
    markets_year: int | None = None
    opening_days: int = OPENING_DAYS
    price_gap: int = 0

    def setting(self, lever: Lever) -> int:
        return int(getattr(self, lever))

    def moved(self) -> tuple[Lever, ...]:
        """The levers that are not at rest."""
        return tuple(each for each in Lever if self.setting(each) != AT_REST.setting(each))

    def alone(self, lever: Lever, setting: int | None = None) -> Levers:
        """That lever at its own setting, or at another, and all others at rest."""
        wanted = self.setting(lever) if setting is None else setting
        changes = {str(lever): wanted, "markets_year": self.markets_year}
        return replace(AT_REST, **changes)  # type: ignore[arg-type]


AT_REST = Levers()


#: How far each lever is moved when levers are compared with each other: what somebody could
#: reasonably aim for, not what is likely. The reasons stand in ``words.levers``.
REACH: dict[Lever, tuple[int, int]] = {
    Lever.GROWTH: (-10, 10),
    Lever.FUEL: (0, 100),
    Lever.MARKETS: (0, 3),
    Lever.DAYS: (200, 365),
    Lever.GAP: (-100, 50),
}

#: Every lever at the end of its reach that adds most trade. The price gap stays: a wider one adds
#: fuel only by making smuggling pay more.
GENEROUS = Levers(
    **{str(lever): most for lever, (_least, most) in REACH.items() if lever is not Lever.GAP}
)

#: The furthest setting that a link can hold, in the direction that adds trade.
FURTHEST: dict[Lever, int] = {
    Lever.GROWTH: 60,
    Lever.FUEL: 100,
    Lever.MARKETS: 3,
    Lever.DAYS: 365,
    Lever.GAP: 100,
}
