"""The front of a hosted site: who really asks, by which name, and whether that name is ours.

A proxy says for whom it asks in ``X-Forwarded-For``, ``-Proto`` and ``-Host``. Anybody can write
these, so they are believed only from the proxies that the operator named.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from bordertrade.web.address import VARIABLE as ADDRESS_VARIABLE

#: Names by which the site may be asked for, besides that of its address; and the addresses or
#: networks of the proxies before it. Both are lists with commas.
HOSTS_VARIABLE, PROXIES_VARIABLE = "BORDERTRADE_HOSTS", "BORDERTRADE_PROXIES"
#: A proxy that comes over a socket in a folder has no address.
_UNIX = "unix"
#: Whoever looks after the process asks by its address in the network.
_FOR_ALL = ("/livez", "/readyz", "/api/health")
_SECURE = {"http": "https", "ws": "wss"}
_PLAIN = {"https": "http", "wss": "ws"}


@dataclass(frozen=True, slots=True)
class Hosting:
    """``hosts``: the names of the site, lower case (none: any). ``proxies``: who is believed."""

    hosts: frozenset[str] = frozenset()
    proxies: tuple[IPv4Network | IPv6Network, ...] = ()
    unix: bool = False

    def is_proxy(self, address: str) -> bool:
        if not address:
            return self.unix
        try:
            found = ip_address(address)
        except ValueError:
            return False
        return any(found in network for network in self.proxies)

    def is_ours(self, host: str) -> bool:
        """Whether a request for this host is meant for us, its port said or not."""
        named = host.strip().lower()
        return not self.hosts or named in self.hosts or _without_port(named) in self.hosts


def hosting(environ: Mapping[str, str] = os.environ) -> Hosting:
    """As the environment says. Raises ValueError for a proxy that is no address."""
    address = urlsplit(environ.get(ADDRESS_VARIABLE, "")).netloc
    hosts = {each.lower() for each in (address, *_listed(environ, HOSTS_VARIABLE)) if each}
    named = _listed(environ, PROXIES_VARIABLE)
    try:
        proxies = tuple(ip_network(each, strict=False) for each in named if each != _UNIX)
    except ValueError as error:
        told = f"{PROXIES_VARIABLE}: {error}; addresses, networks or “{_UNIX}” are expected"
        raise ValueError(told) from None
    return Hosting(frozenset(hosts), proxies, _UNIX in named)


def _listed(environ: Mapping[str, str], name: str) -> list[str]:
    return [each.strip() for each in environ.get(name, "").split(",") if each.strip()]


def _without_port(host: str) -> str:
    try:
        return (urlsplit(f"//{host}").hostname or "").rstrip(".")
    except ValueError:
        return ""


class Front:
    """Asks on with the visitor's own address, scheme and host; 421 for a name that is not ours."""

    def __init__(self, app: ASGIApp, hosting: Hosting, base: str = "") -> None:
        self.app, self._hosting = app, hosting
        self._for_all = tuple(base + each for each in _FOR_ALL)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        scope = self._as_asked(scope)
        host = Headers(scope=scope).get("host", "")
        if self._hosting.is_ours(host) or scope["path"] in (*_FOR_ALL, *self._for_all):
            await self.app(scope, receive, send)
        else:
            await _misdirected(scope, receive, send)

    def _as_asked(self, scope: Scope) -> Scope:
        """The request as the visitor made it, told by a proxy that we believe."""
        peer = (scope.get("client") or ("",))[0]
        if not self._hosting.is_proxy(peer):
            return scope
        headers = MutableHeaders(raw=list(scope["headers"]))
        asked = {**scope, "headers": headers.raw}
        if visitor := self._visitor(_all(headers, "x-forwarded-for")):
            asked["client"] = (visitor, 0)
        if scheme := _scheme(scope["scheme"], _all(headers, "x-forwarded-proto")):
            asked["scheme"] = scheme
        if hosts := _all(headers, "x-forwarded-host"):
            headers["host"] = hosts[-1]
            asked["headers"] = headers.raw
        return asked

    def _visitor(self, told: list[str]) -> str:
        """The last one who is no proxy of ours: whoever stands further left, he may have made up."""
        for each in reversed(told):
            if not self._hosting.is_proxy(each):
                return each if _is_address(each) else ""
        return told[0] if told else ""


def _all(headers: Headers, name: str) -> list[str]:
    values: Iterable[str] = ",".join(headers.getlist(name)).split(",")
    return [each.strip() for each in values if each.strip()]


def _scheme(own: str, told: list[str]) -> str:
    """The scheme of the visitor's own line, of the kind that is asked: http or a socket's."""
    if not told or told[-1].lower() not in {"http", "https", "ws", "wss"}:
        return ""
    secure = told[-1].lower() in {"https", "wss"}
    return _SECURE.get(own, own) if secure else _PLAIN.get(own, own)


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


async def _misdirected(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 1008})
        return
    headers = {"x-content-type-options": "nosniff", "cache-control": "no-store"}
    answer = PlainTextResponse("This site has another name.", 421, headers)
    await answer(scope, receive, send)
