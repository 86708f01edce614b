"""Who may do what: the operator's list, in the file of secrets.

[people]
publishers = ["zarina@customs.example"]      # verified addresses
contributors = ["omid@customs.example"]
role_claim = "groups"                        # or by a claim of the provider
publisher_claims = ["trade-publishers"]
contributor_claims = ["trade-staff"]
issuers = ["https://login.example"]          # whose word counts; all that are set up if empty
two_publishers = true                        # a draft is published by somebody else
hours = 12                                   # how long a sign-in holds
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import timedelta
from typing import Any

from bordertrade.people.claims import Claims
from bordertrade.people.person import Person, Role


class BadList(ValueError):  # noqa: N818 - an answer for operators
    """The list cannot be read as one: ``place`` is the key, ``wanted`` what should stand there."""

    def __init__(self, place: str, wanted: str) -> None:
        super().__init__(f"[people] {place}: {wanted}")
        self.place, self.wanted = place, wanted


@dataclass(frozen=True, slots=True)
class AllowList:
    """Addresses are lower-cased. Nobody on no list has a role."""

    publishers: frozenset[str] = frozenset()
    contributors: frozenset[str] = frozenset()
    role_claim: str = ""
    publisher_claims: frozenset[str] = frozenset()
    contributor_claims: frozenset[str] = frozenset()
    issuers: frozenset[str] = frozenset()
    two_publishers: bool = False
    hours: int = 12

    @property
    def lasts(self) -> timedelta:
        """How long a sign-in holds."""
        return timedelta(hours=self.hours)

    def role(self, claims: Claims) -> Role:
        """What this person may be now."""
        if self.issuers and claims.issuer not in self.issuers:
            return Role.READER
        if claims.address in self.publishers or self.publisher_claims & {*claims.groups}:
            return Role.PUBLISHER
        if claims.address in self.contributors or self.contributor_claims & {*claims.groups}:
            return Role.CONTRIBUTOR
        return Role.READER

    def person(self, claims: Claims) -> Person:
        return Person(claims.id, claims.shown, self.role(claims))


def allow_list(told: Mapping[str, Any]) -> AllowList:
    """From the section ``[people]``. Raises BadList: a slip must not give or take a right unseen."""
    known = {field.name for field in fields(AllowList)}
    for name in told:
        if name not in known:
            raise BadList(name, f"expected one of {', '.join(sorted(known))}")
    return AllowList(
        **{name: _addresses(told, name) for name in ("publishers", "contributors")},
        **{
            name: _texts(told, name)
            for name in ("publisher_claims", "contributor_claims", "issuers")
        },
        role_claim=_text(told, "role_claim"),
        two_publishers=_flag(told, "two_publishers"),
        hours=_hours(told),
    )


def _texts(told: Mapping[str, Any], name: str) -> frozenset[str]:
    found = told.get(name, [])
    if not isinstance(found, list) or not all(isinstance(each, str) and each for each in found):
        raise BadList(name, 'expected a list of texts, ["…", "…"]')
    return frozenset(found)


def _addresses(told: Mapping[str, Any], name: str) -> frozenset[str]:
    found = frozenset(each.strip().lower() for each in _texts(told, name))
    if not all("@" in each for each in found):
        raise BadList(name, "expected e-mail addresses")
    return found


def _text(told: Mapping[str, Any], name: str) -> str:
    found = told.get(name, "")
    if not isinstance(found, str):
        raise BadList(name, "expected a text")
    return found


def _flag(told: Mapping[str, Any], name: str) -> bool:
    found = told.get(name, False)
    if not isinstance(found, bool):
        raise BadList(name, "expected true or false")
    return found


def _hours(told: Mapping[str, Any]) -> int:
    found = told.get("hours", AllowList().hours)
    if isinstance(found, bool) or not isinstance(found, int) or not 1 <= found <= 720:
        raise BadList("hours", "expected a whole number from 1 to 720")
    return found
