"""Who is there and what they may do, asked anew at each deed.

Nothing about a visitor is inferred from the network: the browser holds the secret of a session, or
its visitor is a reader (bordertrade.signing).
"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from bordertrade.people import VISITOR, Deed, Person, may
from bordertrade.signing import Known, Obstacle, Porter, cookie_name
from bordertrade.words import N_, _


class NotAllowedError(Exception):
    """Somebody tried what they may not do."""


_WHY = {
    Obstacle.PAGES_ONLY: N_(
        "This server runs the pages only, without the part that knows who somebody is: everything "
        "can be read, nothing can be brought in or published."
    ),
    Obstacle.NOBODY: N_(
        "Nobody can sign in on this server, so nobody may publish here. Reading and private drafts "
        "work."
    ),
    Obstacle.LOCAL_LINK: N_(
        "To publish from this computer, open the link that the server printed in its terminal. "
        "Reading and private drafts work."
    ),
    Obstacle.ENDED: N_(
        "You are signed in no longer, so you may not publish. Reading and private drafts work."
    ),
}
_porter: list[Callable[[], Porter]] = []


def attend(porter: Callable[[], Porter]) -> None:
    """Our server runs around the pages, and this is who knows its visitors. Without it everything
    is read-only.
    """
    _porter[:] = [porter]


def is_served() -> bool:
    """Whether our server runs around the pages, not the script alone."""
    return bool(_porter)


def known() -> Known:
    """Whoever is there, and what stands against more."""
    if not _porter:
        return Known(VISITOR, Obstacle.PAGES_ONLY)
    return _porter[0]().known(_secret())


def _secret() -> str:
    """What the visitor's browser holds, "" for nothing."""
    return str(st.context.cookies.get(cookie_name(str(st.context.headers.get("Host") or "")), ""))


def person() -> Person:
    return known().person


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
    found = known()
    return _(_WHY[found.obstacle]) if found.obstacle else ""
