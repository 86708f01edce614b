"""The page that Streamlit serves, told what its link is about: messengers run no scripts.

Streamlit sends one page for every address. This layer sends the same page with a head of its own
for each link. While too many heads are being made the page has its title and no more; whatever
goes wrong, Streamlit's own page is sent: a preview is never worth a page.
"""

from __future__ import annotations

import gzip
import hashlib
import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from cachetools import LRUCache
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from bordertrade.sharing.head import Head, bare, head
from bordertrade.sharing.link_target import Opened, opened
from bordertrade.sharing.places import PLACES
from bordertrade.shelf import Shelf
from bordertrade.web.address import address
from bordertrade.web.base import below
from bordertrade.web.keeping import NEVER, is_known, keeping_page
from bordertrade.web.making import Busy, Making, reading
from bordertrade.web.pages import page_of
from bordertrade.web.query import query_of
from bordertrade.web.turns import TURNS, Turns, visitor
from bordertrade.words import language, languages, use
from bordertrade.words.markup import escape

#: Pages kept ready: with their compressed twin about 20 kB each.
_MOST_PAGES = 256
_LOG = logging.getLogger("bordertrade")
_TITLE = re.compile(r"<title>[^<]*</title>")
_INSTEAD = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)
_LANGUAGE = re.compile(r'<html lang="[^"]*"')


@dataclass(frozen=True, slots=True)
class _Page:
    plain: bytes
    packed: bytes
    tag: str


class Previews:
    """Sends the pages. ``index`` is Streamlit's page (HTML), ``base`` the base path ("" for none),
    ``turns`` says who may have a head made.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - what a server is made of
        self,
        app: ASGIApp,
        index: str,
        shelf: Shelf,
        today: Callable[[], date],
        base: str = "",
        turns: Turns = TURNS,
    ) -> None:
        self.app, self._index, self._shelf, self._today = app, index, shelf, today
        self._base = base
        self._heads: Making[_Page] = Making(LRUCache(_MOST_PAGES), turns)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = page_of(scope, self._base)
        query = None if path is None else query_of(scope)
        if path is None or query is None:
            await self.app(scope, receive, send)
            return
        answer = await self._answer(path, query, Request(below(scope, self._base)))
        await (answer or self.app)(scope, receive, send)

    async def _answer(self, path: str, query: Mapping[str, str], asked: Request) -> Response | None:
        try:
            return _sent(*await self._made(path, query, asked), asked.headers)
        except Busy:
            return _sent(_bare(self._index, path, query.get("lang", "")), NEVER, asked.headers)
        except Exception:
            _LOG.exception("a page is sent without its preview: /%s", path)
            return None

    async def _made(self, path: str, query: Mapping[str, str], asked: Request) -> tuple[_Page, str]:
        found = await reading(opened, path, query, self._shelf, self._today())
        at = address(asked)

        def make() -> _Page:
            use(found.subject.view.language)
            return _packed(told(self._index, head(found, at)))

        page = await self._heads.made((at, *key_of(found)), make, visitor(asked))
        return page, keeping_page(found)


@lru_cache(maxsize=64)
def _bare(index: str, path: str, wanted: str) -> _Page:
    """A page with its title and nothing of its link."""
    use(wanted if wanted in languages() else languages()[0])
    return _packed(told(index, bare(PLACES[path])))


def key_of(found: Opened) -> tuple[object, ...]:
    """All that a page, a picture or a card of a link depends on."""
    looking, subject = found.looking, found.subject
    return (
        looking.dataset.fingerprint,
        looking.trouble,
        looking.withdrawal.seq if looking.withdrawal else 0,
        looking.published.number if looking.published else 0,
        looking.draft is not None,
        subject.place.path,
        subject.view,
        subject.today,
    )


def told(index: str, said: Head) -> str:
    """Streamlit's page with our head. Everything of its own stays where it is."""
    title = f"<title>{escape(said.title)}</title>\n    {said.tags}"
    page = _TITLE.sub(lambda _: title, index, count=1)
    page = _INSTEAD.sub(lambda _: f"<noscript>{said.instead}</noscript>", page, count=1)
    return _LANGUAGE.sub(lambda _: f'<html lang="{escape(language())}"', page, count=1)


def _packed(page: str) -> _Page:
    plain = page.encode()
    tag = hashlib.sha256(plain).hexdigest()[:20]
    return _Page(plain, gzip.compress(plain, compresslevel=6, mtime=0), tag)


def _sent(page: _Page, keeping: str, asked: Headers) -> Response:
    packed = "gzip" in asked.get("accept-encoding", "")
    told = {
        "cache-control": keeping,
        "etag": f'W/"{page.tag}"',
        "vary": "Accept-Encoding",
    }
    if is_known(asked, told["etag"]):
        return Response(status_code=304, headers=told)
    if packed:
        told["content-encoding"] = "gzip"
    body = page.packed if packed else page.plain
    return Response(body, headers=told, media_type="text/html")
