"""The database under the store: SQLite in a folder or PostgreSQL by URL, behind two contexts.

``reading()`` gives one consistent view. ``writing()`` is one transaction that no other writer
can come between, in this process or another: on SQLite by BEGIN IMMEDIATE, on PostgreSQL by the
lock on the row of the head, which every writer takes first. A commit that returns is on disk
(``synchronous=FULL``, ``synchronous_commit=on``). All contexts turn faults of driver, server and
disk into ``StoreUnavailable``; a transaction that fails has done nothing. Only a connection that
breaks in the very commit leaves open whether it was done: whole or not at all, and the head says
which.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Connection,
    Engine,
    create_engine,
    event,
    make_url,
    select,
    text,
)
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.pool import QueuePool

from bordertrade.meters import METERS
from bordertrade.store import migrating, sqlite
from bordertrade.store.errors import Reason, StoreUnavailable
from bordertrade.store.points import reach
from bordertrade.store.reasons import reason_of, reason_of_os, reason_of_sqlite
from bordertrade.store.schema import head

#: How long a writer waits for another one.
PATIENCE_SECONDS = 15

#: How long a reader waits for a lock, and for one answer in all: somebody sits before a page.
READER_LOCK_SECONDS, READER_SECONDS = 3, 30

#: The name of the database file in the store's folder.
FILE = "record.sqlite3"

#: Connections are few and shared: a visitor's run asks one question and gives it back.
_POOL: dict[str, Any] = {"pool_size": 5, "max_overflow": 10, "pool_timeout": PATIENCE_SECONDS}

#: SQLite's transactions see one state anyway.
_ONE_VIEW: dict[str, Any] = {"isolation_level": "REPEATABLE READ"}

#: For the length of one transaction: a pooler between us and the server may hand the connection on.
_READERS_PATIENCE = (
    f"SET LOCAL lock_timeout = '{READER_LOCK_SECONDS}s'; "
    f"SET LOCAL statement_timeout = '{READER_SECONDS}s'"
)

#: Neither a copy that follows another server, nor set to reading, nor an account that may only read.
_SERVER_TAKES_WRITES = text(
    "SELECT current_setting('transaction_read_only') = 'off' AND NOT pg_is_in_recovery()"
    " AND has_table_privilege('audit', 'INSERT')"
)

#: Any number will do, as long as nothing else in the database locks the same one.
_CREATING = 4_290_211


class Database:
    """An engine with its tables, made or brought up to date at the first use: a server that is down when the
    program starts is found when it is up."""

    def __init__(self, url: URL) -> None:
        self.url = url
        self.is_sqlite = url.get_backend_name() == "sqlite"
        self._engine = _sqlite(url, self._connected) if self.is_sqlite else _postgresql(url)
        self._reader = self._engine.execution_options(**({} if self.is_sqlite else _ONE_VIEW))
        self._writer = self._engine.execution_options(writing=True)
        self._turn = threading.Lock()
        self._ready = False
        self._reads_only = False
        self._preparing = threading.Lock()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the database. Raises StoreUnavailable."""
        with told_plainly():
            self._prepare()
            with self._reader.begin() as connection:
                self._soon(connection)
                yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction alone among writers. Raises StoreUnavailable."""
        with told_plainly():
            self._prepare()
            with self._in_turn(), self._writer.begin() as connection:
                self._go_first(connection)
                yield connection
                reach("commit")
            reach("committed")

    @contextmanager
    def adding(self) -> Iterator[Connection]:
        """A transaction for rows that stand for themselves, side by side with other writers."""
        with told_plainly():
            self._prepare()
            with self._writer.begin() as connection:
                self._surely(connection)
                yield connection

    def close(self) -> None:
        self._engine.dispose()

    @contextmanager
    def _in_turn(self) -> Iterator[None]:
        """One writer of this process at a time: those that wait hold no connection, which the one
        at work may need."""
        if not self._turn.acquire(timeout=PATIENCE_SECONDS):
            raise StoreUnavailable(Reason.BUSY)
        try:
            yield
        finally:
            self._turn.release()

    def _go_first(self, connection: Connection) -> None:
        self._surely(connection)
        if connection.scalar(select(head.c.id).with_for_update()) is None:
            raise StoreUnavailable(Reason.DAMAGED, "the end of the audit is gone")

    def _soon(self, connection: Connection) -> None:
        """A reader gives up early; on SQLite it does so from the beginning (``_sqlite``)."""
        if not self.is_sqlite:
            connection.exec_driver_sql(_READERS_PATIENCE)

    def require_writable(self) -> None:
        """Raises StoreUnavailable where nothing may be written here, without writing anything; one
        that is only busy may be."""
        with told_plainly():
            self._prepare()
            if self.is_sqlite:
                sqlite.try_writing(self._file)
                self._let_go_of_readers()
                return
            with self._reader.begin() as connection:
                self._soon(connection)
                if connection.scalar(_SERVER_TAKES_WRITES) is not True:
                    raise StoreUnavailable(Reason.READ_ONLY)

    def _let_go_of_readers(self) -> None:
        """What can be written now is opened anew: a connection made for reading stays one."""
        if self._reads_only:
            self._reads_only = False
            self._engine.dispose()

    def _connected(self) -> Any:
        connection, writes = sqlite.connected(self._file, READER_LOCK_SECONDS)
        self._reads_only = self._reads_only or not writes
        return connection

    def _surely(self, connection: Connection) -> None:
        if not self.is_sqlite:
            connection.execute(text(f"SET LOCAL lock_timeout = '{PATIENCE_SECONDS}s'"))
            connection.execute(text("SET LOCAL synchronous_commit = on"))

    def _prepare(self) -> None:
        with self._preparing:
            if not self._ready and not self._stands():
                self._bring_up()
            self._ready = True

    def _stands(self) -> bool:
        """Whether nothing need be written to work with it. Raises StoreUnavailable for a store of
        a newer release."""
        if self.is_sqlite and not self._file.exists():
            return False
        with self._reader.begin() as connection:
            self._soon(connection)
            return migrating.stands(connection)

    def _bring_up(self) -> None:
        """Alone among processes: those that start at the same time wait, and find it done."""
        if self.is_sqlite:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            sqlite.require_rights(self._file)
        with self._writer.begin() as connection:
            if not self.is_sqlite:
                connection.execute(text(f"SELECT pg_advisory_xact_lock({_CREATING})"))
            migrating.bring_up(connection)

    @property
    def _file(self) -> Path:
        """SQLite's."""
        return Path(self.url.database or "")


