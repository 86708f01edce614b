"""What machines may write: a draft from files, and a draft published. Both ask for a token."""

from __future__ import annotations

import re
import tempfile
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive

from bordertrade.bringing.drafting import Asked, Brought, Hindrance, brought, drafted
from bordertrade.bringing.inspection import Inspector
from bordertrade.bringing.published import Published
from bordertrade.bringing.publishing import (
    LONGEST_REASON,
    NotYours,
    publish_draft,
    require_publisher,
)
from bordertrade.bringing.reading import Misread
from bordertrade.bringing.statement import as_json
from bordertrade.bringing.told import draft_as_json, link, revision_as_json
from bordertrade.dataset.fingerprint import SHORT, SHORT_BEFORE
from bordertrade.intake.jobs import JobFailed
from bordertrade.intake.limits import Limits
from bordertrade.people import Deed, by, may
from bordertrade.shelf import Shelf
from bordertrade.store import (
    Conflict,
    Draft,
    RevokedToken,
    StoreUnavailable,
    UnknownVersion,
    VersionError,
    room,
)
from bordertrade.web.address import address
from bordertrade.web.api.bearer import Machine, machine, over
from bordertrade.web.api.fields import Said, said
from bordertrade.web.api.forms import MOST_BYTES, Form, form_of, object_of
from bordertrade.web.api.problem import Mistake, Problem, written
from bordertrade.words import stopping, uploads, versions

#: Checks for machines at once; people at the page have their own turn.
AT_ONCE = 2
_LIMITS = Limits(size_bytes=MOST_BYTES, seconds=300)
_PUBLISH = re.compile(r"/drafts/(?P<version>[^/]+)/publish")
#: Of a version's id, as links have it.
_SHORTEST_ID = SHORT_BEFORE
_BUSY_CHECKS = frozenset({"busy", "full", "cancelled"})
_PRIVATE = {"cache-control": "private, no-store"}


class Writing:
    """Answers POST below the API's root. ``two_publishers``: whether somebody other than its author
    must publish a draft.
    """

    def __init__(self, shelf: Shelf, two_publishers: Callable[[], bool]) -> None:
        self._shelf, self._two_publishers = shelf, two_publishers
        self._checks = threading.BoundedSemaphore(AT_ONCE)

    def has(self, path: str) -> bool:
        """Whether something is written at a path below the root."""
        return path == "/drafts" or _PUBLISH.fullmatch(path) is not None

    async def answer(self, path: str, request: Request, receive: Receive) -> Response:
        """Raises Problem, StoreUnavailable."""
        who = await run_in_threadpool(machine, request, self._shelf.store())
        if found := _PUBLISH.fullmatch(path):
            told = await object_of(request, receive)
            return await run_in_threadpool(self._publish, found["version"], told, who, request)
        if not may(who.person, Deed.DRAFT):
            raise _not_yours("hand in drafts")
        return await self._draft(request, receive, who)

    # A draft from files

    async def _draft(self, request: Request, receive: Receive, who: Machine) -> Response:
        if not self._checks.acquire(blocking=False):
            raise _busy()
        try:
            await run_in_threadpool(self._require_room)
            with tempfile.TemporaryDirectory(prefix="bordertrade-api-") as folder:
                form = await form_of(request, receive, Path(folder))
                told = said(form.fields)
                return await run_in_threadpool(self._made, form, told, who, request)
        finally:
            self._checks.release()

    def _require_room(self) -> None:
        """Raises StoreUnavailable where there is too little, for the files or for the store."""
        room.require_aside()
        self._shelf.store().require_room()

    def _made(self, form: Form, told: Said, who: Machine, request: Request) -> Response:
        """Everything checked in child processes, on top of each other; all files or none."""
        base = self._base()
        asked = Asked(
            told.mode,
            told.takes_good_rows,
            told.reasons,
            who.person.id,
            told.why,
            by=by(who.person),
            token=who.token,
        )
        try:
            found = self._checked(form, told, base)
            return self._answered(found, asked, request)
        except Misread as error:
            raise Problem(400, "This form was not understood.", str(error)) from None
        except JobFailed as failed:
            raise _not_checked(failed) from None
        except RevokedToken as error:
            raise over(error.token) from None

    def _base(self) -> Published:
        record = self._shelf.record()
        if record.unavailable:
            raise StoreUnavailable(record.unavailable)
        if record.faults:
            raise Problem(503, "The record is damaged, so nothing can be brought in now.")
        return Published(record.dataset, record.revision, record.faults, self._shelf.store())

    def _checked(self, form: Form, told: Said, base: Published) -> Brought:
        inspector = Inspector.on(base, told.reading, told.mode, limits=_LIMITS, names=form.files)
        return brought(form.files, inspector, base)

    def _answered(self, found: Brought, asked: Asked, request: Request) -> Response:
        files = [as_json(each) for each in found.found]
        hindrance = found.hindrance(asked)
        if hindrance is not None:
            title, detail = _HINDRANCES[hindrance]
            more = {"hindrance": str(hindrance), "files": files, "changes": False}
            raise Problem(422, title, detail, more=more)
        if not found.changes:
            version = found.after.fingerprint
            told = {"files": files, "version": version, "changes": False}
            return _json({**told, "link": address(request) + link(version[:SHORT])})
        draft = drafted(self._shelf.store(), found, asked)
        own = {**draft_as_json(draft), "link": address(request) + link(draft.in_links)}
        return _json({**own, "files": files, "changes": True}, 201)

    # A draft published

    def _publish(
        self, version: str, told: dict[str, Any], who: Machine, request: Request
    ) -> Response:
        why, expected = _reason(told)
        store = self._shelf.store()
        try:
            draft = self._waiting(version)
            require_publisher(who.person, draft, two_publishers=self._two_publishers())
            if expected is not None and expected != draft.base:
                raise Conflict(store.head())
            made = publish_draft(
                store, draft, who.person, why=why, expected=draft.base, token=who.token
            )
        except NotYours as error:
            raise _not_yours("publish", is_own=error.is_own) from None
        except Conflict as error:
            raise _conflict(error) from None
        except RevokedToken as error:
            raise over(error.token) from None
        except VersionError as error:
            raise Problem(410, "This draft cannot be published.", stopping.store(error)) from None
        return _json(
            {**revision_as_json(made), "link": address(request) + link(made.version[:SHORT])}
        )

    def _waiting(self, version: str) -> Draft:
        """Raises Problem where there is no such draft."""
        store = self._shelf.store()
        known = len(version) >= _SHORTEST_ID
        with suppress(UnknownVersion):
            version = store.identify(version) if known else version
        if found := store.draft(version):
            return found
        if known and (declined := store.declined(version)):
            raise Problem(410, "This draft was declined.", versions.declined(declined))
        raise Problem(404, "There is no such draft.", "It was published, discarded, or never made.")


