"""A draft becomes the record: over the revision that it was made from, by whoever may."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bordertrade.people import Deed, Person, is_second_look, may
from bordertrade.store import BY, Draft, Named, Revision, Store

#: In the details of a revision: who handed the draft in, as ``BY`` says it.
DRAFTED_BY = "drafted_by"


class NotYours(Exception):  # noqa: N818 - an answer for people, not an accident
    """Somebody may not publish this draft. ``is_own`` where somebody else has to look first."""

    def __init__(self, *, is_own: bool) -> None:
        super().__init__("a second look is needed" if is_own else "no publisher")
        self.is_own = is_own


def require_publisher(person: Person, draft: Draft, *, two_publishers: bool) -> None:
    """For the moment of the deed. Raises NotYours."""
    if not may(person, Deed.PUBLISH):
        raise NotYours(is_own=False)
    if not is_second_look(person, draft.who, two_publishers=two_publishers):
        raise NotYours(is_own=True)


def publish_draft(
    store: Store, draft: Draft, *, who: str | Named, why: str, token: str = ""
) -> Revision:
    """Publish it over its base, with the files it was made from. Raises what ``Store.publish``
    raises: Conflict where the record has moved on since."""
    return store.publish(
        draft.version, expected=draft.base, who=who, why=why, token=token, **upload_of(draft)
    )


def upload_of(draft: Draft) -> dict[str, Any]:
    """The files that a draft was made from and who handed it in, for the audit."""
    details = dict(draft.details)
    files = details.get("files", ())
    author: Mapping[str, str] = details.pop(BY, {"name": draft.who, "role": ""})
    return {
        "file": "~".join(each["file"] for each in files),
        "checksum": "~".join(each["checksum"] for each in files),
        "details": {**details, DRAFTED_BY: author},
    }
