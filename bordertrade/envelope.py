"""Low / central / high: arithmetic on ranges that say how little is known.

A sum of envelopes adds lows to lows and highs to highs. That is an *outer envelope*: it holds
the truth if each part holds its own, and it is wider than a confidence interval. No
independence is assumed anywhere.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Envelope:
    """A range with a central value, in one unit.

    Raises ValueError unless low <= central <= high, all of them finite.
    """

    low: float
    central: float
    high: float

    def __post_init__(self) -> None:
        if not all(map(math.isfinite, (self.low, self.central, self.high))):
            raise ValueError(f"an envelope holds finite numbers, not {self}")
        if not self.low <= self.central <= self.high:
            raise ValueError(f"an envelope needs low <= central <= high, not {self}")

    @classmethod
    def exact(cls, value: float) -> Envelope:
        """A number that is known: no width."""
        return cls(value, value, value)

    @property
    def is_exact(self) -> bool:
        return self.low == self.high

    @property
    def ratio(self) -> float | None:
        """high / low: how many times over the truth may be; None when low is 0 ("unbounded below")."""
        return self.high / self.low if self.low > 0 else None

    def __add__(self, other: Envelope) -> Envelope:
        return Envelope(self.low + other.low, self.central + other.central, self.high + other.high)

    def __sub__(self, other: Envelope) -> Envelope:
        """The widest difference: the low takes the other's high, and the reverse."""
        return Envelope(self.low - other.high, self.central - other.central, self.high - other.low)

    def __mul__(self, other: Envelope | float) -> Envelope:
        """Product of two ranges of non-negative numbers, or of a range and a number >= 0."""
        by = other if isinstance(other, Envelope) else Envelope.exact(other)
        if min(self.low, by.low) < 0:
            raise ValueError("envelopes are multiplied only where nothing is negative")
        return Envelope(self.low * by.low, self.central * by.central, self.high * by.high)

    def __truediv__(self, number: float) -> Envelope:
        if not 0 < number < math.inf:
            raise ValueError("an envelope is divided by a positive number only")
        return Envelope(self.low / number, self.central / number, self.high / number)


ZERO = Envelope.exact(0.0)


def total(envelopes: Iterable[Envelope]) -> Envelope:
    """The outer envelope of a sum; zero for nothing."""
    return sum(envelopes, start=ZERO)
