"""What start-up clears away, and what it must leave."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from bordertrade import clock
from bordertrade.store import Store, StoreUnavailable, UnknownFile, UnknownVersion, open_store
from bordertrade.store.schema import version
from tests.store.test_damage import execute
from tests.store.tiny import contract, record, value_of

#: Whatever its age: the clock of files is coarser than that of the program.
AT_ONCE = timedelta(seconds=-1)
SAID: dict[str, Any] = {"who": "amina", "why": ""}


def kinds(lines: tuple[str, ...]) -> list[str]:
    return [line.split()[0] for line in lines]


def test_what_is_published_drafted_or_named_stays(store: Store, tmp_path: Path) -> None:
    named = store.keep_file(b"named", "a.csv")
    first = store.save(record(1))
    store.publish(first, expected=0, checksum=named, **SAID)
    second = store.save(record(2))
    store.publish(second, expected=1, **SAID)
    draft = store.save(record(3))
    store.add_draft(draft, base=2, **SAID)
    store.withdraw(first, **SAID)
    assert store.recover(AT_ONCE) == ()
    assert store.verify() == ()
    assert store.file(named) == b"named"
    for name, value in ((second, 2), (draft, 3)):
        assert value_of(store.load(name, contract(), tmp_path)) == value
    store.restore(first, expected=2, **SAID)  # also a withdrawn version is kept


def test_the_file_behind_a_versions_rows_stays(store: Store) -> None:
    data = record(1)
    (source,) = data["formal_trade"].index.get_level_values("file")
    content = b""  # what that record says its rows come from
    assert store.keep_file(content, "own.csv") == source
    store.publish(store.save(data), expected=0, **SAID)
    store.recover(AT_ONCE)
    assert store.file(source) == content


def test_an_expired_draft_goes_with_all_its_bytes(store: Store, tmp_path: Path) -> None:
    store.publish(store.save(record(1)), expected=0, **SAID)
    before = set(store._blobs.kept())
    draft = store.save(record(2))
    checksum = store.keep_file(b"its file", "a.csv")
    past = clock.now() - timedelta(seconds=1)
    store.add_draft(draft, base=1, expires=past, **SAID)
    assert kinds(store.recover(AT_ONCE)) == ["draft", "version", "file", "blob", "blob", "blob"]
    with pytest.raises(UnknownVersion):
        store.load(draft, contract(), tmp_path)
    with pytest.raises(UnknownFile):
        store.file(checksum)
    assert {digest for digest, _ in store._blobs.kept()} == {digest for digest, _ in before}
    assert [entry.action for entry in store.audit()] == ["draft", "publish"]
    assert store.verify() == ()
    store.publish(store.save(record(2)), expected=1, **SAID)  # it may come again
    assert store.verify() == ()


def test_a_crash_of_recovery_itself_leaves_no_name_without_bytes(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.publish(store.save(record(1)), expected=0, **SAID)
    store.save(record(2))
    drop = store._blobs.drop

    def drop_and_fail(digest: str) -> None:
        drop(digest)
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(store._blobs, "drop", drop_and_fail)
        with pytest.raises(StoreUnavailable):
            store.recover(AT_ONCE)
    assert store.verify() == ()
    assert kinds(store.recover(AT_ONCE)) == ["blob"]
    assert store.recover(AT_ONCE) == ()
    assert store.verify() == ()


def test_young_work_of_another_process_stays(opened: Callable[[], Store], tmp_path: Path) -> None:
    one, other = opened(), opened()
    saved = one.save(record(1))
    one.keep_file(b"x", "a.csv")
    assert other.recover() == ()
    one.publish(saved, expected=0, **SAID)
    assert value_of(other.load(saved, contract(), tmp_path)) == 1


def test_saving_again_makes_an_old_version_young(store: Store) -> None:
    name = store.save(record(1))
    execute(store, update(version).values(saved="2020-01-01T00:00:00.000000+00:00"))
    store.save(record(1))
    assert store.recover() == ()
    execute(store, update(version).values(saved="2020-01-01T00:00:00.000000+00:00"))
    assert kinds(store.recover()) == ["version"]
    assert store.save(record(1)) == name
    store.publish(name, expected=0, **SAID)


def test_bytes_cleared_between_writing_and_committing_are_written_again(
    opened: Callable[[], Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Recovery of another process comes just before the row of the version is written."""
    saving, clearing = opened(), opened()
    put_all = saving._blobs.put_all

    def put_and_lose(contents: dict[str, bytes]) -> None:
        put_all(contents)
        assert len(clearing.recover(AT_ONCE)) == len(contents)

    monkeypatch.setattr(saving._blobs, "put_all", put_and_lose)
    saving.publish(saving.save(record(1)), expected=0, **SAID)
    assert saving.verify() == ()


def test_unfinished_files_go_when_they_are_old(tmp_path: Path) -> None:
    store = open_store(folder=tmp_path)
    store.save(record(1))
    old, young = tmp_path / "blobs" / "old.part", tmp_path / "blobs" / "young.part"
    for each in (old, young):
        each.write_bytes(b"half")
    yesterday = old.stat().st_mtime - 100_000
    os.utime(old, (yesterday, yesterday))
    assert store.recover() == ("unfinished old.part",)
    assert young.exists()
    store.close()
