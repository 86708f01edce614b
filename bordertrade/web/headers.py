"""Headers that every answer carries: Streamlit sends none of its own."""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bordertrade.web.framing import may_frame
from bordertrade.web.keeping import RELEASE
from bordertrade.web.policy import Policy

_HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}
#: Our own files, which Streamlit sends with a tag and without a word on how long to keep them.
_FILES = "/app/static/"


class SafeHeaders:
    """Adds the headers unless an answer already says otherwise. ``index`` is the page's HTML,
    ``base`` the base path.
    """

    def __init__(self, app: ASGIApp, index: str, base: str = "") -> None:
        self.app, self._policy, self._base = app, Policy(index), base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers(scope).items():
                    headers.setdefault(name, value)
                if message["status"] == 200 and _FILES in scope["path"]:
                    headers.setdefault("cache-control", RELEASE)
            await send(message)

        await self.app(scope, receive, sending if scope["type"] == "http" else send)

    def _headers(self, scope: Scope) -> dict[str, str]:
        host = Headers(scope=scope).get("host", "")
        policy = self._policy.header(host, framed=may_frame(scope, self._base))
        return {**_HEADERS, "content-security-policy": policy}
