"""Who may publish. Without sign-in: whoever sits at the computer that serves, and nobody else.

The address of the caller proves nothing (behind a proxy everybody calls from loopback). So the
server must listen on loopback only, the browser must have asked for this computer by name, and
nothing on the way may have said that it passed the request on.
"""

from __future__ import annotations

import getpass
from collections.abc import Mapping
from enum import StrEnum
from urllib.parse import urlsplit

import streamlit as st

from bordertrade.people import VISITOR, Deed, Person, Role, may
from bordertrade.ui import listening
from bordertrade.words import N_, _

_PASSED_ON = frozenset({"forwarded", "via", "x-real-ip"})
_PASSED_ON_PREFIX = "x-forwarded-"


class Obstacle(StrEnum):
    """What keeps a visitor from publishing."""

    OPEN_TO_OTHERS = "open_to_others"  # the server listens on more than loopback, or we cannot tell
    OTHER_HOST = "other_host"  # asked for by a name that is not this computer's own
    PASSED_ON = "passed_on"  # a proxy stands between


class NotAllowedError(Exception):
    """Somebody tried what only a publisher may do."""


_WHY = {
    Obstacle.OPEN_TO_OTHERS: N_(
        "This server can be reached by other computers and nobody signs in, so nobody may "
        "publish. Reading and private drafts work."
    ),
    Obstacle.OTHER_HOST: N_(
        "You came by an address that is not this computer’s own and nobody signs in, so you may "
        "not publish. Reading and private drafts work."
    ),
    Obstacle.PASSED_ON: N_(
        "Your request came through another server and nobody signs in, so you may not publish. "
        "Reading and private drafts work."
    ),
}


def person() -> Person:
    """Whoever is there now."""
    if _obstacle() is not None:
        return VISITOR
    return Person(f"local user: {_account()}", "", Role.PUBLISHER)


def may_publish() -> bool:
    """Asked again at each action: what was true for the page may not be for the click."""
    return may(person(), Deed.PUBLISH)


def require(deed: Deed) -> Person:
    """For the moment of an action: who does it. Raises NotAllowedError."""
    found = person()
    if not may(found, deed):
        raise NotAllowedError
    return found


def who() -> str:
    """The person, as the audit names them: in one language, whoever reads it."""
    return person().id


def why_not() -> str:
    """Why this visitor may not publish; nothing for a publisher."""
    found = _obstacle()
    return _(_WHY[found]) if found else ""


def _obstacle() -> Obstacle | None:
    headers = {str(name): str(value) for name, value in st.context.headers.items()}
    return obstacle(headers, on_loopback_only=listening.on_loopback_only())


def obstacle(headers: Mapping[str, str], *, on_loopback_only: bool) -> Obstacle | None:
    """The first thing that stands against it, from a request's headers."""
    named = {name.casefold(): value for name, value in headers.items()}
    if not on_loopback_only:
        return Obstacle.OPEN_TO_OTHERS
    if any(name in _PASSED_ON or name.startswith(_PASSED_ON_PREFIX) for name in named):
        return Obstacle.PASSED_ON
    if not _is_own(f"//{named.get('host', '')}"):
        return Obstacle.OTHER_HOST
    origin = named.get("origin")  # a proxy that says nothing else still passes this on
    return Obstacle.OTHER_HOST if origin and not _is_own(origin) else None


def _is_own(address: str) -> bool:
    """Whether an address names this computer: localhost or a loopback address."""
    try:
        host = urlsplit(address).hostname
    except ValueError:
        return False
    return host is not None and listening.is_loopback(host)


def _account() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # an account without a name, as in some containers
        return "unnamed"
