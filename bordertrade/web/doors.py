"""Streamlit's other doors: figures about the server are for its owner, and nobody else's page
is described here.
"""

from __future__ import annotations

from ipaddress import ip_address

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

_METRICS = "/_stcore/metrics"
#: Described even when it is off, which it is.
_AGENTS = "/_stcore/agent/"
#: What a proxy adds: a visitor behind one is not here, whatever the peer's address says.
_PROXIED = (
    "forwarded",
    "via",
    "x-forwarded-for",
    "x-forwarded-host",
    "x-forwarded-proto",
    "x-real-ip",
)


class ClosedDoors:
    """Answers 404 where there is nothing for a visitor."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and _is_closed(scope):
            await PlainTextResponse("Not Found", 404)(scope, receive, send)
            return
        await self.app(scope, receive, send)


def _is_closed(scope: Scope) -> bool:
    path: str = scope["path"]
    return _AGENTS in path or (path.rstrip("/").endswith(_METRICS) and not _is_local(scope))


def _is_local(scope: Scope) -> bool:
    headers = Headers(scope=scope)
    return _is_loopback(scope) and not any(name in headers for name in _PROXIED)


def _is_loopback(scope: Scope) -> bool:
    try:
        return ip_address((scope.get("client") or ("",))[0]).is_loopback
    except ValueError:
        return False
