"""``/embed/<page>``: the card of a link, for frames on other people's pages."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date

from cachetools import LRUCache
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bordertrade.sharing.embedded import embedded
from bordertrade.sharing.embedding import path_of
from bordertrade.sharing.opened import Opened, opened
from bordertrade.shelf import Shelf
from bordertrade.web.address import address
from bordertrade.web.pictures import keeping
from bordertrade.web.previews import key_of
from bordertrade.web.query import query_of
from bordertrade.words import use

#: Cards kept, characters.
_KEPT = 4 * 2**20
#: Anybody may frame it: there is nothing to press in it, and no script.
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors *"
)


class Embeds:
    """``shelf`` holds the records, ``today`` says what day it is."""

    def __init__(self, shelf: Shelf, today: Callable[[], date]) -> None:
        self._shelf, self._today = shelf, today
        self._kept: LRUCache[object, str] = LRUCache(_KEPT, getsizeof=len)

    def route(self) -> Route:
        return Route("/embed/{name}", self.answer, methods=["GET"])

    async def answer(self, request: Request) -> Response:
        path, query = path_of(request.path_params["name"]), query_of(request.scope)
        if path is None or query is None:
            return PlainTextResponse("Not Found", 404)
        at = address(request)
        found = await run_in_threadpool(opened, path, query, self._shelf, self._today())
        key = (at, *key_of(found))
        page = self._kept.get(key)
        if page is None:
            self._kept[key] = page = await run_in_threadpool(_made, found, at)
        return _sent(page, found, request)


def _made(found: Opened, at: str) -> str:
    use(found.subject.view.language)
    return embedded(found, at)


def _sent(page: str, found: Opened, request: Request) -> Response:
    body = page.encode()
    tag = hashlib.sha256(body).hexdigest()[:20]
    headers = {
        "etag": f'W/"{tag}"',
        "cache-control": keeping(found),
        "content-security-policy": POLICY,
    }
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type="text/html")
