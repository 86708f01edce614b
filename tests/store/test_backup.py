"""P10: a copy brought to an empty machine is the same store, to the last hash."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from bordertrade.store import (
    DamagedBackup,
    Fault,
    NotEmpty,
    Reason,
    Store,
    StoreUnavailable,
    open_store,
    points,
)
from bordertrade.store.database import FILE
from tests.release_0_4_0.made import CHADGI, GABD, unpacked
from tests.store.publisher import open_at
from tests.store.servers import Server
from tests.store.test_migrations import connected
from tests.store.tiny import contract, record, value_of

FILE_OF_OFFICE = b"period,value\n"


def fill(store: Store) -> str:
    """Two revisions, a draft and an original; the hash of the last entry."""
    for value in (1, 2):
        store.publish(store.save(record(value)), expected=value - 1, who="amina", why="")
    store.add_draft(store.save(record(3)), base=2, who="amina", why="")
    store.keep_file(FILE_OF_OFFICE, "a.csv")
    store.remember_mapping("signature", "events", {"a": "b"})
    return store.audit()[0].hash


def assert_same(restored: Store, original: Store, folder: Path) -> None:
    assert restored.audit() == original.audit()
    assert (restored.head(), restored.drafts()) == (original.head(), original.drafts())
    assert restored.mapping("signature") == {"a": "b"}
    assert restored.verify() == ()
    head = restored.head()
    assert head is not None
    assert value_of(restored.load(head.version, contract(), folder)) == 2
    next_one = restored.publish(restored.save(record(4)), expected=2, who="bilal", why="goes on")
    assert next_one.number == 3


@pytest.fixture
def empty(
    request: pytest.FixtureRequest, opened: Callable[[], Store], tmp_path: Path
) -> Iterator[dict[str, Store]]:
    """An empty machine of each kind."""
    server: Server = request.getfixturevalue("server")
    name = f"restored_{abs(hash(tmp_path))}"
    server.execute(f"CREATE SCHEMA {name}")
    stores = {
        "sqlite": open_store(folder=tmp_path / "restored"),
        "postgresql": open_store(server.url(schema=name)),
    }
    yield stores
    for each in stores.values():
        each.close()


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_P10_a_backup_is_restored_on_either_database(  # noqa: N802 - the requirement's name
    store: Store, empty: dict[str, Store], kind: str, tmp_path: Path
) -> None:
    tip = fill(store)
    assert store.back_up(tmp_path / "copy") == ()
    assert sorted(path.name for path in (tmp_path / "copy").iterdir()) == ["blobs", FILE]
    shutil.move(tmp_path / "copy", tmp_path / "elsewhere")
    empty[kind].take_in(tmp_path / "elsewhere")
    assert empty[kind].audit()[0].hash == tip
    assert_same(empty[kind], store, tmp_path)


def test_a_backup_is_a_store_by_itself(store: Store, tmp_path: Path) -> None:
    tip = fill(store)
    assert store.back_up(tmp_path / "copy") == ()
    copied = open_store(folder=tmp_path / "copy")
    assert copied.audit()[0].hash == tip
    assert_same(copied, store, tmp_path)
    copied.close()


def test_a_backup_needs_a_new_folder(store: Store, tmp_path: Path) -> None:
    fill(store)
    store.back_up(tmp_path / "copy")
    before = sorted(tmp_path.iterdir())
    with pytest.raises(FileExistsError):
        store.back_up(tmp_path / "copy")
    assert sorted(tmp_path.iterdir()) == before


def damage(store: Store, place: str) -> str:
    """One byte of what is kept of a file is not what it was."""
    checksum = store.keep_file(FILE_OF_OFFICE, "a.csv")
    if "://" in place:
        with connected(place) as connection:
            connection.execute(
                text("UPDATE chunk SET data = 'other' WHERE hash = :hash"), {"hash": checksum}
            )
    else:
        (Path(place) / "blobs" / checksum).write_bytes(b"something else")
    return checksum


def test_the_copy_of_a_damaged_store_does_not_count(
    store: Store, place: str, tmp_path: Path
) -> None:
    fill(store)
    checksum = damage(store, place)
    assert store.back_up(tmp_path / "copy") == (Fault("file_damaged", checksum),)
    assert not (tmp_path / "copy").exists()
    copied = open_store(folder=tmp_path / "copy.damaged")
    assert copied.audit() == store.audit(), "what could be copied is there"
    copied.close()


def test_P8_the_copy_of_a_changed_audit_does_not_count(  # noqa: N802 - the requirement's name
    store: Store, place: str, tmp_path: Path
) -> None:
    fill(store)
    with connected(place) as connection:
        connection.execute(text("UPDATE audit SET who = 'nobody' WHERE seq = 2"))
    assert store.back_up(tmp_path / "copy") == (Fault("entry_changed", "2"),)
    assert not (tmp_path / "copy").exists()


@pytest.mark.parametrize("what", ["blob", "entry", "database"])
def test_nothing_of_a_damaged_backup_is_taken(
    store: Store, empty: dict[str, Store], what: str, tmp_path: Path
) -> None:
    fill(store)
    store.back_up(tmp_path / "copy")
    if what == "blob":
        one = min((tmp_path / "copy" / "blobs").iterdir())
        one.write_bytes(one.read_bytes()[:-1] + b"?")
    elif what == "entry":
        with connected(str(tmp_path / "copy")) as connection:
            connection.execute(text("DELETE FROM audit WHERE seq = 1"))
    else:
        place = tmp_path / "copy" / FILE
        place.write_bytes(b"not a database at all" + place.read_bytes()[21:])
    for each in empty.values():
        with pytest.raises((DamagedBackup, StoreUnavailable)):
            each.take_in(tmp_path / "copy")
        assert each.audit() == ()
        assert each.verify() == ()


def test_a_backup_goes_into_an_empty_store_only(store: Store, tmp_path: Path) -> None:
    tip = fill(store)
    store.back_up(tmp_path / "copy")
    with pytest.raises(NotEmpty):
        store.take_in(tmp_path / "copy")
    assert store.audit()[0].hash == tip
    with pytest.raises(FileNotFoundError):
        store.take_in(tmp_path)


def test_a_restore_that_fails_on_the_way_can_be_tried_again(
    store: Store, empty: dict[str, Store], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tip = fill(store)
    store.back_up(tmp_path / "copy")

    def fail(reached: str) -> None:
        if reached == "commit":
            raise OSError(28, "No space left on device")

    for each in empty.values():
        with monkeypatch.context() as patch:
            patch.setattr(points, "listener", fail)
            with pytest.raises(StoreUnavailable) as told:
                each.take_in(tmp_path / "copy")
            assert told.value.reason is Reason.FULL
        assert each.audit() == ()
        each.take_in(tmp_path / "copy")
        assert each.audit()[0].hash == tip


def test_a_backup_that_fails_leaves_nothing(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(store)
    before = sorted(tmp_path.iterdir())

    def fail(reached: str) -> None:
        if reached == "blob.fsync":
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(points, "listener", fail)
    with pytest.raises(StoreUnavailable):
        store.back_up(tmp_path / "copy")
    assert sorted(tmp_path.iterdir()) == before


def test_a_backup_made_while_others_publish_is_of_one_moment(
    opened: Callable[[], Store], tmp_path: Path
) -> None:
    store, other = opened(), opened()
    fill(store)
    enough = threading.Event()

    def publish() -> None:
        for value in range(10, 10_000):
            head = other.head()
            assert head is not None
            version = other.save(record(value % 7))
            other.publish(version, expected=head.number, who="bilal", why="")
            if enough.is_set():
                return

    publisher = threading.Thread(target=publish)
    publisher.start()
    try:
        for number in range(3):
            assert store.back_up(tmp_path / f"copy{number}") == ()
    finally:
        enough.set()
        publisher.join()


def test_a_backup_that_0_4_0_made_is_restored_and_stays_as_it_is(
    empty: dict[str, Store], tmp_path: Path
) -> None:
    made = unpacked(tmp_path / "made", "uploaded")
    with sqlite3.connect(made / FILE) as database:  # as 0.4.0's copy was when it was closed
        database.execute("PRAGMA journal_mode=DELETE")
    database.close()
    before = {path: path.read_bytes() for path in made.rglob("*") if path.is_file()}
    for each in empty.values():
        each.take_in(made)
        head = each.head()
        assert head is not None
        assert (head.number, head.version) == (4, GABD)
        assert [draft.version for draft in each.drafts()] == [CHADGI]
        assert each.verify() == ()
    assert {path: path.read_bytes() for path in made.rglob("*") if path.is_file()} == before


def test_an_older_program_makes_no_backup_without_a_newer_ones_tables(
    server: Server, tmp_path: Path
) -> None:
    server.execute("CREATE SCHEMA newer")
    place = server.url(schema="newer")
    store = open_at(place)
    fill(store)
    with connected(place) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9000'"))
    with pytest.raises(StoreUnavailable) as told:
        store.back_up(tmp_path / "copy")
    assert told.value.reason is Reason.NEWER
    store.close()


def test_a_dumped_database(server: Server, tmp_path: Path) -> None:
    """PostgreSQL's own programs do as well."""
    server.execute("CREATE DATABASE office")
    store = open_store(server.url("office"))
    tip = fill(store)
    dump = str(server.folder / "office.dump")
    server.run("pg_dump", "--format=custom", f"--file={dump}", server.url("office"))
    server.execute("CREATE DATABASE empty_machine")
    server.run("pg_restore", "--no-owner", f"--dbname={server.url('empty_machine')}", dump)
    restored = open_store(server.url("empty_machine"))
    assert restored.audit()[0].hash == tip
    assert_same(restored, store, tmp_path)
    for each in (store, restored):
        each.close()
