"""The HTTP side: our routes, and what every answer passes through."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Route

from bordertrade import clock
from bordertrade.allowances import Allowances
from bordertrade.shelf import Shelf
from bordertrade.web import logs
from bordertrade.web.api import api_routes, limiter
from bordertrade.web.base import BasePath
from bordertrade.web.compression import CompressedStatic
from bordertrade.web.doors import ClosedDoors
from bordertrade.web.embeds import Embeds
from bordertrade.web.feeds import Feeds
from bordertrade.web.gate import UploadGate
from bordertrade.web.headers import SafeHeaders
from bordertrade.web.health import health
from bordertrade.web.metrics import Metrics
from bordertrade.web.pictures import Pictures
from bordertrade.web.previews import Previews
from bordertrade.web.stream import StreamGate
from bordertrade.web.watching import Watching


def routes(facts: Callable[[], Mapping[str, Any]], shelf: Shelf) -> list[BaseRoute]:
    """Our routes; ``facts`` says what is being served, ``shelf`` holds the records."""
    return [
        Route("/api/health", health(facts), methods=["GET"]),
        *api_routes(shelf, limiter()),
        Pictures(shelf, clock.today).route(),
        Embeds(shelf, clock.today).route(),
        *Feeds(shelf).routes(),
    ]


def watching(metrics: Metrics, base: str = "") -> Middleware:
    """What sees each request, outside of all others."""
    return Middleware(
        Watching, watchers=(logs.request, metrics.request), sockets=metrics.sockets, base=base
    )


def middleware(
    allowances: Allowances,
    index: str,
    shelf: Shelf,
    kind_of: Callable[[bytes], str],
    base: str = "",
) -> list[Middleware]:
    """Outermost first. ``allowances`` says who may upload; ``index`` is Streamlit's page (HTML),
    ``shelf`` holds the records, ``kind_of`` names a message of the pages' socket, ``base`` is the
    base path ("" or "/trade").
    """
    return [
        Middleware(SafeHeaders, index=index, base=base),
        Middleware(ClosedDoors),
        Middleware(StreamGate, kind_of=kind_of),
        Middleware(UploadGate, allowances=allowances),
        Middleware(CompressedStatic),
        Middleware(BasePath, base=base),
        Middleware(Previews, index=index, shelf=shelf, today=clock.today, base=base),
    ]
