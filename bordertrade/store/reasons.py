"""From the codes of drivers and of the system to the reason a person can act on."""

from __future__ import annotations

import errno
import sqlite3
from typing import Any

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

from bordertrade.store.errors import Reason

#: The first word of SQLite's error name decides: SQLITE_IOERR_WRITE is an SQLITE_IOERR.
_SQLITE = {
    "SQLITE_BUSY": Reason.BUSY,
    "SQLITE_LOCKED": Reason.BUSY,
    "SQLITE_FULL": Reason.FULL,
    "SQLITE_READONLY": Reason.READ_ONLY,
    "SQLITE_PERM": Reason.READ_ONLY,
    "SQLITE_CANTOPEN": Reason.UNREACHABLE,
    "SQLITE_CORRUPT": Reason.DAMAGED,
    "SQLITE_NOTADB": Reason.DAMAGED,
    "SQLITE_IOERR": Reason.FAILED,
    "SQLITE_PROTOCOL": Reason.FAILED,
    "SQLITE_NOMEM": Reason.FAILED,
}

#: PostgreSQL's codes, by their longest known beginning.
_POSTGRESQL = {
    "53100": Reason.FULL,
    "55P03": Reason.BUSY,
    "40001": Reason.BUSY,
    "40P01": Reason.BUSY,
    "25006": Reason.READ_ONLY,
    "42501": Reason.READ_ONLY,
    "XX001": Reason.DAMAGED,
    "XX002": Reason.DAMAGED,
    "53": Reason.FAILED,
    "58": Reason.FAILED,
    "08": Reason.UNREACHABLE,
    "28": Reason.UNREACHABLE,
    "3D": Reason.UNREACHABLE,
    "57": Reason.UNREACHABLE,
}

_SYSTEM = {
    errno.ENOSPC: Reason.FULL,
    errno.EDQUOT: Reason.FULL,
    errno.EROFS: Reason.READ_ONLY,
    errno.EACCES: Reason.READ_ONLY,
    errno.EPERM: Reason.READ_ONLY,
}


def reason_of(error: DBAPIError) -> Reason | None:
    """Why the database could not do it; None when the statement itself is at fault."""
    if isinstance(error.orig, sqlite3.Error):
        return reason_of_sqlite(error.orig)
    return _reason_of_server(error)


def reason_of_sqlite(error: sqlite3.Error) -> Reason | None:
    """The same, of SQLite's own error."""
    name = getattr(error, "sqlite_errorname", "")
    return _SQLITE.get("_".join(name.split("_")[:2]))


def _reason_of_server(error: DBAPIError) -> Reason | None:
    cause: Any = error.orig
    state = getattr(cause, "sqlstate", None) or ""
    for length in (5, 2):
        if state[:length] in _POSTGRESQL:
            return _POSTGRESQL[state[:length]]
    lost = error.connection_invalidated or isinstance(error, OperationalError | InterfaceError)
    return Reason.UNREACHABLE if lost and not state else None


def reason_of_os(error: OSError) -> Reason:
    """Why the disk could not do it."""
    return _SYSTEM.get(error.errno or 0, Reason.FAILED)
