"""How often one visitor may ask: a bucket of requests that fills up again.

Bounded: the visitor who has not asked for the longest time is forgotten first, with a full bucket.
"""

from __future__ import annotations

import math
import os
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from cachetools import LRUCache

from bordertrade.allowances import household
from bordertrade.web.settings import above_0

#: Requests a minute, and how many may come at once.
PER_MINUTE_VARIABLE, BURST_VARIABLE = "BORDERTRADE_API_PER_MINUTE", "BORDERTRADE_API_BURST"
_PER_MINUTE, _BURST = 120, 60
_MOST_VISITORS = 10_000


@dataclass(frozen=True, slots=True)
class Turn:
    """Whether a request may go on; ``left`` in the bucket; ``wait_seconds`` until one more is."""

    allowed: bool
    limit: int
    left: int
    wait_seconds: int

    @property
    def headers(self) -> dict[str, str]:
        told = {
            "ratelimit-limit": str(self.limit),
            "ratelimit-remaining": str(self.left),
            "ratelimit-reset": str(self.wait_seconds),
        }
        return told if self.allowed else {**told, "retry-after": str(self.wait_seconds)}


class Limiter:
    """``per_minute`` requests for each visitor, of which ``burst`` may come at once."""

    def __init__(
        self,
        per_minute: int = _PER_MINUTE,
        burst: int = _BURST,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._rate, self._burst, self._now = per_minute / 60, burst, now
        self._left: LRUCache[str, tuple[float, float]] = LRUCache(_MOST_VISITORS)
        self._taking = threading.Lock()

    def take(self, address: str) -> Turn:
        """One request of the visitor at this address."""
        who, now = household(address), self._now()
        with self._taking:
            left, since = self._left.get(who, (float(self._burst), now))
            left = min(self._burst, left + (now - since) * self._rate)
            allowed = left >= 1
            left -= allowed
            self._left[who] = (left, now)
        wait = max(0.0, 1 - left) / self._rate
        return Turn(allowed, self._burst, int(left), math.ceil(wait))


def limiter(environ: Mapping[str, str] = os.environ) -> Limiter:
    """As the environment says. Raises ValueError for what is no number above 0."""
    return Limiter(
        above_0(environ, PER_MINUTE_VARIABLE, _PER_MINUTE), above_0(environ, BURST_VARIABLE, _BURST)
    )
