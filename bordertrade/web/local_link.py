"""The link that the server prints in its terminal: its token becomes a cookie and leaves the
address."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from bordertrade.signing import LocalDoor, cookie_name
from bordertrade.signing.local import TOKEN
from bordertrade.web.here import asked_for_here, from_here
from bordertrade.web.pages import page_of


class LocalLink:
    """Takes the token off every address of a page. It is worth a session if it is the one that was
    printed last, and only on this computer. ``door`` is None where nobody publishes so; ``base`` is
    the base path.
    """

    def __init__(self, app: ASGIApp, door: LocalDoor | None, base: str = "") -> None:
        self.app, self._door, self._base = app, door, base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        page = self._page(scope)
        asked = parse_qsl(str(scope.get("query_string", b""), "latin-1"), keep_blank_values=True)
        tokens = [value for name, value in asked if name == TOKEN]
        if page is None or not tokens:
            await self.app(scope, receive, send)
            return
        rest = urlencode([(name, value) for name, value in asked if name != TOKEN])
        answer = RedirectResponse(f"{self._base}/{page}{'?' if rest else ''}{rest}", 303)
        answer.headers["cache-control"] = "no-store"
        if secret := self._exchanged(tokens[0], scope):
            name = cookie_name(Headers(scope=scope).get("host", ""))
            path = self._base or "/"
            answer.set_cookie(name, secret, path=path, httponly=True, samesite="strict")
        await answer(scope, receive, send)

    def _page(self, scope: Scope) -> str | None:
        """The path of the page that is asked for, if it is one, with slashes too many: a token
        leaves such an address too."""
        if scope.get("method") != "GET":
            return None
        path = str(scope["path"]).removeprefix(self._base).strip("/")
        return page_of({**scope, "path": f"{self._base}/{path}"}, self._base)

    def _exchanged(self, token: str, scope: Scope) -> str | None:
        if self._door is None or not (from_here(scope) and asked_for_here(scope)):
            return None
        return self._door.exchange(token)
