"""What was made of one data set. It belongs to the data set and is freed with it."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Any


@dataclass(eq=False, slots=True)
class Entry:
    """A thing that was made, and at which turn it was last asked for."""

    value: Any
    turn: int


@dataclass(eq=False, slots=True, weakref_slot=True)
class Memo:
    """The things by their keys. Only ``version_cache`` writes here."""

    entries: dict[Hashable, Entry] = field(default_factory=dict)

    @property
    def turn(self) -> int:
        """At which turn any of them was last asked for."""
        return max((each.turn for each in self.entries.values()), default=0)
