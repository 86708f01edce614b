"""Finished answers, kept by what they depend on: a bounded number of bytes."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from cachetools import LRUCache

_MOST_BYTES = 24 * 2**20
#: Below this gzip saves nobody time.
SMALL_BYTES = 1000


@dataclass(frozen=True)
class Body:
    """An answer's bytes; ``packed`` with gzip, made when somebody first takes it."""

    plain: bytes

    @cached_property
    def packed(self) -> bytes:
        return gzip.compress(self.plain, compresslevel=6, mtime=0)


class Kept:
    """The least recently asked goes first. What is larger than all room is not kept."""

    def __init__(self, most_bytes: int = _MOST_BYTES) -> None:
        # the packed copy comes later and is a fraction of the plain one
        self._bodies: LRUCache[str, Body] = LRUCache(
            most_bytes, getsizeof=lambda body: len(body.plain) * 5 // 4
        )
        self._changing = threading.Lock()

    def body(self, key: str, make: Callable[[], bytes]) -> Body:
        """What ``make`` returns, made at most once as long as there is room."""
        with self._changing:
            found = self._bodies.get(key)
        if found is not None:
            return found
        made = Body(make())
        with self._changing:
            if made.plain and self._bodies.getsizeof(made) <= self._bodies.maxsize:
                self._bodies[key] = made
        return made
