"""Streamlit's other doors: figures about the server are for its owner, and nobody else's page
is described here.
"""

from __future__ import annotations

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from bordertrade.web.here import from_here

_METRICS = "/_stcore/metrics"
#: Closes a socket for a reason that is the visitor's own.
_NOT_WELCOME = 1008
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
        if scope["type"] == "websocket" and _is_odd(scope["path"]):
            await send({"type": "websocket.close", "code": _NOT_WELCOME})
            return
        await self.app(scope, receive, send)


def _is_odd(path: str) -> bool:
    """Whether it holds what no address of ours holds: Starlette takes a path with a line break at its
    end for the one without, so that whoever compares paths would look past it."""
    return not path.isprintable()


def _is_closed(scope: Scope) -> bool:
    path: str = scope["path"]
    return _is_odd(path) or _AGENTS in path or (_METRICS in path and not from_here(scope))
