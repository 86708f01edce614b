"""A draft becomes the record: over the revision that it was made from, by whoever may."""

from __future__ import annotations

from typing import Any

from bordertrade.people import Deed, Person, by, is_second_look, may, shown
from bordertrade.people.shown import BY
from bordertrade.store import Draft, Revision, Store
from bordertrade.words.versions import DRAFTED_BY

#: Characters of a reason that the audit takes.
LONGEST_REASON = 300


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


def publish_draft(  # noqa: PLR0913 - an entry of the audit has that many fields
    store: Store, draft: Draft, person: Person, *, why: str, expected: int, token: str = ""
) -> Revision:
    """Publish it with the files it was made from, if ``expected`` is the newest revision. Raises
    what ``Store.publish`` raises."""
    upload = upload_of(draft)
    told = {**upload.pop("details"), **by(person)}
    return store.publish(
        draft.version,
        expected=expected,
        who=person.id,
        why=why,
        token=token,
        author=draft.who,
        details=told,
        **upload,
    )


def upload_of(draft: Draft) -> dict[str, Any]:
    """The files that a draft was made from and who handed it in, for the audit."""
    details = {name: told for name, told in draft.details.items() if name != BY}
    files = details.get("files", ())
    return {
        "file": "~".join(each["file"] for each in files),
        "checksum": "~".join(each["checksum"] for each in files),
        "details": {**details, DRAFTED_BY: shown(draft.who, draft.details)},
    }
