"""A start in every state of the store: what is served, and what is said about it (F6)."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from pathlib import Path

import psycopg
import pytest

from bordertrade.shelf import Head, Record
from bordertrade.store import Reason, Store, database, open_store
from bordertrade.store.database import FILE
from tests.store.mounts import mount
from tests.store.publisher import open_at
from tests.store.servers import Server
from tests.store.tiny import contract, record, value_of

SHIPPED, PUBLISHED = 1, 2


def head_of(store: Store, folder: Path) -> Head:
    """What a process that has just started serves from."""

    def load(version: str) -> object:
        return store.load(version, contract(), folder)

    return Head(store, lambda: record(SHIPPED), load)  # type: ignore[arg-type]


def fill(place: str) -> None:
    with closing(open_at(place)) as store:
        store.advance_shipped(record(SHIPPED))
        store.publish(store.save(record(PUBLISHED)), expected=1, who="amina", why="")


def served(found: Record) -> tuple[int, int]:
    """The value that tells records apart, and the number of the revision."""
    return value_of(found.dataset), found.revision.number if found.revision else 0


def against(found: Record) -> tuple[Reason | None, Reason | None, bool]:
    return found.unavailable, found.unwritable, found.is_stand_in


# --- states: each is a block in which the store is so ------------------------------------------------


@contextmanager
def sealed(place: str, server: Server) -> Iterator[None]:
    """A disk, or a database, that has become read-only."""
    if "://" in place:
        server.execute("ALTER ROLE bordertrade SET default_transaction_read_only = on")
        try:
            yield
        finally:
            server.execute(
                "SET transaction_read_only = off; "
                "ALTER ROLE bordertrade RESET default_transaction_read_only"
            )
        return
    Path(place).mkdir(exist_ok=True)
    mount("--bind", place, place)
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", place], check=True)
        yield
    finally:
        subprocess.run(["umount", "-l", place], check=True)


@contextmanager
def damaged(place: str, server: Server) -> Iterator[None]:
    """The database's own file is overwritten."""
    if "://" in place:
        with psycopg.connect(place, autocommit=True) as connection:
            row = connection.execute("SELECT pg_relation_filepath('audit')").fetchone()
            connection.execute("CHECKPOINT")
        assert row
        file = server.data / row[0]
        server.stop()
    else:
        file = Path(place) / FILE
    kept = file.read_bytes()
    file.write_bytes(b"\xff" * len(kept))
    if "://" in place:
        server.start()
    try:
        yield
    finally:
        if "://" in place:
            server.stop()
        file.write_bytes(kept)
        if "://" in place:
            server.start()


@contextmanager
def gone(place: str, server: Server) -> Iterator[None]:
    """The server is down, or the folder's place is taken by something else."""
    if "://" in place:
        server.stop()
        try:
            yield
        finally:
            server.start()
        return
    folder, aside = Path(place), Path(f"{place}-aside")
    folder.rename(aside)
    folder.write_text("")
    yield
    folder.unlink()
    aside.rename(folder)


@contextmanager
def locked(place: str, _server: Server) -> Iterator[None]:
    """Somebody else holds it and lets nobody read."""
    if "://" in place:
        with psycopg.connect(place) as connection:
            connection.execute("LOCK TABLE audit IN ACCESS EXCLUSIVE MODE")
            yield
        return
    with closing(sqlite3.connect(Path(place) / FILE, isolation_level=None)) as connection:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("BEGIN EXCLUSIVE")
        yield
        connection.execute("ROLLBACK")


