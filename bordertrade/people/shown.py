"""How somebody is named to readers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bordertrade.people.person import Person, Role

#: Under this name the details of an entry hold a display name, or a role where there is none.
BY = "by"


def by(person: Person) -> dict[str, str]:
    """What the details of an entry say of who did it: nothing for ids that may be shown."""
    if person.name:
        return {BY: person.name}
    return {BY: str(person.role)} if "@" in person.id else {}


def shown(who: str, details: Mapping[str, Any]) -> str:
    """Whom readers are told of an entry: a display name, an id that is no address, or a role."""
    told = str(details.get(BY, ""))
    if told and "@" not in told:
        return told
    return str(Role.PUBLISHER) if "@" in who else who
