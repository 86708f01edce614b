"""Who is there and what they may do, asked anew at each deed.

Nothing about a visitor is inferred from the network: the browser holds the secret of a session, or
its visitor is a reader (bordertrade.signing).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import streamlit as st

from bordertrade.people import VISITOR, BadList, Deed, Person, is_second_look, may
from bordertrade.signing import LOCAL_MARK, Known, Obstacle, Porter, cookie_name
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
    Obstacle.SIGN_IN: N_(
        "Publishing needs a sign-in. Reading and private drafts work without one."
    ),
    Obstacle.ENDED: N_(
        "You are signed in no longer, so you may not publish. Reading and private drafts work."
    ),
    Obstacle.TOO_OLD: N_(
        "Your sign-in is too long ago for publishing: sign in again. A file that you brought is to be "
        "brought again then; a draft of it keeps its link."
    ),
    Obstacle.NOT_LISTED: N_(
        "You are signed in, but not among those who may publish here. Whoever runs this server can "
        "add you. Reading and private drafts work."
    ),
    Obstacle.CONTRIBUTOR: N_(
        "You may hand in drafts; a publisher looks at them and publishes. Send the draft’s link."
    ),
    Obstacle.UNKNOWN_NOW: N_(
        "Who may publish cannot be looked up at the moment, so nobody may. Try again in a minute."
    ),
}
#: A page asks many times a run who is there; each run and each deed asks anew.
_KNOWN = "bt_known"
_porter: list[Callable[[], Porter]] = []


def attend(porter: Callable[[], Porter]) -> None:
    """Our server runs around the pages, and this is who knows its visitors. Without it everything
    is read-only.
    """
    _porter[:] = [porter]


def is_served() -> bool:
    """Whether our server runs around the pages, not the script alone."""
    return bool(_porter)


def porter() -> Porter:
    """The one who knows visitors; one who knows nobody where our server does not run."""
    return _porter[0]() if _porter else Porter()


@contextmanager
def one_run() -> Iterator[None]:
    """Within it a page asks once who is there; a click between two runs asks anew."""
    _forget()
    try:
        yield
    finally:
        _forget()


def _forget() -> None:
    st.session_state.pop(_KNOWN, None)


def known() -> Known:
    """Whoever is there, and what stands against more, the same for all of a run."""
    found: Known | None = st.session_state.get(_KNOWN)
    return found or known_now()


def known_now() -> Known:
    """The same, asked anew: for the moment of an action."""
    if not is_served():
        return Known(VISITOR, Obstacle.PAGES_ONLY)
    held = secret()
    found = porter().known(held)
    if held and not held.startswith(LOCAL_MARK):
        st.session_state[_KNOWN] = found
    return found


def secret() -> str:
    """What the visitor's browser holds, "" for nothing."""
    return str(st.context.cookies.get(cookie_name(str(st.context.headers.get("Host") or "")), ""))


def leave() -> None:
    """Sign out: whoever else holds the same secret is out too. Raises StoreUnavailable."""
    porter().end(secret())
    _forget()


def person() -> Person:
    return known().person


def may_publish() -> bool:
    """For what a page shows; a deed asks ``require``."""
    return may(person(), Deed.PUBLISH)


def may_hand_in() -> bool:
    """Whether drafts of this person wait for a publisher, of any size and without an end."""
    return may(person(), Deed.DRAFT)


def require(deed: Deed) -> Person:
    """For the moment of an action: who does it, asked anew. Raises NotAllowedError."""
    found = known_now().person
    if not may(found, deed):
        raise NotAllowedError
    return found


def needs_a_second() -> bool:
    """Whether a draft is published by somebody other than its author."""
    try:
        return porter().allowed().two_publishers
    except BadList:
        return True


def may_publish_of(author: str) -> bool:
    """Whether this person may publish a draft of somebody, an id as the audit names it."""
    return is_second_look(person(), author, two_publishers=needs_a_second())


def who() -> str:
    """The person, as the audit names them: in one language, whoever reads it."""
    return person().id


def why_not() -> str:
    """Why this visitor may not publish; nothing for a publisher."""
    found = known()
    return _(_WHY[found.obstacle]) if found.obstacle else ""
