"""How large a circle is for how many US$, and the legend that says so."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from bordertrade.maps.points import MapPoint

#: The largest circle, px. Gabd and Mand lie 50 px apart in the first view: two of these touch.
LARGEST_RADIUS = 25.0
#: What is smaller could not be seen, px.
SMALLEST_RADIUS = 2.5
_STEPS = (1.0, 0.25, 0.05)
_ROUND_STEPS = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A circle of this radius, px, stands for this many US$."""

    radius: float
    value: float


@dataclass(frozen=True, slots=True)
class Scale:
    """Area proportional to US$; ``largest`` US$ fill the largest circle."""

    largest: float

    def radius(self, value: float) -> float:
        """px; nothing is nothing."""
        if value <= 0 or self.largest <= 0:
            return 0.0
        return LARGEST_RADIUS * math.sqrt(value / self.largest)

    def visible_radius(self, value: float) -> float:
        """px, and never too small to be seen."""
        return max(SMALLEST_RADIUS, self.radius(value))


def scale(points: Iterable[MapPoint]) -> Scale:
    """One scale for formal and informal alike, so that the two can be compared."""
    ranges = [part for point in points for part in (point.formal, point.informal) if part]
    return Scale(max((part.high for part in ranges), default=0.0))


def legend(points: Iterable[MapPoint]) -> tuple[LegendEntry, ...]:
    """Three round amounts and their circles, the largest first; () without amounts."""
    measure = scale(points)
    if measure.largest <= 0:
        return ()
    values = dict.fromkeys(_rounded_down(measure.largest * step) for step in _STEPS)
    return tuple(LegendEntry(measure.radius(value), value) for value in values)


def _rounded_down(value: float) -> float:
    """The next 1, 2 or 5 times a power of ten that is not larger."""
    power: float = 10.0 ** math.floor(math.log10(value))
    return max(step * power for step in _ROUND_STEPS if step * power <= value * (1 + 1e-9))
