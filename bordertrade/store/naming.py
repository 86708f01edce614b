"""Which version is meant: by a link, and by who holds the store.

A link calls a published version by the beginning of its id, and a draft by a name of its own. Nobody
who only brings files can make one that a link of somebody else's leads to.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select

from bordertrade.store.schema import audit, draft_name, version


def of_link(connection: Connection, asked: str) -> str | None:
    """What a link leads to: published before drafts, and of several the one published first, because
    the links that call it so are older than the others."""
    return (
        _published(connection, asked) or _named(connection, asked) or _nameless(connection, asked)
    )


def of_any(connection: Connection, beginning: str) -> str | None:
    """The only version that begins so, else the draft of that name."""
    wanted = select(version.c.id).where(version.c.id.startswith(beginning)).limit(2)
    found: Sequence[str] = connection.scalars(wanted).all()
    return _only(found) if found else _named(connection, beginning)


def _published(connection: Connection, asked: str) -> str | None:
    """Also one that was withdrawn: its links say so."""
    wanted = audit.c.revision.is_not(None) & audit.c.version.startswith(asked)
    first = select(audit.c.version).where(wanted).order_by(audit.c.seq).limit(1)
    found: str | None = connection.scalar(first)
    return found


def _named(connection: Connection, asked: str) -> str | None:
    found: str | None = connection.scalar(
        select(draft_name.c.version).where(draft_name.c.name == asked)
    )
    return found


def _nameless(connection: Connection, asked: str) -> str | None:
    """A draft of 0.4.0, also one that is over: its link says so while its rows are here."""
    begins = version.c.id.startswith(asked) & version.c.id.not_in(select(draft_name.c.version))
    return _only(connection.scalars(select(version.c.id).where(begins).limit(2)).all())


def _only(found: Sequence[str]) -> str | None:
    return found[0] if len(found) == 1 else None
