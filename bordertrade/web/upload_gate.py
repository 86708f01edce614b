"""The door for uploads: Streamlit's own takes any file of any live session into memory.

Only what the page "Update data" has allowed comes in; anything else is answered before its body
is read. Taking a file away is always possible.
"""

from __future__ import annotations

import re

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bordertrade.allowances import Allowances, Verdict

_DOOR = "/_stcore/upload_file/"
#: Below any base path: ``…/_stcore/upload_file/<session>/<file>``.
_PLACE = re.compile(r"/_stcore/upload_file/(?P<session>[^/]+)/(?P<file>[^/]+)")
_HARMLESS = {"GET", "HEAD", "OPTIONS"}
_REFUSALS = {
    Verdict.NOT_ALLOWED: (403, "Files are taken on the page Update data only."),
    Verdict.TOO_LARGE: (413, "The file is larger than what may be sent here."),
    Verdict.TOO_MANY: (429, "Too many files at once. Try again in a minute."),
}


class UploadGate:
    """Lets a file in when its session has an allowance for it."""

    def __init__(self, app: ASGIApp, allowances: Allowances) -> None:
        self.app, self._allowances = app, allowances

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not _is_upload(scope):
            await self.app(scope, receive, send)
            return
        found = _PLACE.search(scope["path"])
        session, file = found.group("session", "file") if found else ("", "")
        if scope["method"] == "DELETE":
            if await self._passed_on(scope, receive, send):
                self._allowances.take_back(session, file)
            return
        verdict = self._allowances.admit(session, file, _length(scope))
        if verdict is not Verdict.ADMITTED:
            status, text = _REFUSALS[verdict]
            await PlainTextResponse(text, status)(scope, receive, send)
            return
        came_in = False
        try:
            came_in = await self._passed_on(scope, receive, send)
        finally:
            if not came_in:
                self._allowances.take_back(session, file)

    async def _passed_on(self, scope: Scope, receive: Receive, send: Send) -> bool:
        """Whether the server behind the door did what it was asked."""
        done = False

        async def noting(message: Message) -> None:
            nonlocal done
            if message["type"] == "http.response.start":
                done = message["status"] < 300
            await send(message)

        await self.app(scope, receive, noting)
        return done


def _is_upload(scope: Scope) -> bool:
    return scope["type"] == "http" and _DOOR in scope["path"] and scope["method"] not in _HARMLESS


def _length(scope: Scope) -> int | None:
    """The size that the request announces, bytes; None where it is left open."""
    headers = Headers(scope=scope)
    announced = headers.get("content-length", "")
    if "transfer-encoding" in headers or not (announced.isascii() and announced.isdigit()):
        return None
    return int(announced)
