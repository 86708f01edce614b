"""Each request once, as it went: for the log and for the metrics."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import quote

from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: What stands in a log in place of what is nobody's business.
HIDDEN = "*"
#: Ids of drafts, sessions, files and tokens, and whatever has an @: a link to a draft is a key to it.
_SECRET = re.compile(r"[0-9a-fA-F-]{8,}(\.\w+)?|.*@.*|.{41,}")
_LONGEST = 200

#: Beginning of a path below the base path -> what kind of request it is.
_KINDS = {
    "/_stcore/stream": "stream",
    "/_stcore/": "streamlit",
    "/static/": "static",
    "/app/static/": "static",
    "/media/": "media",
    "/component/": "static",
    "/api/health": "health",
    "/livez": "health",
    "/readyz": "health",
    "/api/": "api",
    "/embed/": "embed",
    "/preview/": "preview",
    "/feed.xml": "feed",
    "/sitemap.xml": "feed",
    "/robots.txt": "feed",
}


@dataclass(frozen=True, slots=True)
class Seen:
    """One request that is over. ``path`` tells no secret and has no query; ``status`` is 101 for a
    socket that was open, 0 where nobody waited for the answer; ``size_bytes`` is that of the body.
    """

    method: str
    path: str
    kind: str
    status: int
    seconds: float
    size_bytes: int


class Watching:
    """Tells ``watchers`` of each request when it is over, and of each socket that comes and goes."""

    def __init__(
        self,
        app: ASGIApp,
        watchers: Iterable[Callable[[Seen], None]],
        sockets: Callable[[int], None] = lambda _change: None,
        base: str = "",
    ) -> None:
        self.app, self._watchers, self._sockets, self._base = app, tuple(watchers), sockets, base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        going, begun = _Going(send, self._sockets), time.perf_counter()
        try:
            await self.app(scope, receive, going.send)
        except Exception:
            going.status = going.status or 500
            raise
        finally:
            going.over()
            seen = self._seen(scope, going, time.perf_counter() - begun)
            for watcher in self._watchers:
                watcher(seen)

    def _seen(self, scope: Scope, going: _Going, seconds: float) -> Seen:
        path: str = scope["path"]
        method = str(scope.get("method") or "WS")
        kind = kind_of(path.removeprefix(self._base))
        return Seen(method, told(path), kind, going.status, seconds, going.size_bytes)


class _Going:
    """What is answered to one request."""

    def __init__(self, send: Send, sockets: Callable[[int], None]) -> None:
        self._send, self._sockets = send, sockets
        self.status, self.size_bytes, self._is_open = 0, 0, False

    async def send(self, message: Message) -> None:
        kind = message["type"]
        if kind in {"http.response.start", "websocket.http.response.start"}:
            self.status = message["status"]
        elif kind == "http.response.body":
            self.size_bytes += len(message.get("body", b""))
        elif kind == "websocket.accept":
            self.status, self._is_open = 101, True
            self._sockets(1)
        elif kind == "websocket.close":
            self.status = self.status or 403
        await self._send(message)

    def over(self) -> None:
        if self._is_open:
            self._sockets(-1)


def kind_of(path: str) -> str:
    """What a path below the base path asks for; few kinds, whatever people ask."""
    return next((kind for start, kind in _KINDS.items() if path.startswith(start)), "page")


def told(path: str) -> str:
    """A path as it may stand in a log: in one line of ASCII, without what opens a draft."""
    parts = (HIDDEN if _SECRET.fullmatch(part) else part for part in path.split("/"))
    return quote("/".join(parts), safe="/*")[:_LONGEST]
