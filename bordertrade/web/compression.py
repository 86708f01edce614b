"""Static files compressed once: Streamlit sends 7 MB for a chart, its own way, every time.

Their names carry a hash of their content, so a compressed copy stays right for good. It is made
when a file is first asked for and kept in memory (about 6 MB for the whole site).
"""

from __future__ import annotations

import gzip
from collections import OrderedDict
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bordertrade.web.keeping import is_known

_PREFIX = "/static/"
_SUFFIXES = (".js", ".css", ".json", ".svg", ".wasm")
_MOST_FILES = 400
_LARGEST = 16 * 2**20  # bytes


@dataclass(frozen=True, slots=True)
class _Answer:
    start: Message
    body: bytes


class CompressedStatic:
    """Answers static files with gzip to those who take it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._kept: OrderedDict[str, _Answer] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not _wants_gzip(scope):
            await self.app(scope, receive, send)
            return
        path = scope["path"]
        kept = self._kept.get(path)
        if kept is None:
            answer = await self._collect(scope, receive)
            if not _is_worth_it(answer):
                await _send(answer, send)
                return
            self._kept[path] = kept = await run_in_threadpool(_compressed, answer)
            while len(self._kept) > _MOST_FILES:  # also what others put here while we waited
                self._kept.popitem(last=False)
        await _send(_unchanged(kept) if _has_it(kept, scope) else kept, send)

    async def _collect(self, scope: Scope, receive: Receive) -> _Answer:
        start: Message = {}
        body = bytearray()

        async def collecting(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
            elif message["type"] == "http.response.body":
                body.extend(message.get("body", b""))

        await self.app(_without_conditions(scope), receive, collecting)
        return _Answer(start, bytes(body))


def _wants_gzip(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    if not scope["path"].startswith(_PREFIX) or not scope["path"].endswith(_SUFFIXES):
        return False
    headers = Headers(scope=scope)
    return "gzip" in headers.get("accept-encoding", "") and "range" not in headers


def _without_conditions(scope: Scope) -> Scope:
    """The same request without "if-none-match": a 304 has no body to compress."""
    kept = [(n, v) for n, v in scope["headers"] if not n.startswith(b"if-")]
    return {**scope, "headers": kept, "extensions": {}}


def _is_worth_it(answer: _Answer) -> bool:
    return answer.start.get("status") == 200 and 500 < len(answer.body) <= _LARGEST


def _compressed(answer: _Answer) -> _Answer:
    body = gzip.compress(answer.body, compresslevel=6, mtime=0)
    start = {**answer.start, "headers": list(answer.start["headers"])}
    headers = MutableHeaders(scope=start)
    headers["content-encoding"] = "gzip"
    headers["content-length"] = str(len(body))
    headers["vary"] = "Accept-Encoding"
    if "etag" in headers:  # the same file, in other bytes
        headers["etag"] = "W/" + headers["etag"].removeprefix("W/")
    return _Answer(start, body)


def _has_it(kept: _Answer, scope: Scope) -> bool:
    tag = Headers(raw=kept.start["headers"]).get("etag")
    return tag is not None and is_known(Headers(scope=scope), tag)


def _unchanged(kept: _Answer) -> _Answer:
    """What tells a reader, or a cache in front, that its copy is still right."""
    names = (b"etag", b"cache-control", b"vary", b"last-modified")
    told = [(name, value) for name, value in kept.start["headers"] if name.lower() in names]
    return _Answer({**kept.start, "status": 304, "headers": told}, b"")


async def _send(answer: _Answer, send: Send) -> None:
    await send({**answer.start, "headers": list(answer.start["headers"])})
    await send({"type": "http.response.body", "body": answer.body})
