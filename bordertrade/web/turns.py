"""Who may have a head, a card or a picture made: few at once, and each visitor so often.

Making one costs a quarter of a second of a core; a link with another number in it is another one.
What is made already costs nobody a turn.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from starlette.requests import HTTPConnection

from bordertrade.web.api.limiter import Limiter

#: Heads and cards made at once. More would take the cores away from those who read.
AT_ONCE = 2
#: Made for one visitor: so many a minute, of which so many at once.
_PER_MINUTE, _BURST = 30, 20


class Turns:
    """``at_once`` turns for all, and a bucket of turns for each visitor. Used in the event loop
    only.
    """

    def __init__(self, at_once: int = AT_ONCE, limiter: Limiter | None = None) -> None:
        self._free = at_once
        self._limiter = limiter or Limiter(_PER_MINUTE, _BURST)

    @contextmanager
    def one(self, visitor: str) -> Iterator[bool]:
        """A turn for as long as the block, or False where there is none now."""
        if not self._free or not self.may_ask(visitor):
            yield False
            return
        self._free -= 1
        try:
            yield True
        finally:
            self._free += 1

    def may_ask(self, visitor: str) -> bool:
        """Take one turn from the visitor's bucket; False where it is empty."""
        return self._limiter.take(visitor).allowed


#: Those of the process: heads and cards share them.
TURNS = Turns()


def visitor(asked: HTTPConnection) -> str:
    """The address that a request came from."""
    return asked.client.host if asked.client else ""