class NoDatabase(Database):
    """Of an address that is none: each use says so, and the program goes on without a store."""

    def __init__(self, why: StoreUnavailable) -> None:
        self._why = why

    def close(self) -> None:
        """There is nothing to give back."""

    def _prepare(self) -> None:
        raise StoreUnavailable(self._why.reason, str(self._why))


def _sqlite(url: URL, connected: Callable[[], Any]) -> Engine:
    engine = create_engine(url, creator=connected, poolclass=QueuePool, **_POOL)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get("writing")
        seconds = PATIENCE_SECONDS if writing else READER_LOCK_SECONDS
        connection.exec_driver_sql(f"PRAGMA busy_timeout={seconds * 1000}")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def _postgresql(url: URL) -> Engine:
    return create_engine(
        url,
        pool_pre_ping=True,  # a server that was restarted is found again
        **_POOL,
        isolation_level="READ COMMITTED",
        connect_args={
            "connect_timeout": 5,
            "keepalives_idle": 30,
            "tcp_user_timeout": 20_000,  # ms; a server that vanished is noticed
            "prepare_threshold": None,  # poolers between us and the server know no prepared statements
            "application_name": "bordertrade",
        },
    )


def url_of(address: str) -> URL:
    """A URL as hosts give it (``postgres://``, ``postgresql://``) for the driver we have.

    Raises StoreUnavailable for any other.
    """
    try:
        url = make_url(address)
    except ArgumentError:
        raise StoreUnavailable(Reason.UNREACHABLE, "the address is none") from None
    if url.get_backend_name() not in {"postgres", "postgresql"}:
        raise StoreUnavailable(Reason.UNREACHABLE, url.get_backend_name())
    return url.set(drivername="postgresql+psycopg")


def sqlite_url(folder: Path) -> URL:
    return URL.create("sqlite", database=str(folder / FILE))


@contextmanager
def told_plainly() -> Iterator[None]:
    """Faults of driver, server and disk as StoreUnavailable, and counted."""
    try:
        with _translated():
            yield
    except StoreUnavailable as error:
        METERS.add("store_errors", str(error.reason))
        raise


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except PoolTimeoutError as error:
        raise StoreUnavailable(Reason.BUSY) from error
    except DBAPIError as error:
        reason = reason_of(error)
        if reason is None:
            raise
        raise StoreUnavailable(reason, type(error.orig).__name__) from error
    except sqlite3.Error as error:
        reason = reason_of_sqlite(error) or Reason.FAILED
        raise StoreUnavailable(reason, type(error).__name__) from error
    except OSError as error:
        raise StoreUnavailable(reason_of_os(error), error.strerror or "") from error
