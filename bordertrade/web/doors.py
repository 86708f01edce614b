"""Streamlit's other doors: figures about the server are for its owner, and nobody else's page
is described here.
"""

from __future__ import annotations

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from bordertrade.web.here import from_here

_METRICS = "/_stcore/metrics"
#: Described even when it is off, which it is.
_AGENTS = "/_stcore/agent/"


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
    return _AGENTS in path or (path.rstrip("/").endswith(_METRICS) and not from_here(scope))
