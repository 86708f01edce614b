"""The HTTP side: our routes, and what every answer passes through."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from starlette.middleware import Middleware
from starlette.routing import BaseRoute

from bordertrade import clock
from bordertrade.allowances import Allowances
from bordertrade.shelf import Shelf
from bordertrade.signing import Porter
from bordertrade.web import logs
from bordertrade.web.api import api_routes, limiter
from bordertrade.web.base import BasePath
from bordertrade.web.compression import CompressedStatic
from bordertrade.web.crowd import Crowd, crowd
from bordertrade.web.discreet import Discreet
from bordertrade.web.doors import ClosedDoors
from bordertrade.web.embeds import Embeds
from bordertrade.web.feeds import Feeds
from bordertrade.web.front import Front, hosting
from bordertrade.web.headers import SafeHeaders
from bordertrade.web.health import Health
from bordertrade.web.local_link import LocalLink
from bordertrade.web.metrics import Metrics
from bordertrade.web.pictures import Pictures
from bordertrade.web.previews import Previews
from bordertrade.web.same_origin import SameOrigin
from bordertrade.web.sign_in import SignIn
from bordertrade.web.stream import StreamGate
from bordertrade.web.turns import TURNS, Turns
from bordertrade.web.upload_gate import UploadGate
from bordertrade.web.watching import Watching


def routes(
    facts: Callable[[], Mapping[str, Any]],
    shelf: Shelf,
    two_publishers: Callable[[], bool] = lambda: False,
    turns: Turns = TURNS,
) -> list[BaseRoute]:
    """Our routes; ``facts`` says what is being served, ``shelf`` holds the records,
    ``two_publishers`` whether a draft is published by somebody other than its author, ``turns``
    who may have pictures and cards made.
    """
    return [
        *Health(facts).routes(),
        *api_routes(shelf, limiter(), two_publishers=two_publishers),
        Pictures(shelf, clock.today, turns=turns).route(),
        Embeds(shelf, clock.today, turns).route(),
        *Feeds(shelf).routes(),
    ]


def watching(metrics: Metrics, base: str = "") -> Middleware:
    """What sees each request, outside of all others."""
    return Middleware(
        Watching, watchers=(logs.request, metrics.request), sockets=metrics.sockets, base=base
    )


def _nothing(_cookies: Mapping[str, str]) -> Mapping[str, Any]:
    return {}


def middleware(  # noqa: PLR0913 - what meets here comes from many rooms
    allowances: Allowances,
    index: str,
    shelf: Shelf,
    kind_of: Callable[[bytes], str],
    base: str = "",
    *,
    told: Callable[[bytes], bytes] = bytes,
    porter: Porter | None = None,
    turns: Turns = TURNS,
    claimed: Callable[[Mapping[str, str]], Mapping[str, Any]] = _nothing,
) -> list[Middleware]:
    """Outermost first. ``allowances`` says who may upload; ``index`` is Streamlit's page (HTML),
    ``shelf`` holds the records, ``kind_of`` names a message of the pages' socket, ``base`` is the
    base path ("" or "/trade"), ``told`` what may be said of a message of the server, ``porter``
    knows visitors, ``turns`` who may have a head made, ``claimed`` reads what a provider of sign-in
    said from Streamlit's cookies.
    """
    return [
        Middleware(Front, hosting=hosting(), base=base),
        Middleware(SafeHeaders, index=index, base=base),
        Middleware(SameOrigin),
        Middleware(ClosedDoors),
        Middleware(LocalLink, door=porter.local if porter else None, base=base),
        Middleware(SignIn, porter=porter or Porter(), told=claimed, base=base),
        Middleware(Crowd, base=base, **crowd()),
        Middleware(Discreet, told=told),
        Middleware(StreamGate, kind_of=kind_of),
        Middleware(UploadGate, allowances=allowances),
        Middleware(CompressedStatic),
        Middleware(BasePath, base=base),
        Middleware(Previews, index=index, shelf=shelf, today=clock.today, base=base, turns=turns),
    ]
