"""Whether a request was made on the computer that serves. Needed, never enough: it proves nobody's
identity."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import Scope

#: What a proxy adds: a visitor behind one is not here, whatever the peer's address says.
_PROXIED = frozenset({"forwarded", "via", "x-real-ip"})
_PROXIED_PREFIX = "x-forwarded-"


def from_here(scope: Scope) -> bool:
    """The peer is this computer, and no proxy says that it passed the request on."""
    names = Headers(scope=scope).keys()
    if any(name in _PROXIED or name.startswith(_PROXIED_PREFIX) for name in names):
        return False
    return is_loopback((scope.get("client") or ("",))[0])


def asked_for_here(scope: Scope) -> bool:
    """The address that was asked for names this computer."""
    try:
        host = urlsplit(f"//{Headers(scope=scope).get('host', '')}").hostname
    except ValueError:
        return False
    return host is not None and is_loopback(host)


def is_loopback(host: str) -> bool:
    """For an address, or the one name that is loopback everywhere."""
    if host.casefold() == "localhost":
        return True
    try:
        address = ip_address(host)
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return bool((mapped or address).is_loopback)
