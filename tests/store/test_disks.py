"""Disks that are full or fail: the call fails with a reason, nothing is half done, reading goes on."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event

from bordertrade.store import (
    Reason,
    Revision,
    Store,
    StoreUnavailable,
    database,
    open_store,
    points,
    room,
)
from tests.store.mounts import mount
from tests.store.servers import Server
from tests.store.tiny import contract, record, value_of

FULL, FAILING = errno.ENOSPC, errno.EIO
REASONS = {FULL: Reason.FULL, FAILING: Reason.FAILED, errno.EROFS: Reason.READ_ONLY}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def sqlite(folder: Path) -> Iterator[Store]:
    store = open_store(folder=folder)
    yield store
    store.close()


def published(store: Store, value: int) -> Revision:
    head = store.head()
    version = store.save(record(value))
    return store.publish(version, expected=head.number if head else 0, who="", why="")


def assert_serves(store: Store, value: int, folder: Path) -> None:
    """The head is this record, whole, and nothing is wrong anywhere."""
    head = store.head()
    assert head is not None
    assert value_of(store.load(head.version, contract(), folder)) == value
    assert store.verify() == ()


@pytest.mark.parametrize("code", REASONS)
@pytest.mark.parametrize("point", points.ALL[:-1])
def test_p3_a_call_that_fails(
    sqlite: Store, folder: Path, monkeypatch: pytest.MonkeyPatch, point: str, code: int
) -> None:
    published(sqlite, 1)

    def fail(reached: str) -> None:
        if reached == point:
            raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patch:
        patch.setattr(points, "listener", fail)
        with pytest.raises(StoreUnavailable) as told:
            published(sqlite, 2)
        assert told.value.reason is REASONS[code]
        assert_serves(sqlite, 1, folder)
    assert list((folder / "blobs").glob("*.part")) == []
    published(sqlite, 2)
    assert_serves(sqlite, 2, folder)
    sqlite.recover(timedelta(seconds=-1))
    assert_serves(sqlite, 2, folder)


def test_p3_a_call_of_the_system_that_fails(
    sqlite: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(sqlite, 1)

    def fail(_: int) -> None:
        raise OSError(FAILING, os.strerror(FAILING))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fail)
        with pytest.raises(StoreUnavailable):
            published(sqlite, 2)
        with pytest.raises(StoreUnavailable):
            sqlite.keep_file(b"a,b", "a.csv")
    assert_serves(sqlite, 1, folder)


def test_a_database_that_may_not_grow(sqlite: Store, folder: Path) -> None:
    published(sqlite, 1)
    engine = sqlite._database._engine

    def stop_growing(connection: object, _record: object) -> None:
        connection.execute("PRAGMA max_page_count = 1")  # type: ignore[attr-defined]

    event.listen(engine, "connect", stop_growing)
    engine.dispose()
    _refuses_when_full(sqlite, folder)
    event.remove(engine, "connect", stop_growing)
    engine.dispose()
    published(sqlite, 3)
    assert_serves(sqlite, 3, folder)


def _refuses_when_full(store: Store, folder: Path) -> None:
    """Publish until it fails; what was published last is still served."""
    done = 1
    for value in range(2, 1000):
        try:
            published(store, value)
        except StoreUnavailable as error:
            reason = error.reason
            break
        done = value
    assert reason is Reason.FULL
    assert_serves(store, done, folder)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of a megabyte, where we may mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount("-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk))
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def test_a_disk_that_is_really_full(small_disk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(room.VARIABLE, "0")
    store = open_store(folder=small_disk / "store")
    published(store, 1)
    filler = small_disk / "filler"
    filler.write_bytes(bytes(_free(small_disk) - 100_000))
    _refuses_when_full(store, small_disk)
    filler.unlink()
    published(store, 2001)
    assert_serves(store, 2001, small_disk)
    store.close()


def _free(disk: Path) -> int:
    return shutil.disk_usage(disk).free


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    store = open_store(folder=tmp_path / "file" / "store")
    with pytest.raises(StoreUnavailable):
        store.head()


def test_a_database_file_that_is_none(sqlite: Store, folder: Path) -> None:
    published(sqlite, 1)
    sqlite.close()
    for each in folder.glob("record.sqlite3*"):
        each.write_bytes(b"not a database" * 1000)
    with pytest.raises(StoreUnavailable) as told:
        open_store(folder=folder).head()
    assert told.value.reason is Reason.DAMAGED


def test_a_store_of_a_newer_release_is_left_alone(
    store: Store, opened: Callable[[], Store]
) -> None:
    published(store, 1)
    with store._database.writing() as connection:
        connection.exec_driver_sql("UPDATE head SET layout = 99")
    with pytest.raises(StoreUnavailable) as told:
        opened().head()
    assert told.value.reason is Reason.NEWER


def test_a_server_that_is_not_there(tmp_path: Path) -> None:
    store = open_store(f"postgresql://nobody@/none?host={tmp_path}")
    for ask in (store.head, store.drafts, store.verify, lambda: store.keep_file(b"", "a")):
        with pytest.raises(StoreUnavailable) as told:
            ask()
        assert told.value.reason is Reason.UNREACHABLE


def test_f11_below_the_floor_nothing_new_comes_in_and_going_back_works(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On 0.4.0 a disk ran full to its last byte, and only then said so."""
    with closing(open_store(folder=folder)) as roomy:
        for value in (1, 2):
            published(roomy, value)
    monkeypatch.setenv(room.VARIABLE, str(10**12))
    with closing(open_store(folder=folder)) as short:
        calls = (
            lambda: short.save(record(3)),
            lambda: short.keep_file(b"a,b", "a.csv"),
            short.require_writable,
        )
        for call in calls:
            with pytest.raises(StoreUnavailable) as told:
                call()
            assert told.value.reason is Reason.FULL
        assert short.undo(expected=2, who="amina", why="").number == 3
        assert_serves(short, 1, folder)


@pytest.fixture
def on_server(server: Server) -> Iterator[Store]:
    """An empty store on PostgreSQL: on SQLite readers wait for nobody."""
    server.execute("CREATE SCHEMA f11")
    store = open_store(server.url(schema="f11"))
    yield store
    store.close()
    server.execute("DROP SCHEMA f11 CASCADE")


@pytest.mark.parametrize("said", ["much", "-1", "1.5", "²"])
def test_f11_a_floor_that_is_no_number_is_refused(said: str) -> None:
    with pytest.raises(ValueError, match=room.VARIABLE):
        room.floor_bytes({room.VARIABLE: said})


def test_f11_a_lock_on_the_table_lets_a_reader_go_soon(
    on_server: Store,
) -> None:
    """On 0.4.0 a reader hung for as long as the lock was held."""
    published(on_server, 1)
    with on_server._database.adding() as other:
        other.exec_driver_sql("LOCK TABLE audit IN ACCESS EXCLUSIVE MODE")
        with pytest.raises(StoreUnavailable) as told:
            on_server.head()
        assert told.value.reason is Reason.BUSY
    assert on_server.head() is not None


def test_f11_an_answer_that_takes_too_long_is_given_up(
    on_server: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(on_server, 1)
    patience = database._READERS_PATIENCE.replace("30s", "100ms")
    assert patience != database._READERS_PATIENCE
    monkeypatch.setattr(database, "_READERS_PATIENCE", patience)
    with (
        pytest.raises(StoreUnavailable) as told,
        on_server._database.reading() as connection,
    ):
        connection.exec_driver_sql("SELECT pg_sleep(600)")
    assert told.value.reason is Reason.BUSY
    assert on_server.head() is not None
