"""``/preview/<page>.png``: the picture that stands for a link.

Drawn when it is first asked for, a few at once, and kept. Who comes while too many wait is asked
to come again: messengers do.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import anyio
from cachetools import LRUCache
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bordertrade.sharing.embedding import path_of
from bordertrade.sharing.link_target import Opened, opened
from bordertrade.sharing.preview import card_of
from bordertrade.sharing.raster import png
from bordertrade.shelf import Shelf
from bordertrade.web.keeping import is_known, keeping
from bordertrade.web.making import Busy, reading
from bordertrade.web.previews import key_of
from bordertrade.web.query import query_of
from bordertrade.web.turns import TURNS, Turns, visitor
from bordertrade.words import use

#: Pictures kept, bytes: about a hundred.
_KEPT_BYTES = 12 * 2**20
#: Drawn at once, and waiting for it.
_AT_ONCE, _MOST_WAITING = 2, 16
_RETRY_SECONDS = 5


@dataclass(frozen=True, slots=True)
class _Picture:
    png: bytes
    tag: str


class Pictures:
    """``shelf`` holds the records, ``today`` says what day it is, ``rasterise`` SVG -> PNG,
    ``turns`` who may have one drawn.
    """

    def __init__(
        self,
        shelf: Shelf,
        today: Callable[[], date],
        rasterise: Callable[[str], bytes] = png,
        turns: Turns = TURNS,
    ) -> None:
        self._shelf, self._today, self._rasterise = shelf, today, rasterise
        self._kept: LRUCache[object, _Picture] = LRUCache(
            _KEPT_BYTES, getsizeof=lambda picture: len(picture.png)
        )
        self._turns: anyio.Semaphore | None = None
        self._waiting = 0
        self._allowed = turns

    def route(self) -> Route:
        return Route("/preview/{name}.png", self.answer, methods=["GET"])

    async def answer(self, request: Request) -> Response:
        path, query = path_of(request.path_params["name"]), query_of(request.scope)
        if path is None or query is None:
            return PlainTextResponse("Not Found", 404)
        try:
            found = await reading(opened, path, query, self._shelf, self._today())
            picture = await self._picture(found, visitor(request))
        except Busy:
            busy = {"retry-after": str(_RETRY_SECONDS), "cache-control": "no-store"}
            return PlainTextResponse("Too many pictures at once. Try again.", 503, busy)
        return _sent(picture, found, request)

    async def _picture(self, found: Opened, who: str) -> _Picture:
        key = key_of(found)
        picture = self._kept.get(key)
        if picture is None:
            if self._waiting >= _MOST_WAITING or not self._allowed.may_ask(who):
                raise Busy
            picture = await self._drawn(key, found)
        return picture

    async def _drawn(self, key: object, found: Opened) -> _Picture:
        if self._turns is None:
            self._turns = anyio.Semaphore(_AT_ONCE)
        self._waiting += 1
        try:
            async with self._turns:
                if (made := self._kept.get(key)) is not None:
                    return made  # drawn while we waited
                drawn = await run_in_threadpool(self._draw, found)
                self._kept[key] = made = _Picture(drawn, hashlib.sha256(drawn).hexdigest()[:20])
                return made
        finally:
            self._waiting -= 1

    def _draw(self, found: Opened) -> bytes:
        use(found.subject.view.language)
        return self._rasterise(card_of(found))


def _sent(picture: _Picture, found: Opened, request: Request) -> Response:
    headers = {"etag": f'"{picture.tag}"', "cache-control": keeping(found)}
    if is_known(request.headers, headers["etag"]):
        return Response(status_code=304, headers=headers)
    return Response(picture.png, headers=headers, media_type="image/png")
