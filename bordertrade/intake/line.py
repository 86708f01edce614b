"""The line in which checks wait: a few run at once, the others begin in the order they came."""

from __future__ import annotations

import threading
import weakref
from typing import Protocol

#: So many run at once; more would only slow each other and the pages.
AT_ONCE = 4
#: So many wait behind them; a file and its copy lie on the disk for each.
MOST_WAITING = 100


class Waiting(Protocol):
    """What stands in line. Both are called while the line is locked and must not come back to it."""

    def begin(self) -> None: ...

    def is_at_work(self) -> bool: ...


class Line:
    """Safe to use from several threads. It keeps nobody alive: who is let go of has left the line."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: list[weakref.ref[Waiting]] = []
        self._begun: list[weakref.ref[Waiting]] = []

    def join(self, one: Waiting) -> bool:
        """Stand in line, and begin at once if there is room. False where too many wait already."""
        with self._lock:
            self._move_on()
            if len(self._waiting) >= MOST_WAITING:
                return False
            self._waiting.append(weakref.ref(one))
            self._move_on()
        return True

    def move_on(self) -> None:
        """Let those begin for whom there is room now; whoever asks does it for all."""
        with self._lock:
            self._move_on()

    def _move_on(self) -> None:
        self._begun = [each for each in self._begun if (one := each()) and one.is_at_work()]
        self._waiting = [each for each in self._waiting if each() is not None]
        while self._waiting and len(self._begun) < AT_ONCE:
            one = self._waiting.pop(0)()
            if one is not None:
                one.begin()
                self._begun.append(weakref.ref(one))
