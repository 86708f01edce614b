"""Sign-ins that hold: kept here and not in a cookie, so that they can be ended.

A browser holds a random secret; we hold its hash, and what the provider said of the person then.
What they may do is asked of the operator's list anew each time.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, delete, select, update

from bordertrade import clock
from bordertrade.store.database import Database
from bordertrade.store.ledger import moment, plain
from bordertrade.store.schema import sign_in

#: How exactly we know when somebody was last seen: no write at each click.
_SEEN_EVERY = timedelta(minutes=5)
#: Rows of sign-ins that are over are kept as long, then cleared away.
_KEPT = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class SignIn:
    """``person`` as the audit names them; ``told`` is what the provider said; times in UTC."""

    person: str
    told: dict[str, Any]
    made: datetime
    seen: datetime
    ended: datetime | None


class SignIns:
    """All calls raise StoreUnavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, person: str, told: dict[str, Any]) -> str:
        """Keep a sign-in; its secret, which is told nowhere else."""
        secret, now = secrets.token_urlsafe(32), clock.now()
        row = {
            "hash": _hash(secret),
            "person": plain(person),
            "told": json.dumps(told),
            "made": moment(now),
            "seen": moment(now),
        }
        with self._database.adding() as connection:
            connection.execute(delete(sign_in).where(sign_in.c.made < moment(now - _KEPT)))
            connection.execute(sign_in.insert().values(row))
        return secret

    def of(self, secret: str) -> SignIn | None:
        """The sign-in of a secret, also one that was ended; notes that it was seen."""
        wanted = sign_in.c.hash == _hash(secret)
        with self._database.reading() as connection:
            row = connection.execute(select(sign_in).where(wanted)).one_or_none()
        if row is None:
            return None
        found, now = _read(row), clock.now()
        if found.ended is None and now - found.seen >= _SEEN_EVERY:
            with self._database.adding() as connection:
                connection.execute(update(sign_in).where(wanted).values(seen=moment(now)))
        return found

    def end(self, secret: str) -> None:
        """The secret is worth nothing from now on."""
        still = (sign_in.c.hash == _hash(secret)) & sign_in.c.ended.is_(None)
        with self._database.adding() as connection:
            connection.execute(update(sign_in).where(still).values(ended=moment(clock.now())))

    def end_all(self, person: str) -> int:
        """Sign somebody out everywhere; how many sign-ins ended."""
        theirs = (sign_in.c.person == person) & sign_in.c.ended.is_(None)
        with self._database.adding() as connection:
            done = connection.execute(
                update(sign_in).where(theirs).values(ended=moment(clock.now()))
            )
            return int(done.rowcount)

    def all(self) -> tuple[SignIn, ...]:
        """Newest first."""
        with self._database.reading() as connection:
            rows = connection.execute(select(sign_in).order_by(sign_in.c.made.desc())).all()
        return tuple(map(_read, rows))


def _read(row: Row[Any]) -> SignIn:
    return SignIn(
        person=row.person,
        told=json.loads(row.told),
        made=datetime.fromisoformat(row.made),
        seen=datetime.fromisoformat(row.seen),
        ended=datetime.fromisoformat(row.ended) if row.ended else None,
    )


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
