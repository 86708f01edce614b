"""The door for whoever sits at the computer that serves: a link printed in its terminal.

The link holds a token that works once; it is exchanged for the secret of a session, which lives in
this process and ends with it. Where a request seems to come from proves nothing: a proxy on the same
computer, or a page on another port of it, comes from here too.
"""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Callable
from threading import Lock

from bordertrade.people import Person, Role, local_user
from bordertrade.signing.cookies import LOCAL_MARK

#: What a link's query calls the token.
TOKEN = "token"  # noqa: S105 - its name
#: How long such a session holds, seconds: a working day.
_LASTS = 12 * 3600.0


class LocalDoor:
    """Makes tokens and knows its sessions. ``tell`` shows a new token to whoever started us."""

    def __init__(
        self, tell: Callable[[str], None], now: Callable[[], float] = time.monotonic
    ) -> None:
        self._tell, self._now = tell, now
        self._token = b""
        self._sessions: dict[bytes, float] = {}
        self._turn = Lock()

    def open_(self) -> None:
        """Make a token and tell it; the one before works no longer."""
        token = secrets.token_urlsafe(32)
        self._token = _hash(token)
        self._tell(token)

    def exchange(self, token: str) -> str | None:
        """The secret of a new session for the token that was told last, which ends with this; the
        next one is told at once. None for any other.
        """
        with self._turn:
            if not self._token or not secrets.compare_digest(self._token, _hash(token)):
                return None
            self._forget_old()
            secret = LOCAL_MARK + secrets.token_urlsafe(32)
            self._sessions[_hash(secret)] = self._now()
            self.open_()
        return secret

    def person(self, secret: str) -> Person | None:
        """Whose session it is, if it holds still."""
        begun = self._sessions.get(_hash(secret))
        if begun is None or self._now() - begun >= _LASTS:
            return None
        return Person(local_user(), "", Role.PUBLISHER)

    def end(self, secret: str) -> None:
        """Nobody is known by this secret any more."""
        self._sessions.pop(_hash(secret), None)

    def _forget_old(self) -> None:
        old = [key for key, begun in self._sessions.items() if self._now() - begun >= _LASTS]
        for key in old:
            self._sessions.pop(key, None)


def _hash(secret: str) -> bytes:
    return hashlib.sha256(secret.encode("utf-8", "replace")).digest()
