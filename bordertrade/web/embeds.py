"""``/embed/<page>``: the card of a link, for frames on other people's pages."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date

from cachetools import LRUCache
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bordertrade.sharing.embedded import embedded
from bordertrade.sharing.embedding import path_of
from bordertrade.sharing.link_target import Opened, opened
from bordertrade.shelf import Shelf
from bordertrade.web.address import address
from bordertrade.web.keeping import NEVER, is_known, keeping
from bordertrade.web.making import Busy, Making, reading
from bordertrade.web.previews import key_of
from bordertrade.web.query import query_of
from bordertrade.web.turns import TURNS, Turns, visitor
from bordertrade.words import _, use
from bordertrade.words.markup import escape

#: Cards kept, bytes.
_KEPT = 4 * 2**20
_RETRY_SECONDS = 5
#: Anybody may frame it: there is nothing to press in it, and no script.
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors *"
)


class Embeds:
    """``shelf`` holds the records, ``today`` says what day it is, ``turns`` who may have a card
    made.
    """

    def __init__(self, shelf: Shelf, today: Callable[[], date], turns: Turns = TURNS) -> None:
        self._shelf, self._today = shelf, today
        self._cards: Making[bytes] = Making(LRUCache(_KEPT, getsizeof=len), turns)

    def route(self) -> Route:
        return Route("/embed/{name}", self.answer, methods=["GET"])

    async def answer(self, request: Request) -> Response:
        path, query = path_of(request.path_params["name"]), query_of(request.scope)
        if path is None or query is None:
            return PlainTextResponse("Not Found", 404)
        at = address(request)
        try:
            found = await reading(opened, path, query, self._shelf, self._today())
            key = (at, *key_of(found))
            card = await self._cards.made(key, lambda: _made(found, at), visitor(request))
        except Busy:
            return _busy(f"{at}/{path}?{request.url.query}")
        return _sent(card, found, request)


def _made(found: Opened, at: str) -> bytes:
    use(found.subject.view.language)
    return embedded(found, at).encode()


def _sent(card: bytes, found: Opened, request: Request) -> Response:
    headers = {
        "etag": f'W/"{hashlib.sha256(card).hexdigest()[:20]}"',
        "cache-control": keeping(found),
        "content-security-policy": POLICY,
    }
    if is_known(request.headers, headers["etag"]):
        return Response(status_code=304, headers=headers)
    return Response(card, headers=headers, media_type="text/html")


def _busy(page: str) -> Response:
    """The way to the page, in a frame that asks again by itself."""
    told = escape(_("Too many ask for cards at once. This one comes in a moment."))
    name = escape(_("Open the page"))
    way = f'<a href="{escape(page, quote=True)}" target="_top">{name}</a>'
    card = (
        '<!doctype html><meta charset="utf-8">'
        f'<meta http-equiv="refresh" content="{_RETRY_SECONDS}"><p>{told} {way}</p>'
    )
    headers = {
        "retry-after": str(_RETRY_SECONDS),
        "cache-control": NEVER,
        "content-security-policy": POLICY,
    }
    return Response(card, 503, headers, "text/html")
