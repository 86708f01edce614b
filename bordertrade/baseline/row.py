"""One row of the model, before rounding."""

from __future__ import annotations

from dataclasses import dataclass

from bordertrade.calendars import Period
from bordertrade.envelope import Envelope
from bordertrade.vocabulary import Channel, Direction

#: The markets that the model was made for, in the order of their rows; "three" is all of them. Its
#: anchors and shares are of these districts, so a further row of ``markets.csv`` changes nothing
#: here; and nobody outside the model's script asks here which markets there are.
MARKETS = ("gabd", "mand", "chadgi")


@dataclass(frozen=True, slots=True)
class Row:
    """A month of one market (or of the three together) in US$.

    ``assumptions`` are the ids of all constants that move it.
    """

    month: Period
    market: str
    channel: Channel
    reporter: str
    direction: Direction
    goods: str
    value_usd: Envelope
    method: str
    assumptions: tuple[str, ...]
