"""The view itself: a frozen value whose defaults are what an empty link shows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from bordertrade.calendars import Calendar
from bordertrade.money import MoneyBasis
from bordertrade.vocabulary import (
    Channel,
    Direction,
    EvidenceFloor,
    InformalBasis,
    Reporter,
)

JOINER = "~"
NONE = "none"
EARLIEST, LATEST = "earliest", "latest"
BOTH = "both"
LONGEST_SEARCH = 100
#: The scope of targets that a book's total can be held against.
TWO_WAY = "two-way"
#: Links stay under 300 characters: three goods can be compared, each by a short code.
MOST_GOODS = 3
#: More than any honest link holds; longer ones are cut before they are read.
LONGEST_VALUE = 300


#: Stands for a version that a link names but nobody can read: never the current one.
UNREADABLE = "unreadable"


class Toggle(StrEnum):
    ON = "on"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Percents:
    """From a lowest to a highest percentage, both whole numbers."""

    low: int
    high: int

    def __str__(self) -> str:
        return f"{self.low}..{self.high}"


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """From month to month (``YYYY-MM``), either end open so that a link follows new data."""

    start: str = EARLIEST
    end: str = LATEST

    def __str__(self) -> str:
        return f"{self.start}..{self.end}"


#: The default duty range, percent: what Gwadar's customs took in July-December 2023 (Rs20.4bn on
#: Rs163.5bn of goods) and what the fuel report's loss is of the fuel's value (docs/methods.md).
DUTY = Percents(12, 45)
#: The working days a year that the model assumes at the markets (``trailer_days_year``).
OPENING_DAYS = 250

#: Field of a percentage or count in a link -> its lowest and highest value.
BOUNDS = {
    "cif_margin": (0, 30),
    "fuel_formalised": (0, 100),
    "growth_change": (-30, 60),
    "more_markets": (0, 3),
    "opening_days": (100, 365),
    "price_gap": (-100, 100),
}

_CHANNELS = (Channel.FORMAL, Channel.INFORMAL)
_DIRECTIONS = (Direction.IR_TO_PK, Direction.PK_TO_IR)
_ORDER: dict[str, tuple[str, ...]] = {
    "channels": _CHANNELS,
    "directions": _DIRECTIONS,
}


@dataclass(frozen=True, slots=True)
class ViewState:
    """One view, shared by all pages. The defaults are what an empty link shows.

    ``markets`` is None for all that the data set has (``selecting.markets``): which those are, a
    view does not know.
    """

    markets: tuple[str, ...] | None = None
    channels: tuple[Channel, ...] = _CHANNELS
    directions: tuple[Direction, ...] = _DIRECTIONS
    reporter: str = BOTH
    goods: tuple[str, ...] = ()
    time: TimeSpan = TimeSpan()
    calendar: Calendar = Calendar.GREGORIAN
    currency: MoneyBasis = MoneyBasis.USD
    evidence: EvidenceFloor = EvidenceFloor.ALL
    informal: InformalBasis = InformalBasis.NONE
    target: str = "usd10bn_2029"
    base_year: int | None = None
    end_year: int | None = None
    since_year: int | None = None
    cif_margin: int = 0
    duty: Percents = DUTY
    fuel_formalised: int = 0
    growth_change: int = 0
    more_markets: int = 0
    markets_year: int | None = None
    opening_days: int = OPENING_DAYS
    price_gap: int = 0
    events: Toggle = Toggle.ON
    table: str = "bilateral_trade"
    search: str = ""
    tables: tuple[str, ...] = ()
    chart: str = ""
    language: str = "en"
    version: str = ""
    versus: str = ""

    def __post_init__(self) -> None:
        """A selection has one order, that of the defaults: one view, one link. That of the markets
        is the data set's, so whoever chooses among them keeps to it."""
        for name, order in _ORDER.items():
            chosen = getattr(self, name)
            in_order = [each for each in order if each in chosen]
            others = [each for each in chosen if each not in order]
            object.__setattr__(self, name, (*in_order, *others))

    @property
    def reporters(self) -> tuple[Reporter, ...]:
        return tuple(Reporter) if self.reporter == BOTH else (Reporter(self.reporter),)

    def with_(self, **changes: Any) -> ViewState:
        return replace(self, **changes)


DEFAULT = ViewState()
