"""What somebody or something changed behind the store's back is noticed, and said where."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, select, update

from bordertrade.store import (
    DamagedFile,
    DamagedVersion,
    Fault,
    NoEarlierVersion,
    Reason,
    Revision,
    Store,
    StoreUnavailable,
    UnknownVersion,
    open_store,
)
from bordertrade.store.blobs import FolderBlobs
from bordertrade.store.schema import audit, chunk, head, version
from bordertrade.store.snapshot import Manifest
from tests.store.tiny import contract, record, value_of


def published(store: Store, *values: int) -> list[Revision]:
    for value in values:
        head = store.head()
        expected = head.number if head else 0
        store.publish(store.save(record(value)), expected=expected, who="amina", why="")
    return list(reversed(store.revisions()))


def execute(store: Store, *statements: Any) -> None:
    """What somebody does who may write to the database."""
    with store._database.adding() as connection:
        for each in statements:
            connection.execute(each)


def flip(store: Store, digest: str, at: int = -20) -> None:
    """Change one bit of what is kept under a hash."""
    if isinstance(store._blobs, FolderBlobs):
        place = store._blobs.folder / digest
        place.write_bytes(_flipped(place.read_bytes(), at))
        return
    of_it = chunk.c.hash == digest
    with store._database.adding() as connection:
        data: bytes = connection.scalars(select(chunk.c.data).where(of_it)).one()
        connection.execute(update(chunk).where(of_it).values(data=_flipped(data, at)))


def _flipped(content: bytes, at: int) -> bytes:
    changed = bytearray(content)
    changed[at] ^= 1
    return bytes(changed)


def manifest_of(store: Store, name: str) -> str:
    with store._database.reading() as connection:
        return str(connection.scalar(select(version.c.manifest).where(version.c.id == name)))


def table_of(store: Store, name: str) -> str:
    """The blob of the table that tells the records of these tests apart."""
    manifest = Manifest.from_bytes(store._blobs.get(manifest_of(store, name)))
    return manifest.tables["formal_trade"].blob


@pytest.mark.parametrize("at", [0, 100, -1])
def test_one_bit_of_a_table(store: Store, tmp_path: Path, at: int) -> None:
    first, second = published(store, 1, 2)
    flip(store, table_of(store, second.version), at)
    with pytest.raises(DamagedVersion) as told:
        store.load(second.version, contract(), tmp_path)
    assert (told.value.version, told.value.part) == (second.version, "formal_trade")
    fault = Fault("version_damaged", second.version, "formal_trade")
    assert store.verify() == (fault,)
    served, revision, faults = store.good_head(contract(), tmp_path)
    assert (value_of(served), revision, faults) == (1, first, (fault,))


def test_one_bit_of_a_manifest(store: Store, tmp_path: Path) -> None:
    first, second = published(store, 1, 2)
    flip(store, manifest_of(store, second.version))
    fault = Fault("version_damaged", second.version, "manifest")
    assert store.verify() == (fault,)
    assert store.good_head(contract(), tmp_path)[1:] == (first, (fault,))
    assert store.recover() == ()


def test_bytes_that_are_gone(store: Store, tmp_path: Path) -> None:
    first, second = published(store, 1, 2)
    store._blobs.drop(table_of(store, second.version))
    assert store.good_head(contract(), tmp_path)[1] == first
    assert [fault.part for fault in store.verify()] == ["formal_trade"]


def test_a_bad_spot_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_store(folder=tmp_path)
    first, second = published(store, 1, 2)
    spot, read = table_of(store, second.version), Path.read_bytes

    def fail(path: Path) -> bytes:
        if path.name == spot:
            raise OSError(errno.EIO, "Input/output error")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", fail)
    assert store.good_head(contract(), tmp_path)[1] == first
    store.close()


def test_a_version_that_is_gone(store: Store, tmp_path: Path) -> None:
    first, second = published(store, 1, 2)
    execute(store, delete(version).where(version.c.id == second.version))
    fault = Fault("version_missing", second.version)
    assert store.verify() == (fault,)
    assert store.good_head(contract(), tmp_path)[1:] == (first, (fault,))


def test_another_version_under_the_name_of_one(store: Store, tmp_path: Path) -> None:
    first, second = published(store, 1, 2)
    other = {"manifest": manifest_of(store, first.version)}
    execute(store, update(version).where(version.c.id == second.version).values(other))
    with pytest.raises(DamagedVersion):
        store.load(second.version, contract(), tmp_path)
    assert Fault("version_damaged", second.version, "manifest") in store.verify()


def test_no_good_version_at_all(store: Store, tmp_path: Path) -> None:
    with pytest.raises(UnknownVersion):
        store.good_head(contract(), tmp_path)
    (only,) = published(store, 1)
    flip(store, table_of(store, only.version))
    with pytest.raises(UnknownVersion):
        store.good_head(contract(), tmp_path)


def test_a_damaged_version_is_never_published(store: Store) -> None:
    first, _second, third = published(store, 1, 2, 3)
    flip(store, table_of(store, first.version))
    with pytest.raises(DamagedVersion):
        store.restore(first.version, expected=3, who="", why="")
    draft = store.save(record(4))
    flip(store, table_of(store, draft))
    with pytest.raises(DamagedVersion):
        store.publish(draft, expected=3, who="", why="")
    assert store.head() == third


def test_undo_and_withdrawal_pass_over_a_damaged_version(store: Store) -> None:
    first, second, third = published(store, 1, 2, 3)
    flip(store, table_of(store, second.version))
    assert store.undo(expected=3, who="", why="").version == first.version
    flip(store, table_of(store, third.version))
    with pytest.raises(NoEarlierVersion):
        store.withdraw(first.version, who="", why="")


def test_an_original_file_that_changed(store: Store) -> None:
    checksum = store.keep_file(b"period,value\n2024-07,1\n", "a.csv")
    flip(store, checksum)
    with pytest.raises(DamagedFile):
        store.file(checksum)
    assert store.verify() == (Fault("file_damaged", checksum),)
    assert store.verify(every_byte=False) == ()


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("who", "somebody else"),
        ("why", "another reason"),
        ("at", "2020-01-01T00:00:00.000000+00:00"),
        ("action", "undo"),
        ("file", "other.csv"),
        ("checksum", "0" * 64),
        ("details", "{}"),
        ("version", "0" * 64),
        ("revision", 7),
        ("manifest", "0" * 64),
        ("previous", "0" * 64),
        ("hash", "0" * 64),
    ],
)
@pytest.mark.parametrize("seq", [1, 2, 3])
def test_p8_an_edited_entry_is_named(store: Store, column: str, value: object, seq: int) -> None:
    for place in range(3):
        made = store.save(record(place))
        store.publish(
            made,
            expected=place,
            who="amina",
            why="",
            file="a.csv",
            checksum="1" * 64,
            details={"rows": place},
        )
    assert store.verify() == ()
    execute(store, update(audit).where(audit.c.seq == seq).values({column: value}))
    found = store.verify(every_byte=False)
    assert Fault("entry_changed", str(seq)) in found


def test_an_entry_made_anew_does_not_fit_the_next(store: Store) -> None:
    published(store, 1, 2, 3)
    _forge(store, 2, who="somebody else")
    assert store.verify() == (Fault("chain_broken", "3"),)


def test_a_last_entry_made_anew_does_not_fit_the_end(store: Store) -> None:
    published(store, 1, 2, 3)
    _forge(store, 3, who="somebody else")
    assert store.verify() == (Fault("head_changed", "3"),)


def _forge(store: Store, seq: int, **values: str) -> None:
    """An entry with other values and the hash that belongs to them."""
    from bordertrade.store.ledger import _hash

    with store._database.reading() as connection:
        row = connection.execute(select(audit).where(audit.c.seq == seq)).one()._asdict() | values
    row["hash"] = _hash(row)
    execute(store, update(audit).where(audit.c.seq == seq).values(row))


@pytest.mark.parametrize("seq", [1, 2, 3])
def test_p8_a_removed_entry_is_named(store: Store, seq: int) -> None:
    published(store, 1, 2, 3)
    execute(store, delete(audit).where(audit.c.seq == seq))
    assert store.verify()[0] == Fault("entry_missing", str(seq))


def test_all_entries_removed(store: Store) -> None:
    published(store, 1, 2)
    execute(store, delete(audit))
    assert store.verify() == (Fault("entry_missing", "1"), Fault("entry_missing", "2"))


def test_an_end_set_back_is_noticed(store: Store) -> None:
    published(store, 1, 2)
    execute(store, update(head).values(entries=1))
    assert store.verify() == (Fault("head_changed", "2"),)


def test_without_its_end_the_audit_is_read_but_not_written(
    store: Store, opened: Callable[[], Store]
) -> None:
    first, _ = published(store, 1, 2)
    execute(store, delete(head))
    other = opened()
    assert other.verify() == (Fault("head_changed", "2"),)
    with pytest.raises(StoreUnavailable) as told:
        other.undo(expected=2, who="", why="")
    assert told.value.reason is Reason.DAMAGED
    assert first in other.revisions()
