"""Connections to SQLite's file: as one that writes, or, where that cannot be, as one that reads."""

from __future__ import annotations

import errno
import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path

#: Every commit is also written into the main file, which alone is then the store: a copy of it, or
#: a disk that has become read-only, lacks nothing. Writers are rare.
_SETTINGS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "wal_autocheckpoint=1",
)
_PAUSE_SECONDS = 0.02


def connected(place: Path, patience_seconds: float) -> tuple[sqlite3.Connection, bool]:
    """A connection for one thread at a time, and whether it may write. Raises sqlite3.Error."""
    try:
        return _opened_in_turn(place, patience_seconds), True
    except sqlite3.OperationalError:
        if not place.exists() or _has_rights(place):
            raise
    return _opened(_for_reading(place), patience_seconds, ("query_only=ON",)), False


def try_writing(place: Path) -> None:
    """Raises sqlite3.Error or OSError where no transaction may begin. Nothing is written; another
    writer's transaction is no obstacle."""
    require_rights(place)
    with closing(sqlite3.connect(place, timeout=0, isolation_level=None)) as connection:
        try:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
        except sqlite3.OperationalError as error:
            if not _is_busy(error):
                raise


def require_rights(place: Path) -> None:
    """Raises OSError where the disk or its rights keep us from writing; SQLite only says that it
    could not open something."""
    if not _has_rights(place):
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))


def _has_rights(place: Path) -> bool:
    return os.access(place.parent, os.W_OK) and (not place.exists() or os.access(place, os.W_OK))


def _is_busy(error: sqlite3.OperationalError) -> bool:
    return error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY


def _opened_in_turn(place: Path, patience_seconds: float) -> sqlite3.Connection:
    """For writing. SQLite waits for others everywhere but where a new file begins to keep a log:
    there it says at once that it is busy."""
    until = time.monotonic() + patience_seconds
    while True:
        try:
            return _opened(f"{place.absolute().as_uri()}?mode=rwc", patience_seconds, _SETTINGS)
        except sqlite3.OperationalError as error:
            if not _is_busy(error) or time.monotonic() > until:
                raise
        time.sleep(_PAUSE_SECONDS)


def _opened(address: str, patience: float, settings: tuple[str, ...]) -> sqlite3.Connection:
    connection = sqlite3.connect(
        address,
        timeout=patience,
        uri=True,
        check_same_thread=False,  # the pool hands it from thread to thread
        isolation_level=None,  # transactions are begun by the engine, not by the driver
    )
    try:
        for setting in settings:
            connection.execute(f"PRAGMA {setting}")
        connection.execute("PRAGMA schema_version")  # opens the file, which may be none
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _for_reading(place: Path) -> str:
    """With its log where another process keeps one; else nobody writes, and the file stands alone."""
    log = place.with_name(f"{place.name}-wal")
    alone = not log.exists() or not log.stat().st_size
    return f"{place.absolute().as_uri()}?mode=ro{'&immutable=1' if alone else ''}"
