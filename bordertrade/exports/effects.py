"""What another version does to the totals that people know: before and after."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from bordertrade.dataset import Dataset


@dataclass(frozen=True, slots=True)
class Effect:
    """One total that differs.

    ``kind``: ``market_year``, ``market_twelve_months``, ``headline`` or ``progress``; ``name``:
    what it is a total of, for people; ``before`` and ``after``: as people read them; the ends in
    numbers (``unit``: US$ or a share), None where there is none.
    """

    kind: str
    name: str
    before: str
    after: str
    numbers_before: tuple[float, float, float] | None = None
    numbers_after: tuple[float, float, float] | None = None
    unit: str = "US$"

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def effects(before: Dataset, after: Dataset) -> tuple[Effect, ...]:
    """Only what differs: totals by market and year, the headline, progress to the target."""
    return ()
