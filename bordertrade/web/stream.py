"""The door of the pages' socket: only what pages need comes in, and no faster than a person clicks.

Streamlit obeys whatever a socket says, also messages that none of our pages sends: "clear_cache"
empties what all visitors share.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: What pages send.
WELCOME = frozenset(
    {
        "rerun_script",
        "stop_script",
        "file_urls_request",
        "app_heartbeat",
        "backend_operation_request",
    }
)
#: Messages of one socket: so many at once, then so many a second. Each may start a run, which ends
#: in a full collection of garbage.
BURST, PER_SECOND = 20, 5.0


class StreamGate:
    """Drops what no page sends, and lets a socket that talks too fast wait.

    Waiting, not dropping: a click that comes fifth in a second is still meant. ``kind_of`` names
    a message of the socket; it raises ValueError for bytes that are none.
    """

    def __init__(self, app: ASGIApp, kind_of: Callable[[bytes], str]) -> None:
        self.app, self._kind_of = app, kind_of

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            receive = self._guarded(receive)
        await self.app(scope, receive, send)

    def _guarded(self, receive: Receive) -> Receive:
        pace = Pace()

        async def welcome_only() -> Message:
            while True:
                message = await receive()
                if message["type"] != "websocket.receive":
                    return message
                await pace.wait()
                if self._is_welcome(message.get("bytes")):
                    return message

        return welcome_only

    def _is_welcome(self, sent: bytes | None) -> bool:
        """What is no message of Streamlit's goes on to it: it closes the socket."""
        if sent is None:
            return True
        try:
            return self._kind_of(sent) in WELCOME
        except ValueError:
            return True


class Pace:
    """A bucket of messages that fills up again."""

    def __init__(
        self,
        burst: int = BURST,
        per_second: float = PER_SECOND,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._burst, self._rate, self._now, self._sleep = burst, per_second, now, sleep
        self._left, self._since = float(burst), now()

    async def wait(self) -> None:
        """Take one message from the bucket, once there is one."""
        now = self._now()
        self._left = min(self._burst, self._left + (now - self._since) * self._rate) - 1
        self._since = now
        if self._left < 0:
            await self._sleep(-self._left / self._rate)
