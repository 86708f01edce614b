"""Keeps what caches hold out of the garbage collector's way.

Streamlit forces a full collection after every run, and a full collection walks through every
object that is not frozen. What was made before the first visitor is frozen then; what caches take
in later is frozen as they grow. Frozen objects that refer to each other in a ring are never freed:
so now and then all is thawed, collected once, and frozen again.
"""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Callable

from bordertrade import remembered

#: So many new things in the caches are worth a freeze, and so many a thaw before it.
GROWTH, _MANY = 24, 1024
#: How often all is thawed at least, seconds.
_THAW_SECONDS = 3600.0


class Frost:
    """``made`` counts what caches have taken in since the start, ``now`` is a clock in seconds."""

    def __init__(
        self,
        made: Callable[[], int] = remembered.made,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._made, self._now = made, now
        self._frozen_at = self._thawed_at = made()
        self._thaw_at = now() + _THAW_SECONDS
        self._busy = threading.Lock()

    def freeze(self) -> None:
        """Free what can be freed, then freeze what is there."""
        gc.collect()
        gc.freeze()
        self._frozen_at = self._made()

    def after_run(self) -> None:
        """Freeze again if the caches have grown enough. One at a time; others do not wait."""
        if not self._is_due() or not self._busy.acquire(blocking=False):
            return
        try:
            if self._is_long_ago():
                gc.unfreeze()
                self._thaw_at, self._thawed_at = self._now() + _THAW_SECONDS, self._made()
            self.freeze()
        finally:
            self._busy.release()

    def _is_due(self) -> bool:
        return self._made() - self._frozen_at >= GROWTH or self._now() >= self._thaw_at

    def _is_long_ago(self) -> bool:
        return self._now() >= self._thaw_at or self._made() - self._thawed_at >= _MANY


#: That of the process.
FROST = Frost()
