"""``/feed.xml``, ``/sitemap.xml`` and ``/robots.txt``: for programs that come again."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from xml.sax.saxutils import escape

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bordertrade.sharing.feed import feed
from bordertrade.sharing.places import PLACES
from bordertrade.shelf import Shelf, withdrawn
from bordertrade.store import Entry, StoreUnavailable
from bordertrade.view import DEFAULT, link
from bordertrade.web.address import address
from bordertrade.web.keeping import LIVE, is_known
from bordertrade.words import use

#: What no search engine needs to read.
_CLOSED = ("/_stcore/", "/media/", "/component/", "/embed/", "/update")


class Feeds:
    """``shelf`` holds the records."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def routes(self) -> list[Route]:
        return [
            Route("/feed.xml", self.feed, methods=["GET"]),
            Route("/sitemap.xml", self.sitemap, methods=["GET"]),
            Route("/robots.txt", self.robots, methods=["GET"]),
        ]

    async def feed(self, request: Request) -> Response:
        """The published versions, newest first; 503 while the store cannot be asked."""
        try:
            body, newest = await run_in_threadpool(self._feed, address(request))
        except StoreUnavailable:
            again = {"retry-after": "30", "cache-control": "no-store"}
            return PlainTextResponse("The store of versions cannot be reached.", 503, again)
        headers = {"etag": _tag(body), "cache-control": LIVE}
        if newest is not None:
            headers["last-modified"] = format_datetime(newest, usegmt=True)
        if _is_known(request, headers["etag"], newest):
            return Response(status_code=304, headers=headers)
        return Response(body, headers=headers, media_type="application/atom+xml")

    def _feed(self, at: str) -> tuple[bytes, datetime | None]:
        use(DEFAULT.language)
        entries = self._shelf.store().audit()
        revisions = tuple(entry for entry in entries if entry.revision)
        taken_back = withdrawn(entries)
        contract = self._shelf.record().dataset.contract
        told = (*revisions[:1], *taken_back.values())
        return feed(revisions, taken_back, contract, at), max(map(_moment, told), default=None)

    async def sitemap(self, request: Request) -> Response:
        """Every page that holds something for everybody."""
        at = address(request)
        record = await run_in_threadpool(self._shelf.record)
        day = record.revision.at.date().isoformat() if record.revision else ""
        when = f"<lastmod>{day}</lastmod>" if day else ""
        pages = "".join(
            f"<url><loc>{escape(at + link(path, DEFAULT))}</loc>{when}</url>"
            for path in PLACES
            if path != "update"
        )
        body = (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{pages}</urlset>\n'
        )
        return _sent(body.encode(), "application/xml", request)

    async def robots(self, request: Request) -> Response:
        closed = "".join(f"Disallow: {path}\n" for path in _CLOSED)
        text = f"User-agent: *\n{closed}Sitemap: {address(request)}/sitemap.xml\n"
        return _sent(text.encode(), "text/plain; charset=utf-8", request)


def _sent(body: bytes, kind: str, request: Request) -> Response:
    headers = {"etag": _tag(body), "cache-control": LIVE}
    if is_known(request.headers, headers["etag"]):
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type=kind)


def _moment(entry: Entry) -> datetime:
    return entry.at.astimezone(UTC).replace(microsecond=0)


def _tag(body: bytes) -> str:
    return f'"{hashlib.sha256(body).hexdigest()[:20]}"'


def _is_known(request: Request, tag: str, newest: datetime | None) -> bool:
    """Whether the reader has it already: by its tag, or by its day where no tag is sent."""
    if "if-none-match" in request.headers:
        return is_known(request.headers, tag)
    since = request.headers.get("if-modified-since")
    if not since or newest is None:
        return False
    try:
        return newest <= parsedate_to_datetime(since)
    except (TypeError, ValueError):
        return False
