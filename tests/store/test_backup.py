"""A copy brought to an empty machine is the same store, to the last hash."""

from __future__ import annotations

from pathlib import Path

import pytest

from bordertrade.store import Fault, Store, open_store
from tests.store.servers import Server
from tests.store.tiny import contract, record, value_of


def fill(store: Store) -> str:
    """Two revisions, a draft and an original; the hash of the last entry."""
    for value in (1, 2):
        store.publish(store.save(record(value)), expected=value - 1, who="amina", why="")
    store.add_draft(store.save(record(3)), base=2, who="amina", why="")
    store.keep_file(b"period,value\n", "a.csv")
    return store.audit()[0].hash


def assert_same(restored: Store, original: Store, folder: Path) -> None:
    assert restored.audit() == original.audit()
    assert (restored.head(), restored.drafts()) == (original.head(), original.drafts())
    assert restored.verify() == ()
    head = restored.head()
    assert head is not None
    assert value_of(restored.load(head.version, contract(), folder)) == 2
    next_one = restored.publish(restored.save(record(4)), expected=2, who="bilal", why="goes on")
    assert next_one.number == 3


def test_a_copied_folder(tmp_path: Path) -> None:
    store = open_store(folder=tmp_path / "store")
    tip = fill(store)
    assert store.back_up(tmp_path / "copy") == ()
    moved = (tmp_path / "copy").rename(tmp_path / "elsewhere")
    restored = open_store(folder=moved)
    assert restored.audit()[0].hash == tip
    assert_same(restored, store, tmp_path)
    with pytest.raises(FileExistsError):
        store.back_up(moved)


def test_a_copy_of_a_damaged_store_says_so(tmp_path: Path) -> None:
    store = open_store(folder=tmp_path / "store")
    fill(store)
    checksum = store.keep_file(b"period,value\n", "a.csv")
    (tmp_path / "store" / "blobs" / checksum).write_bytes(b"something else")
    assert store.back_up(tmp_path / "copy") == (Fault("file_damaged", checksum),)


def test_a_dumped_database(server: Server, tmp_path: Path) -> None:
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
    with pytest.raises(NotADirectoryError):
        store.back_up(tmp_path / "copy")
    for each in (store, restored):
        each.close()
