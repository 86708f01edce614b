"""Keeps what caches hold out of the garbage collector's way.

Streamlit forces a full collection after every run, and a full collection walks through every
object that is not frozen: each open tab has some thousand. What was made before the first visitor
is frozen then; what caches and tabs take in later is frozen as they grow. Frozen objects that refer
to each other in a ring are never freed, as those of a closed tab: so a few times an hour all is
thawed, collected once, and frozen again.
"""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Callable

from bordertrade import remembered

#: So many new things in the caches are worth a freeze, and so many a thaw before it.
GROWTH, _MANY = 24, 1024
#: So many runs are worth a freeze: new tabs may be among them.
RUNS = 50
#: How often all is thawed at least, seconds: what closed tabs hold in memory until then.
THAW_SECONDS = 900.0


class Frost:
    """``made`` counts what caches have taken in since the start, ``now`` is a clock in seconds."""

    def __init__(
        self,
        made: Callable[[], int] = remembered.made,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._made, self._now = made, now
        self._frozen_at = self._thawed_at = made()
        self._thaw_at = now() + THAW_SECONDS
        self._runs = 0
        self._busy = threading.Lock()

    def freeze(self) -> None:
        """Free what can be freed, then freeze what is there."""
        gc.collect()
        gc.freeze()
        self._frozen_at, self._runs = self._made(), 0

    def after_run(self) -> None:
        """Freeze again if caches or tabs may have grown enough. One at a time; others do not wait."""
        self._runs += 1  # a run lost between two threads matters to nobody
        if not self._is_due() or not self._busy.acquire(blocking=False):
            return
        try:
            if self._is_long_ago():
                gc.unfreeze()
                self._thaw_at, self._thawed_at = self._now() + THAW_SECONDS, self._made()
            self.freeze()
        finally:
            self._busy.release()

    def _is_due(self) -> bool:
        grown = self._made() - self._frozen_at >= GROWTH
        return grown or self._runs >= RUNS or self._now() >= self._thaw_at

    def _is_long_ago(self) -> bool:
        return self._now() >= self._thaw_at or self._made() - self._thawed_at >= _MANY


#: That of the process.
FROST = Frost()
