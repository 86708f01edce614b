"""Who may speak for a signed-in browser: our own pages, and nobody else's.

A page on another port of the same computer, or on another site, can open our pages' socket, and
the browser sends our cookies along. So the origin must be the host that was asked for, to the
letter; and who names no origin, as no browser does, is a stranger whatever cookies they bring.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from bordertrade.signing import LOCAL_MARK
from bordertrade.signing.cookies import is_ours
from bordertrade.web.here import asked_for_here, from_here

_HARMLESS = frozenset({"GET", "HEAD", "OPTIONS"})
#: The cookies in which Streamlit itself says who somebody is, and pieces of them.
_STREAMLITS = "_streamlit_user"
_POLICY_VIOLATION = 1008
#: As our secrets are written.
_PLAIN = re.compile(r"[A-Za-z0-9._-]*")


class SameOrigin:
    """Refuses sockets and changing requests of other origins; takes identities off those of none."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        if _does_something(scope):
            if _is_foreign(scope):
                await _refuse(scope, receive, send)
                return
            if "origin" not in Headers(scope=scope):
                scope = _without(scope, lambda name, _value: _is_identity(name))
        if not (from_here(scope) and asked_for_here(scope)):
            scope = _without(scope, _is_local)
        await self.app(scope, receive, send)


def _does_something(scope: Scope) -> bool:
    return scope["type"] == "websocket" or scope["method"] not in _HARMLESS


def _is_foreign(scope: Scope) -> bool:
    headers = Headers(scope=scope)
    origins, hosts = headers.getlist("origin"), headers.getlist("host")
    if not origins:
        return False
    try:
        netloc = urlsplit(origins[0]).netloc
    except ValueError:
        return True
    return len(origins) != 1 or len(hosts) != 1 or not netloc or netloc != hosts[0]


async def _refuse(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": _POLICY_VIOLATION})
        return
    text = "This was asked for by a page of another address than this server’s own."
    await PlainTextResponse(text, 403)(scope, receive, send)


def _is_identity(name: str) -> bool:
    return is_ours(name) or name.startswith(_STREAMLITS)


def _is_local(name: str, value: str) -> bool:
    """Also one in a spelling that only a reader of cookies sees through."""
    return is_ours(name) and (value.startswith(LOCAL_MARK) or not _PLAIN.fullmatch(value))


def _without(scope: Scope, unwanted: Callable[[str, str], bool]) -> Scope:
    """The same request without some of its cookies."""

    def kept(header: bytes) -> bytes:
        pairs = [each.strip() for each in header.decode("latin-1").split(";")]
        split = [(pair, *pair.partition("=")[::2]) for pair in pairs]
        left = [pair for pair, name, value in split if not unwanted(name.strip(), value.strip())]
        return "; ".join(left).encode("latin-1")

    headers = [
        (name, kept(value) if name.lower() == b"cookie" else value)
        for name, value in scope["headers"]
    ]
    return {**scope, "headers": headers}
