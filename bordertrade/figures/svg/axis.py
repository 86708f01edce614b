"""An axis: from values to pixels."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import numpy as np
import pandas as pd

DATE, CATEGORY, LOG, LINEAR = "date", "category", "log", "linear"
DAY_MS = 86_400_000.0
#: What plotly leaves free beyond the data, as a share of their span.
_ROOM = 0.05


@dataclass(frozen=True, slots=True)
class Axis:
    """``low`` and ``high`` in the axis's own numbers (days as milliseconds, categories as places,
    logarithms to base 10); ``start`` and ``end`` in pixels. ``given`` is plotly's own description.
    """

    name: str
    kind: str
    low: float
    high: float
    categories: tuple[str, ...]
    given: Mapping[str, Any]
    start: float = 0.0
    end: float = 1.0

    def placed(self, start: float, end: float) -> Axis:
        return replace(self, start=start, end=end)

    def number(self, value: object) -> float | None:
        """A value in the axis's own numbers; None for a missing one."""
        return number(value, self.kind, self.categories)

    def at(self, value: object) -> float | None:
        """Where a value stands, px."""
        found = self.number(value)
        return None if found is None else self.pixel(found)

    def pixel(self, own: float) -> float:
        span = (self.high - self.low) or 1.0
        return self.start + (own - self.low) / span * (self.end - self.start)

    def length(self, own: float) -> float:
        """The pixels that a stretch of the axis takes."""
        return abs(self.pixel(self.low + own) - self.start)


def number(value: object, kind: str, categories: Sequence[str] = ()) -> float | None:
    if value is None or value is pd.NaT:
        return None
    if kind == CATEGORY and str(value) in categories:
        return float(categories.index(str(value)))
    if kind == DATE:
        return pd.Timestamp(value).timestamp() * 1000  # type: ignore[arg-type]
    found = float(value)  # type: ignore[arg-type]
    if kind == LOG:
        return math.log10(found) if found > 0 else None
    return found if math.isfinite(found) else None


def axis_of(name: str, given: Mapping[str, Any], values: Sequence[object], *, bars: bool) -> Axis:
    """The axis that plotly would make of its description and of the values that stand on it."""
    kind = given.get("type") or _kind(values)
    categories = _categories(given, values) if kind == CATEGORY else ()
    low, high = _range(given, kind, categories, values, bars=bars)
    if given.get("autorange") == "reversed" and "range" not in given:
        low, high = high, low
    return Axis(name, kind, low, high, categories, given)


def _kind(values: Sequence[object]) -> str:
    known = next((each for each in values if each is not None), None)
    if isinstance(known, (date, datetime, np.datetime64)):
        return DATE
    if not isinstance(known, str):
        return LINEAR
    try:
        datetime.fromisoformat(known)
    except ValueError:
        return CATEGORY
    return DATE


def _categories(given: Mapping[str, Any], values: Sequence[object]) -> tuple[str, ...]:
    ordered = [str(each) for each in given.get("categoryarray", ())]
    found = [str(each) for each in values if isinstance(each, str)]
    if str(given.get("categoryorder", "")).startswith("category ascending"):
        found.sort()
    return tuple(dict.fromkeys([*ordered, *found]))


def _range(
    given: Mapping[str, Any],
    kind: str,
    categories: Sequence[str],
    values: Sequence[object],
    *,
    bars: bool,
) -> tuple[float, float]:
    if given.get("range") is not None:
        low, high = (
            number(each, LINEAR if kind == LOG else kind, categories) for each in given["range"]
        )
        assert low is not None
        assert high is not None
        return low, high
    if kind == CATEGORY:
        return -0.5, max(len(categories) - 0.5, 0.5)
    return _around(values, kind, tozero=given.get("rangemode") == "tozero" or bars)


def _around(values: Sequence[object], kind: str, *, tozero: bool) -> tuple[float, float]:
    found = [own for own in (number(each, kind) for each in values) if own is not None]
    low, high = min(found, default=0.0), max(found, default=1.0)
    if low == high:
        low, high = low - 1, high + 1
    room = (high - low) * _ROOM
    if kind in {DATE, LOG} or not tozero:
        return low - room, high + room
    return min(low - room if low < 0 else 0.0, 0.0), max(high + room if high > 0 else 0.0, 0.0)
