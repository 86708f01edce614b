"""What is made when somebody first asks for it, then kept: each thing once, however many ask."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Generic, ParamSpec, TypeVar

from anyio import CapacityLimiter, to_thread
from cachetools import LRUCache

from bordertrade.web.turns import Turns

T = TypeVar("T")
P = ParamSpec("P")

#: Threads that look up what a link names. The server's other work has threads of its own: who
#: asks for its health never waits behind these.
_READERS = CapacityLimiter(4)
_MAKERS = CapacityLimiter(4)
#: So many may wait for a thread; who comes then is told at once.
_MOST_WAITING = 64


class Busy(Exception):  # noqa: N818 - nothing is wrong
    """Too many ask at once; nothing was made."""


async def reading(look: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
    """What ``look`` returns, looked up in a thread. Raises Busy where too many wait already."""
    if _READERS.statistics().tasks_waiting >= _MOST_WAITING:
        raise Busy
    return await to_thread.run_sync(partial(look, *given, **named), limiter=_READERS)


class Making(Generic[T]):
    """``kept`` holds what is finished, as bytes; ``turns`` says who may have more made."""

    def __init__(self, kept: LRUCache[object, T], turns: Turns) -> None:
        self._kept, self._turns = kept, turns
        self._going: dict[object, asyncio.Future[T | None]] = {}

    async def made(self, key: object, make: Callable[[], T], visitor: str) -> T:
        """What is kept under ``key``, or what ``make`` returns. Raises Busy where nobody has a turn
        now, and what ``make`` raises.
        """
        found = self._kept.get(key)
        if found is not None:
            return found
        going = self._going.get(key)
        if going is None:
            return await self._make(key, make, visitor)
        made = await asyncio.shield(going)
        if made is None:
            raise Busy
        return made

    async def _make(self, key: object, make: Callable[[], T], visitor: str) -> T:
        with self._turns.one(visitor) as mine:
            if not mine:
                raise Busy
            going = self._going[key] = asyncio.get_running_loop().create_future()
            made: T | None = None
            try:
                self._kept[key] = made = await to_thread.run_sync(make, limiter=_MAKERS)
            finally:
                del self._going[key]
                going.set_result(made)
        return made
