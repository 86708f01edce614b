"""How many pages may be open at once. Each holds a socket, and a process has so many: the next
visitor is told so on a page, before anything else fails.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping

from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bordertrade.allowances import household
from bordertrade.web.pages import page_of
from bordertrade.web.settings import above_0
from bordertrade.words import _
from bordertrade.words.markup import escape

#: Sockets of all, and of one address (an office is one).
SOCKETS_VARIABLE, OWN_VARIABLE = "BORDERTRADE_SOCKETS", "BORDERTRADE_SOCKETS_PER_ADDRESS"
#: One open page costs so many of the process's descriptors, measured; so many serve all else.
_A_PAGE, _ALL_ELSE = 4, 200
_FEWEST, _USUAL_DESCRIPTORS = 20, 1024
_TRY_AGAIN = 1013


class Crowd:
    """Counts the sockets of pages. ``most`` may be open, ``own`` of them from one address; an
    address that is not known has no bound of its own.
    """

    def __init__(self, app: ASGIApp, most: int, own: int, base: str = "") -> None:
        self.app, self._most, self._own, self._base = app, most, own, base
        self._open: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        who = household((scope.get("client") or ("",))[0])
        if scope["type"] == "websocket":
            await self._socket(who, scope, receive, send)
        elif page_of(scope, self._base) is not None and not self._has_room(who):
            await _full_page()(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    def _has_room(self, who: str) -> bool:
        return self._open.total() < self._most and not (who and self._open[who] >= self._own)

    async def _socket(self, who: str, scope: Scope, receive: Receive, send: Send) -> None:
        if not self._has_room(who):
            await _refused(scope, receive, send)
            return
        self._open[who] += 1
        try:
            await self.app(scope, receive, send)
        finally:
            self._open[who] -= 1
            if not self._open[who]:
                del self._open[who]


def crowd(environ: Mapping[str, str] = os.environ) -> dict[str, int]:
    """``most`` and ``own`` as the environment says, else as the descriptors allow. Raises ValueError
    for what is no number above 0."""
    usual = max(_FEWEST, (_descriptors() - _ALL_ELSE) // _A_PAGE)
    most = above_0(environ, SOCKETS_VARIABLE, usual)
    return {"most": most, "own": above_0(environ, OWN_VARIABLE, max(_FEWEST, most // 4))}


def _descriptors() -> int:
    try:
        import resource  # noqa: PLC0415 - Windows has none
    except ImportError:
        return _USUAL_DESCRIPTORS
    soft, _hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    return _USUAL_DESCRIPTORS * 64 if soft == resource.RLIM_INFINITY else soft


async def _refused(scope: Scope, receive: Receive, send: Send) -> None:
    """503 where the server can answer a socket so; else a closing that says: try again later."""
    await receive()
    if "websocket.http.response" not in scope.get("extensions", {}):
        await send({"type": "websocket.close", "code": _TRY_AGAIN})
        return
    start: Message = {"type": "websocket.http.response.start", "status": 503}
    await send({**start, "headers": [(b"retry-after", b"60")]})
    await send({"type": "websocket.http.response.body", "body": b""})


def _full_page() -> HTMLResponse:
    title = escape(_("As many pages are open as this server can hold"))
    text = escape(_("Close tabs that you no longer need, or try again in a minute."))
    style = "font: 18px/1.5 sans-serif; max-width: 34em; margin: 4em auto; padding: 0 1em"
    page = (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title>'
        f'<body style="{style}"><h1 style="font-size: 1.3em">{title}</h1><p>{text}</p></body></html>'
    )
    return HTMLResponse(page, 503, {"retry-after": "60", "cache-control": "no-store"})
