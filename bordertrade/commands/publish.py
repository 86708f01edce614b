"""``publish``: a version becomes the record."""

from __future__ import annotations

import click

from bordertrade.bringing.comparison import compare
from bordertrade.bringing.publishing import upload_of
from bordertrade.bringing.told import revision_as_json
from bordertrade.commands.answer import Answer, answers
from bordertrade.commands.exits import Exit
from bordertrade.commands.people import who_option, why_option
from bordertrade.commands.record import Record, record_options
from bordertrade.commands.version import identified, loaded
from bordertrade.store import Conflict, Revision, Store
from bordertrade.words import _, versions
from bordertrade.words import stopping as words


@click.command("publish")
@click.argument("version")
@why_option()
@who_option
@record_options
@answers
def command(version: str, why: str, who: str, record: Record) -> Answer:
    """Publish VERSION: a draft, or one that was published before.

    A draft is published only over the revision that it was made from. If another was published
    meanwhile the answer is a conflict (exit code 4) with what differs.
    """
    store = record.store()
    return published(store, record, identified(store, version), why=why, who=who)


def published(store: Store, record: Record, version: str, *, why: str, who: str) -> Answer:
    """Publish a saved version over the revision that it was made from."""
    head, draft = store.head(), store.draft(version)
    if head and head.version == version:
        return Answer({**revision_as_json(head), "changes": False}, [_already(head)])
    base = draft.base if draft else (head.number if head else 0)
    try:
        if draft is None and head is not None:
            revision = store.restore(version, expected=base, who=who, why=why)
        else:
            upload = upload_of(draft) if draft else {}
            revision = store.publish(version, expected=base, who=who, why=why, **upload)
    except Conflict as error:
        return _conflict(error, store, record, version)
    return Answer({**revision_as_json(revision), "changes": True}, [done(revision)])


def done(revision: Revision) -> str:
    return _(
        "Published: version {version} is revision {number}.",
        version=versions.short(revision.version),
        number=revision.number,
    )


def _already(head: Revision) -> str:
    return _(
        "Nothing to do: version {version} is published (revision {number}).",
        version=versions.short(head.version),
        number=head.number,
    )


def _conflict(error: Conflict, store: Store, record: Record, version: str) -> Answer:
    """What differs between the version that could not be published and what is there now."""
    told = compare(loaded(record, store, "head"), loaded(record, store, version))
    message = words.store(error)
    head = revision_as_json(error.head) if error.head else None
    fault = {"code": "conflict", "message": message, "head": head}
    return Answer(
        {"error": fault, "difference": told.as_json()}, [message, *told.lines()], Exit.CONFLICT
    )
