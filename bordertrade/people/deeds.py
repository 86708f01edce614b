"""What changes the record, and which role may do it."""

from __future__ import annotations

from enum import StrEnum

from bordertrade.people.person import VISITOR, Person, Role


class Deed(StrEnum):
    """What somebody wants to do to the record.

    A visitor's small private draft of a day is none of these: it waits for nobody.
    """

    DRAFT = "draft"  # hand in a draft that waits for a publisher, without an end
    PUBLISH = "publish"
    UNDO = "undo"  # undo the newest revision, or publish an older version again
    WITHDRAW = "withdraw"


_MAY = {
    Role.READER: frozenset[Deed](),
    Role.CONTRIBUTOR: frozenset({Deed.DRAFT}),
    Role.PUBLISHER: frozenset(Deed),
}


def may(person: Person, deed: Deed) -> bool:
    """Whether the role allows it. Ask with a person of this moment, not of the page's start."""
    return deed in _MAY[person.role]


def is_second_look(person: Person, author: str, *, two_publishers: bool) -> bool:
    """Whether a draft of ``author`` (an id as the audit names it) may be published by this person.

    Where two publishers are asked for, it is somebody other than its author. A visitor's draft
    has no known author, so whoever publishes it may be the same person: it needs a draft of a
    known author first.
    """
    if not two_publishers:
        return True
    return author not in {person.id, VISITOR.id, ""}