@contextmanager
def written(place: str, _server: Server) -> Iterator[None]:
    """Somebody else writes for a long time; reading goes on."""
    if "://" in place:
        with psycopg.connect(place) as connection:
            connection.execute("SELECT * FROM head FOR UPDATE")
            yield
        return
    with closing(sqlite3.connect(Path(place) / FILE, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("ROLLBACK")


@contextmanager
def newer(place: str, _server: Server) -> Iterator[None]:
    with closing(open_at(place)) as store, store._database.writing() as connection:
        connection.exec_driver_sql("UPDATE head SET layout = layout + 98")
    yield
    with closing(open_at(place)) as store:
        engine = store._database._engine
        with engine.begin() as connection:
            connection.exec_driver_sql("UPDATE head SET layout = layout - 98")


UNREAD: dict[str, tuple[Callable[[str, Server], AbstractContextManager[None]], Reason]] = {
    "damaged": (damaged, Reason.DAMAGED),
    "gone": (gone, Reason.UNREACHABLE),
    "locked": (locked, Reason.BUSY),
    "newer": (newer, Reason.NEWER),
}


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "PATIENCE_SECONDS", 1)
    monkeypatch.setattr(database, "READER_LOCK_SECONDS", 1)


def test_f6_a_store_in_order(place: str, opened: Callable[[], Store], tmp_path: Path) -> None:
    fill(place)
    found = head_of(opened(), tmp_path).record()
    assert (served(found), against(found)) == ((PUBLISHED, 2), (None, None, False))


def test_f6_an_empty_store_takes_the_shipped_record(store: Store, tmp_path: Path) -> None:
    found = head_of(store, tmp_path).record()
    assert (served(found), against(found)) == ((SHIPPED, 1), (None, None, False))


def test_f6_a_read_only_store_is_read(
    place: str, server: Server, opened: Callable[[], Store], tmp_path: Path
) -> None:
    """On 0.4.0 recovery failed, and the shipped record was served as if it were the published one."""
    fill(place)
    with sealed(place, server):
        head = head_of(opened(), tmp_path)
        found = head.record()
        assert (served(found), against(found)) == ((PUBLISHED, 2), (None, Reason.READ_ONLY, False))
    again = head_of(opened(), tmp_path).record()
    assert (served(again), against(again)) == ((PUBLISHED, 2), (None, None, False))


def test_f6_a_disk_that_can_be_written_again_is_found(tmp_path: Path) -> None:
    """A connection to a file that was made for reading would stay one."""
    place = str(tmp_path / "store")
    fill(place)
    with closing(open_store(folder=Path(place))) as store:
        with sealed(place, None):  # type: ignore[arg-type]
            head = head_of(store, tmp_path)
            assert head.record().unwritable is Reason.READ_ONLY
        store.require_writable()
        store.publish(store.save(record(3)), expected=2, who="amina", why="")
        head.look_again()
        assert served(head.record()) == (3, 3)


def test_f6_an_empty_read_only_store_is_said_to_be(
    place: str, server: Server, opened: Callable[[], Store], tmp_path: Path
) -> None:
    with sealed(place, server):
        found = head_of(opened(), tmp_path).record()
        assert (served(found), against(found)) == ((SHIPPED, 0), (Reason.READ_ONLY, None, True))


def test_f6_a_store_that_another_writes_to_is_read(
    place: str, server: Server, opened: Callable[[], Store], tmp_path: Path
) -> None:
    fill(place)
    with written(place, server):
        found = head_of(opened(), tmp_path).record()
        assert (served(found), against(found)) == ((PUBLISHED, 2), (None, None, False))


@pytest.mark.parametrize("state", UNREAD)
def test_f6_r1_what_cannot_be_read_is_not_passed_for_published(
    state: str, place: str, server: Server, opened: Callable[[], Store], tmp_path: Path
) -> None:
    fill(place)
    become, reason = UNREAD[state]
    with ExitStack() as meanwhile:
        meanwhile.enter_context(become(place, server))
        head = head_of(opened(), tmp_path)
        found = head.record()
        assert (served(found), against(found)) == ((SHIPPED, 0), (reason, None, True))
    head.look_again()
    again = head.record()
    assert (served(again), again.is_stand_in) == ((PUBLISHED, 2), False)


@pytest.mark.parametrize("state", UNREAD)
def test_f6_r1_what_was_read_once_is_served_on(
    state: str, place: str, server: Server, opened: Callable[[], Store], tmp_path: Path
) -> None:
    fill(place)
    first = opened()
    head = head_of(first, tmp_path)
    head.record()
    first.close()
    become, reason = UNREAD[state]
    with become(place, server):
        head._store = opened()  # connections of its own: an open one may not notice
        head.look_again()
        found = head.record()
        assert (served(found), against(found)) == ((PUBLISHED, 2), (reason, None, False))


def test_low_the_main_file_alone_is_the_store(tmp_path: Path) -> None:
    """On 0.4.0 a small store lay wholly in its log: a copy of the file was empty."""
    with closing(open_store(folder=tmp_path / "one")) as store:
        store.publish(store.save(record(PUBLISHED)), expected=0, who="amina", why="")
        (tmp_path / "two").mkdir()
        shutil.copy(tmp_path / "one" / FILE, tmp_path / "two" / FILE)
        shutil.copytree(tmp_path / "one" / "blobs", tmp_path / "two" / "blobs")
    with closing(open_store(folder=tmp_path / "two")) as copied:
        found = head_of(copied, tmp_path).record()
        assert served(found) == (PUBLISHED, 1)
