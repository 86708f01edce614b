"""Tokens by which machines show who they are: made, known again, revoked.

A token reads ``bt_<id>_<secret>``. The secret has 256 random bits and is shown once; kept is the
SHA-256 of the whole token. A hash that takes long would protect a secret that can be guessed; this
one cannot. Rows are never deleted: the audit names tokens that are long gone.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, select, update

from bordertrade.store.errors import RevokedToken, TakenName, UnknownToken
from bordertrade.store.ledger import now, plain
from bordertrade.store.records import Token
from bordertrade.store.schema import token

_MARK = "bt"
_ID_BYTES, _SECRET_BYTES = 6, 32
_LONGEST = 200


def make(
    connection: Connection, name: str, role: str, who: str, expires: datetime
) -> tuple[Token, str]:
    """A new one and its text, which nobody can read again. Raises TakenName."""
    if any(each.name == name and each.stands for each in listed(connection)):
        raise TakenName(name)
    own = secrets.token_hex(_ID_BYTES)
    text = f"{_MARK}_{own}_{secrets.token_hex(_SECRET_BYTES)}"
    row = {
        "id": own,
        "name": plain(name),
        "role": role,
        "hash": _hash(text),
        "made": now(),
        "made_by": plain(who),
        "expires": expires.astimezone(UTC).isoformat(timespec="microseconds"),
    }
    connection.execute(token.insert().values(row))
    return _by_id(connection, own), text


def listed(connection: Connection) -> tuple[Token, ...]:
    """All there ever were, newest first."""
    wanted = select(token).order_by(token.c.made.desc(), token.c.id)
    return tuple(_token(row) for row in connection.execute(wanted))


def revoke(connection: Connection, named: str, who: str) -> Token:
    """By its id, or by its name where one of that name stands. Raises UnknownToken."""
    found = next((e for e in listed(connection) if e.stands and named in {e.id, e.name}), None)
    if found is None:
        raise UnknownToken
    over = {"revoked": now(), "revoked_by": plain(who)}
    connection.execute(update(token).where(token.c.id == found.id).values(over))
    return _by_id(connection, found.id)


def known(connection: Connection, text: str) -> Token:
    """Whose this is, if it stands. Raises UnknownToken, RevokedToken."""
    mark, _, rest = text.partition("_")
    own, _, _secret = rest.partition("_")
    if mark != _MARK or len(text) > _LONGEST or not text.isascii():
        raise UnknownToken
    row = connection.execute(select(token).where(token.c.id == own)).one_or_none()
    if row is None or not hmac.compare_digest(row.hash, _hash(text)):
        raise UnknownToken
    return standing(connection, own)


def standing(connection: Connection, own: str) -> Token:
    """The token of an id, if it is neither revoked nor over. Raises UnknownToken, RevokedToken."""
    found = _by_id(connection, own)
    if not found.stands:
        raise RevokedToken(found)
    return found


def _by_id(connection: Connection, own: str) -> Token:
    row = connection.execute(select(token).where(token.c.id == own)).one_or_none()
    if row is None:
        raise UnknownToken
    return _token(row)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _token(row: Row[Any]) -> Token:
    return Token(
        id=row.id,
        name=row.name,
        role=row.role,
        made=datetime.fromisoformat(row.made),
        made_by=row.made_by,
        expires=datetime.fromisoformat(row.expires),
        revoked=datetime.fromisoformat(row.revoked) if row.revoked else None,
        revoked_by=row.revoked_by or "",
        is_over=row.revoked is not None or row.expires <= now(),
    )