_HINDRANCES = {
    Hindrance.PROBLEMS: (
        "The files cannot be taken as they are.",
        "Mend what “files” names, or leave out the rows with problems: good_rows=true.",
    ),
    Hindrance.UNCONFIRMED: (
        "Something must be confirmed first.",
        "Say it, answer the questions in “files” (answer=ID=KEY), give a reason (reason=CODE=TEXT), "
        "or confirm what was guessed: yes=true.",
    ),
}


def _json(told: dict[str, Any], status: int = 200) -> Response:
    return Response(written(told), status, _PRIVATE, "application/json")


def _reason(told: dict[str, Any]) -> tuple[str, int | None]:
    """Why, and which revision is expected to be the newest. Raises Problem."""
    mistakes = [
        Mistake(name[:50], str(told[name])[:100], "one of these keys: why, expected")
        for name in told
        if name not in {"why", "expected"}
    ]
    why, expected = told.get("why"), told.get("expected")
    if not isinstance(why, str) or not why.strip():
        mistakes.append(Mistake("why", str(why)[:100], "the reason in one line"))
    if expected is not None and (isinstance(expected, bool) or not isinstance(expected, int)):
        mistakes.append(Mistake("expected", str(expected)[:100], "the number of a revision"))
    if mistakes:
        raise Problem(400, "This was not understood.", mistakes=mistakes)
    return str(why).strip()[:LONGEST_REASON], expected


def _not_yours(what: str, *, is_own: bool = False) -> Problem:
    if is_own:
        told = "Two people publish here: somebody other than who made this draft must publish it."
        return Problem(403, "This draft waits for somebody else.", told)
    return Problem(403, f"This token may not {what}.", "Its role does not allow it.")


def _conflict(error: Conflict) -> Problem:
    head = revision_as_json(error.head) if error.head else None
    return Problem(
        409, "The record has moved on since.", stopping.store(error), more={"head": head}
    )


def _busy() -> Problem:
    return Problem(
        503,
        "As many files as this server checks at once are being checked.",
        "Try again in half a minute.",
        headers={"retry-after": "30"},
    )


def _not_checked(failed: JobFailed) -> Problem:
    if failed.code in _BUSY_CHECKS:
        return _busy()
    return Problem(422, "The check did not come to its end.", uploads.failure(failed.code))
