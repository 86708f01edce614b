"""Who a visitor is, by the secret that their browser holds; and what keeps them from more."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bordertrade import clock
from bordertrade.people import VISITOR, AllowList, BadList, Person, Role, Secrets, claims_of
from bordertrade.signing.cookies import LOCAL_MARK
from bordertrade.signing.local import LocalDoor
from bordertrade.store import SignIns, StoreUnavailable

_LOG = logging.getLogger("bordertrade")
#: What is kept of a provider's answer, beside the claim that gives roles.
_KEPT = ("iss", "sub", "email", "email_verified", "name")


class Obstacle(StrEnum):
    """Why somebody may do no more than they may."""

    PAGES_ONLY = "pages_only"  # our server does not run, only the script of the pages
    NOBODY = "nobody"  # no way to say who one is was set up
    LOCAL_LINK = "local_link"  # the link in the terminal has not been opened
    SIGN_IN = "sign_in"  # nobody has signed in
    ENDED = "ended"  # the session is over: signed out, here or by the operator
    TOO_OLD = "too_old"  # the sign-in is longer ago than it holds
    NOT_LISTED = "not_listed"  # known, but on no list
    CONTRIBUTOR = "contributor"  # hands in, does not publish
    UNKNOWN_NOW = "unknown_now"  # the store or the list cannot be read


@dataclass(frozen=True, slots=True)
class Known:
    """A person of this moment. ``obstacle`` is None where nothing stands against what they do."""

    person: Person
    obstacle: Obstacle | None = None


class Porter:
    """Knows visitors by their secrets. Asked anew for each deed: nothing is remembered."""

    def __init__(
        self,
        local: LocalDoor | None = None,
        secrets: Secrets | None = None,
        sign_ins: Callable[[], SignIns] | None = None,
    ) -> None:
        self.local = local
        self._secrets, self._sign_ins = secrets, sign_ins

    def known(self, secret: str) -> Known:
        """Whoever holds this secret ("" for none). Never raises."""
        if secret.startswith(LOCAL_MARK) and self.local is not None:
            person = self.local.person(secret)
            return Known(person) if person else Known(VISITOR, Obstacle.ENDED)
        try:
            if not secret or secret.startswith(LOCAL_MARK) or not self.providers():
                return Known(VISITOR, self._way_in())
            return self._signed_in(secret)
        except StoreUnavailable as error:
            _LOG.warning("sign-ins cannot be read: %s", error)
        except BadList as error:
            _LOG.error("nobody may publish: %s", error)
        return Known(VISITOR, Obstacle.UNKNOWN_NOW)

    def arrived(self, told: Mapping[str, Any]) -> str:
        """Somebody comes from the provider, which says this of them; the secret of their sign-in.

        Raises StoreUnavailable, BadList.
        """
        role_claim = self.allowed().role_claim
        wanted = (*_KEPT, role_claim, role_claim.partition(".")[0])
        kept = {name: told[name] for name in wanted if name in told}
        return self._table().begin(claims_of(told, role_claim).id, kept)

    def end(self, secret: str) -> None:
        """Sign out: the secret is worth nothing from now on, wherever it was copied to.

        Raises StoreUnavailable.
        """
        if secret.startswith(LOCAL_MARK):
            if self.local is not None:
                self.local.end(secret)
        elif secret and self._sign_ins is not None:
            self._table().end(secret)

    def allowed(self) -> AllowList:
        """The operator's list as it is now. Raises BadList."""
        return self._secrets.allowed() if self._secrets else AllowList()

    def providers(self) -> tuple[str, ...]:
        """With whom one may sign in; "" for the only one. Raises BadList."""
        return self._secrets.providers() if self._secrets and self._sign_ins else ()

    def is_over_tls(self) -> bool:
        """Whether the address that providers send people back to is one of TLS."""
        try:
            auth = self._secrets.auth() if self._secrets else {}
        except BadList:
            return False
        return str(auth.get("redirect_uri", "")).startswith("https://")

    def _table(self) -> SignIns:
        assert self._sign_ins is not None
        return self._sign_ins()

    def _signed_in(self, secret: str) -> Known:
        allowed = self.allowed()
        found = self._table().of(secret)
        if found is None or found.ended is not None:
            return Known(VISITOR, Obstacle.ENDED)
        if clock.now() - found.made >= allowed.lasts:
            return Known(VISITOR, Obstacle.TOO_OLD)
        person = allowed.person(claims_of(found.told, allowed.role_claim))
        return Known(person, _SHORT_OF_PUBLISHING.get(person.role))

    def _way_in(self) -> Obstacle:
        if self.providers():
            return Obstacle.SIGN_IN
        return Obstacle.LOCAL_LINK if self.local is not None else Obstacle.NOBODY


_SHORT_OF_PUBLISHING = {
    Role.READER: Obstacle.NOT_LISTED,
    Role.CONTRIBUTOR: Obstacle.CONTRIBUTOR,
}
