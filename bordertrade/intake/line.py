"""The line in which checks wait: a few run at once, the others begin in the order they came."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Sequence
from typing import Protocol

#: So many run at once; more would only slow each other and the pages.
AT_ONCE = 4
#: So many wait behind them; a file and its copy lie on the disk for each.
MOST_WAITING = 100
#: Of both, what visitors leave free for publishers, and what one address may have.
KEPT_AT_ONCE, KEPT_WAITING = 1, 20
OWN_AT_ONCE, OWN_WAITING = 2, 8


class Waiting(Protocol):
    """What stands in line. Both are called while the line is locked and must not come back to it.
    ``whose``: the address of a visitor, "" for a publisher.
    """

    @property
    def whose(self) -> str: ...

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
            if not _has_room(one, self._waiting, MOST_WAITING, KEPT_WAITING, OWN_WAITING):
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
        for each in list(self._waiting):
            one = each()
            if one and _has_room(one, self._begun, AT_ONCE, KEPT_AT_ONCE, OWN_AT_ONCE):
                self._waiting.remove(each)
                one.begin()
                self._begun.append(each)


def _has_room(
    one: Waiting, others: Sequence[weakref.ref[Waiting]], most: int, kept: int, own: int
) -> bool:
    """Whether one more may join these: publishers up to ``most``, visitors leave ``kept`` of it
    free, and one address has no more than ``own``."""
    if len(others) >= most:
        return False
    visitors = [found.whose for each in others if (found := each()) and found.whose]
    return not one.whose or (len(visitors) < most - kept and visitors.count(one.whose) < own)
