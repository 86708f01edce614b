"""Which machine asks: by the token in ``Authorization: Bearer …``, asked of the store each time."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request

from bordertrade.people import Person, Role
from bordertrade.store import RevokedToken, Store, Token, UnknownToken
from bordertrade.web.api.problem import Problem

_CHALLENGE = {"www-authenticate": 'Bearer realm="bordertrade"'}
_HOW = "Send it as “Authorization: Bearer …”. Whoever looks after this server makes tokens."


@dataclass(frozen=True, slots=True)
class Machine:
    """A machine that showed a good token; ``token`` is the token's id."""

    person: Person
    token: str


def machine(request: Request, store: Store) -> Machine:
    """Whoever asks. Raises Problem: 401 without a token that is known, 403 for one that was good
    once; StoreUnavailable."""
    scheme, _, text = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not text.strip():
        raise Problem(401, "A token is needed here.", _HOW, headers=_CHALLENGE)
    try:
        found = store.tokens.known(text.strip())
    except UnknownToken:
        raise Problem(401, "This token is not known here.", _HOW, headers=_CHALLENGE) from None
    except RevokedToken as error:
        raise over(error.token) from None
    return Machine(person_of(found), found.id)


def person_of(token: Token) -> Person:
    """A machine as the audit names it; readers see the same."""
    named = f"token: {token.name}"
    return Person(named, named, Role(token.role))


def over(token: Token) -> Problem:
    """For a token that is good no longer."""
    if token.revoked:
        what = f"This token was revoked on {token.revoked:%Y-%m-%d}."
    else:
        what = f"This token was good until {token.expires:%Y-%m-%d}."
    return Problem(403, what, "Ask whoever looks after this server for a new one.")
