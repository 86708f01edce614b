"""Versions that nobody has published yet."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, or_, select, update

from bordertrade.store.errors import UnknownVersion
from bordertrade.store.ledger import canonical, moment, now, plain, read_details
from bordertrade.store.records import Draft
from bordertrade.store.schema import draft, draft_name

#: Of a name, hexadecimal characters are twice as many: 96 bits that nobody guesses.
_NAME_BYTES = 12
#: Drafts with what links call them.
_NAMED = select(draft, draft_name.c.name).select_from(
    draft.outerjoin(draft_name, draft.c.version == draft_name.c.version)
)


def living(connection: Connection, *conditions: ColumnElement[bool]) -> tuple[Draft, ...]:
    """Those whose time is not over, newest first."""
    alive = or_(draft.c.expires.is_(None), draft.c.expires > now())
    wanted = _NAMED.where(alive, *conditions)
    return tuple(_draft(row) for row in connection.execute(wanted.order_by(draft.c.at.desc())))


def living_of(connection: Connection, version: str) -> Draft | None:
    """The draft of a version, if its time is not over."""
    return next(iter(living(connection, draft.c.version == version)), None)


def add(connection: Connection, made: Draft) -> Draft:
    """Add a draft. One that is there already stays, if the new one does not take its place; it lives
    as long as the longer of both."""
    there = living_of(connection, made.version)
    expires = _later(there.expires, made.expires) if there else made.expires
    if there is None or _takes_over(made, there):
        made = replace(made, expires=expires)
        connection.execute(delete(draft).where(draft.c.version == made.version))
        connection.execute(draft.insert().values(_row(made)))
        return replace(made, name=_named(connection, made.version))
    of_it = draft.c.version == made.version
    connection.execute(update(draft).where(of_it).values(expires=_end(expires)))
    return replace(there, expires=expires)


def _takes_over(made: Draft, there: Draft) -> bool:
    """Whether the same rows are now somebody's who is known, or made from a newer revision: the
    draft that is there could not be published. Those of strangers have an end."""
    if made.expires is not None and there.expires is None:
        return False
    is_known_now = made.expires is None and there.expires is not None
    return is_known_now or made.base > there.base


def require(connection: Connection, version: str, author: str | None) -> None:
    """Raises UnknownVersion where the version is no longer a draft of this author (None: of nobody
    in particular, or none)."""
    if author is not None:
        there = living_of(connection, version)
        if there is None or there.who != author:
            raise UnknownVersion(version)


def ended(connection: Connection, version: str) -> Draft:
    """The draft of a version, which is none from now on. Raises UnknownVersion."""
    found = connection.execute(_NAMED.where(draft.c.version == version)).one_or_none()
    if found is None:
        raise UnknownVersion(version)
    connection.execute(delete(draft).where(draft.c.version == version))
    return _draft(found)


def _named(connection: Connection, version: str) -> str:
    """The name of a version's drafts, drawn with the first of them."""
    known = select(draft_name.c.name).where(draft_name.c.version == version)
    name: str | None = connection.scalar(known)
    if name is None:
        name = secrets.token_hex(_NAME_BYTES)
        connection.execute(draft_name.insert().values(version=version, name=name))
    return name


def _later(one: datetime | None, other: datetime | None) -> datetime | None:
    """None is for ever."""
    return max(one, other) if one and other else None


def _row(made: Draft) -> dict[str, Any]:
    return {
        "version": made.version,
        "base": made.base,
        "who": plain(made.who),
        "at": moment(made.at),
        "why": plain(made.why),
        "details": canonical(dict(made.details)),
        "expires": _end(made.expires),
    }


def _end(expires: datetime | None) -> str | None:
    return moment(expires) if expires else None


def _draft(row: Row[Any]) -> Draft:
    return Draft(
        version=row.version,
        base=row.base,
        who=row.who,
        at=datetime.fromisoformat(row.at),
        why=row.why,
        details=read_details(row.details),
        expires=datetime.fromisoformat(row.expires) if row.expires else None,
        name=row.name or "",
    )
