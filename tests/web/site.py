"""The HTTP side over a store of its own, asked as a messenger's crawler does: no scripts."""

from __future__ import annotations

from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from bordertrade.allowances import Allowances
from bordertrade.dataset import Dataset
from bordertrade.shelf import Record
from bordertrade.store import Store, open_store
from bordertrade.ui.messages import kind_of
from bordertrade.ui.warm import index
from bordertrade.web.api import Limiter
from bordertrade.web.app import middleware, routes
from bordertrade.web.turns import Turns
from tests.web.asking import Answer, ask

HOST = "trade.example"
PLAIN = "Streamlit's own page"
MANY = 10**9


class Shelf:
    """What is on hand; ``store`` is a real one in a folder."""

    def __init__(self, shipped: Dataset, folder: Path) -> None:
        self._shipped = shipped
        self._store = open_store(folder=folder)
        self._loaded = {shipped.fingerprint: shipped}
        self._store.recover()
        self._store.advance_shipped(shipped)

    def record(self) -> Record:
        head = self._store.head()
        return Record(self.version(head.version), head) if head else Record(self._shipped)

    def shipped(self) -> Dataset:
        return self._shipped

    def version(self, wanted: str) -> Dataset:
        self._store.standing(wanted)
        if wanted not in self._loaded:
            own = self._shipped
            self._loaded[wanted] = self._store.load(wanted, own.contract, own.folder)
        return self._loaded[wanted]

    def store(self) -> Store:
        return self._store

    def publish(self, dataset: Dataset, why: str = "", **more: Any) -> None:
        head = self._store.head()
        number = head.number if head else 0
        version = self._store.save(dataset)
        self._store.publish(version, expected=number, who="zarina", why=why, **more)


class Site:
    """Ours, with a stand-in for Streamlit behind it; ``base`` is the base path, ``turns`` says who
    may have something made (all, unless given).
    """

    def __init__(self, shelf: Shelf, base: str = "", turns: Turns | None = None) -> None:
        self.base = base
        turns = turns or Turns(limiter=Limiter(MANY, MANY))
        self.app = Starlette(
            routes=[*routes(dict, shelf, turns=turns), Route("/{rest:path}", _streamlit)],
            middleware=middleware(Allowances(), index(), shelf, kind_of, base, turns=turns),
        )

    def get(
        self, link: str, headers: Mapping[str, str] | None = None, method: str = "GET"
    ) -> Answer:
        asked = {"Host": HOST, **(headers or {})}
        return ask(self.app, self.base + link, asked, method)

    def head_of(self, link: str) -> Head:
        answer = self.get(link)
        assert answer.status == 200
        return read(answer.body.decode())


async def _streamlit(_request: Request) -> Response:
    return HTMLResponse(PLAIN)


class Head(HTMLParser):
    """What a crawler keeps: title, meta tags, links, data."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.title = ""
        self.metas: dict[str, str] = {}
        self.links: dict[str, str] = {}
        self.data = ""
        self.tags: list[str] = []
        self._in = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        self._in = "data" if told.get("type") == "application/ld+json" else tag
        if tag == "meta" and "content" in told:
            self.metas[told.get("property") or told.get("name", "")] = told["content"]
        if tag == "link":
            self.links[told.get("rel", "")] = told.get("href", "")

    def handle_endtag(self, tag: str) -> None:
        self._in = ""

    def handle_data(self, data: str) -> None:
        if self._in == "title":
            self.title += data
        if self._in == "data":
            self.data += data


def read(page: str) -> Head:
    found = Head()
    found.feed(page)
    found.close()
    return found


def path_of(url: str) -> str:
    """Path and query of an address on our site."""
    start = f"http://{HOST}"
    assert url.startswith(start), url
    return url.removeprefix(start)
