"""Signing in and out, around Streamlit's own routes: a sign-in becomes a row of ours, and its end
ends it; people come back to the page they left; cookies are ``Secure`` behind TLS.

Streamlit's callback always leads to the first page, and its cookie holds for 30 days, also after
signing out. So nothing is decided by its cookie.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bordertrade.people import BadList
from bordertrade.signing import Porter, cookie_name
from bordertrade.store import StoreUnavailable
from bordertrade.web.address import address

_LOGIN, _LOGOUT, _CALLBACK = "/auth/login", "/auth/logout", "/oauth2callback"
_BACK = "bt_back"
#: Seconds for signing in with the provider; characters of a way back that fit into a cookie.
_BACK_LASTS, _LONGEST_BACK = 900, 2500
#: A path of ours, and nothing that a browser reads as another server.
_OWN_PATH = re.compile(r"/(?![/\\])[!-~]*")
_STREAMLITS = "_streamlit_"
_MAX_AGE = re.compile(r";\s*(?:max-age|expires)=[^;]*", re.IGNORECASE)


class SignIn:
    """``told`` reads what a provider said from the cookies that Streamlit sets; ``base`` is the base
    path.
    """

    def __init__(
        self,
        app: ASGIApp,
        porter: Porter,
        told: Callable[[Mapping[str, str]], Mapping[str, Any]],
        base: str = "",
    ) -> None:
        self.app, self._porter, self._told, self._base = app, porter, told, base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        place = str(scope["path"]).removeprefix(self._base)
        if place == _LOGOUT and _is_from_elsewhere(scope):
            await RedirectResponse(f"{self._base}/", 303)(scope, receive, send)
            return
        if place == _LOGOUT and not await self._signed_out(scope):
            await _unavailable(scope, receive, send)
            return
        failed = False

        async def sending(message: Message) -> None:
            nonlocal failed
            if message["type"] == "http.response.start":
                failed = not await self._dress(message, scope, place)
                if failed:
                    await _unavailable(scope, receive, send)
            if not failed:
                await send(message)

        await self.app(scope, receive, sending)

    async def _dress(self, message: Message, scope: Scope, place: str) -> bool:
        """Add our cookies to an answer of Streamlit's; False where a sign-in cannot be kept."""
        headers, own = MutableHeaders(scope=message), Response()
        if place in (_LOGIN, _LOGOUT):
            self._remember_way(scope, own)
        if place == _LOGOUT:
            own.delete_cookie(_name(scope), path=self._path, httponly=True, samesite="strict")
        if place == _CALLBACK:
            headers["location"] = self._way_back(scope)
            own.delete_cookie(_BACK, path=self._path, httponly=True, samesite="lax")
            if told := self._told(_set_cookies(headers)):
                try:
                    secret = await run_in_threadpool(self._porter.arrived, told)
                except (StoreUnavailable, BadList):
                    return False
                self._set(own, _name(scope), secret, "strict")
        headers.raw.extend(each for each in own.raw_headers if each[0] == b"set-cookie")
        message["headers"] = self._safely(headers.raw, scope)
        return True

    async def _signed_out(self, scope: Scope) -> bool:
        secret = HTTPConnection(scope).cookies.get(_name(scope), "")
        try:
            await run_in_threadpool(self._porter.end, secret)
        except StoreUnavailable:
            return False
        return True

    def _remember_way(self, scope: Scope, answer: Response) -> None:
        """The page that the person leaves, as their browser names it."""
        headers = Headers(scope=scope)
        try:
            came = urlsplit(headers.get("referer", ""))
        except ValueError:
            return
        if came.netloc != headers.get("host"):
            return
        way = came.path + (f"?{came.query}" if came.query else "")
        if len(way) <= _LONGEST_BACK:
            self._set(answer, _BACK, quote(way, safe=""), "lax", _BACK_LASTS)

    def _way_back(self, scope: Scope) -> str:
        way = unquote(HTTPConnection(scope).cookies.get(_BACK, ""))
        is_ours = _OWN_PATH.fullmatch(way) and way.startswith(f"{self._base}/")
        return way if is_ours else f"{self._base}/"

    def _set(
        self, answer: Response, name: str, value: str, site: str, lasts: int | None = None
    ) -> None:
        answer.set_cookie(
            name,
            value,
            lasts,
            path=self._path,
            httponly=True,
            samesite=site,  # type: ignore[arg-type]
        )

    @property
    def _path(self) -> str:
        return self._base or "/"

    def _safely(
        self, headers: list[tuple[bytes, bytes]], scope: Scope
    ) -> list[tuple[bytes, bytes]]:
        """Cookies of Streamlit's and ours: for TLS alone where we are behind it, and Streamlit's
        identity no longer than the browser is open.
        """
        if not any(name.lower() == b"set-cookie" for name, _value in headers):
            return headers
        is_tls = self._porter.is_over_tls() or address(HTTPConnection(scope)).startswith("https")

        def safe(cookie: str) -> str:
            if cookie.startswith(f"{_STREAMLITS}user") and "max-age=0" not in cookie.lower():
                cookie = _MAX_AGE.sub("", cookie)
            return f"{cookie}; Secure" if is_tls and "; secure" not in cookie.lower() else cookie

        return [
            (name, safe(value.decode("latin-1")).encode("latin-1"))
            if name.lower() == b"set-cookie"
            else (name, value)
            for name, value in headers
        ]


def _name(scope: Scope) -> str:
    return cookie_name(Headers(scope=scope).get("host", ""))


def _set_cookies(headers: MutableHeaders) -> dict[str, str]:
    """The cookies that an answer sets, by name."""
    found: dict[str, str] = {}
    for each in headers.getlist("set-cookie"):
        found |= {name: told.value for name, told in SimpleCookie(each).items()}
    return found


async def _unavailable(scope: Scope, receive: Receive, send: Send) -> None:
    text = "Sign-ins cannot be kept at the moment. Nothing was changed; try again in a minute."
    await PlainTextResponse(text, 503)(scope, receive, send)


def _is_from_elsewhere(scope: Scope) -> bool:
    """Whether a link of another site leads here: nobody is signed out by somebody else's page."""
    return Headers(scope=scope).get("sec-fetch-site") == "cross-site"
