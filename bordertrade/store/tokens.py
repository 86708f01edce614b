"""Tokens by which machines show who they are: made, known again, revoked.

A token reads ``bt_<id>_<secret>``. The secret has 256 random bits and is shown once; kept is the
SHA-256 of the whole token. A hash that takes long would protect a secret that can be guessed; this
one cannot. Rows are never deleted: the audit names tokens that are long gone.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select, update

from bordertrade.store.database import Database
from bordertrade.store.errors import RevokedToken, TakenName, UnknownToken
from bordertrade.store.ledger import moment, now, plain
from bordertrade.store.records import Token
from bordertrade.store.schema import token

_MARK = "bt"
_ID_BYTES, _SECRET_BYTES = 6, 32
_LONGEST = 200


class Tokens:
    """Those of one store. Every call raises StoreUnavailable when the database cannot be used."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def make(self, name: str, role: str, *, who: str, expires: datetime) -> tuple[Token, str]:
        """A new one and its text, which nobody can read again. Raises TakenName."""
        own = secrets.token_hex(_ID_BYTES)
        text = f"{_MARK}_{own}_{secrets.token_hex(_SECRET_BYTES)}"
        row = {
            "id": own,
            "name": plain(name),
            "role": role,
            "hash": _hash(text),
            "made": now(),
            "made_by": plain(who),
            "expires": moment(expires),
        }
        with self._database.writing() as connection:
            if any(each.name == name and each.stands for each in _all(connection)):
                raise TakenName(name)
            connection.execute(token.insert().values(row))
            return _by_id(connection, own), text

    def all(self) -> tuple[Token, ...]:
        """All there ever were, newest first."""
        with self._database.reading() as connection:
            return _all(connection)

    def revoke(self, named: str, *, who: str) -> Token:
        """The standing one of this id or name is good no longer. Raises UnknownToken."""
        with self._database.writing() as connection:
            standing = (each for each in _all(connection) if each.stands)
            found = next((each for each in standing if named in {each.id, each.name}), None)
            if found is None:
                raise UnknownToken
            over = {"revoked": now(), "revoked_by": plain(who)}
            connection.execute(update(token).where(token.c.id == found.id).values(over))
            return _by_id(connection, found.id)

    def known(self, text: str) -> Token:
        """The token that this is. Raises UnknownToken; RevokedToken for one that was good once."""
        mark, _, rest = text.partition("_")
        own, _, _secret = rest.partition("_")
        if mark != _MARK or len(text) > _LONGEST or not text.isascii():
            raise UnknownToken
        with self._database.reading() as connection:
            kept = connection.scalar(select(token.c.hash).where(token.c.id == own))
            if kept is None or not hmac.compare_digest(kept, _hash(text)):
                raise UnknownToken
            found = _by_id(connection, own)
        if not found.stands:
            raise RevokedToken(found)
        return found


def require(connection: Connection, own: str) -> None:
    """For the moment of a deed: the token of this id ("" where none is asked for) stands. Raises
    UnknownToken, RevokedToken."""
    if own and not (found := _by_id(connection, own)).stands:
        raise RevokedToken(found)


def _all(connection: Connection) -> tuple[Token, ...]:
    wanted = select(token).order_by(token.c.made.desc(), token.c.id)
    return tuple(_token(row) for row in connection.execute(wanted))


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
