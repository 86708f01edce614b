"""A copy of a store in a folder, made while it is in use, and an empty store made from one.

A backup is itself a store on SQLite, whatever the store is kept on: it can be opened, checked and
restored on either database, and needs no program of the server's. Rows come first, as they are at
one moment. Bytes come second. Nothing that the copied rows name can be gone by then, unless
recovery clears it in between; what has come meanwhile is only more than needed.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection, select

from bordertrade.store import checking, ledger
from bordertrade.store.blobs import Blobs, DamagedBlob, FolderBlobs
from bordertrade.store.copying import copy_rows
from bordertrade.store.database import FILE, Database, sqlite_url, told_plainly
from bordertrade.store.errors import DamagedBackup, NotEmpty
from bordertrade.store.records import Fault
from bordertrade.store.schema import audit, version
from bordertrade.store.versions import Versions

#: The folder of a store's bytes, beside its database.
BLOBS = "blobs"

#: What a backup is called that was found damaged.
DAMAGED_SUFFIX = ".damaged"


def back_up(database: Database, blobs: Blobs, folder: Path) -> tuple[Fault, ...]:
    """What is wrong with the copy: only one that is sound gets the name ``folder``, another is
    left as ``NAME.damaged``.

    Raises FileExistsError if something has that name, StoreUnavailable.
    """
    named = [folder, folder.with_name(folder.name + DAMAGED_SUFFIX)]
    if found := next((str(each) for each in named if each.exists()), ""):
        raise FileExistsError(found)
    with told_plainly(), _unfinished(folder) as unfinished:
        _copy(database, blobs, unfinished)
        with _opened(unfinished) as copied:
            faults = tuple(checking.faults(copied, _versions(copied, unfinished), every_byte=True))
        unfinished.replace(named[bool(faults)])
    return faults


def take_in(folder: Path, database: Database, blobs: Blobs) -> None:
    """Fill an empty store from a backup, which is read to its last byte before. All of it counts
    in one commit; if that fails, the store is empty as before.

    Raises FileNotFoundError if the folder holds no store, DamagedBackup, NotEmpty,
    StoreUnavailable.
    """
    if not (folder / FILE).is_file():
        raise FileNotFoundError(str(folder / FILE))
    with told_plainly(), tempfile.TemporaryDirectory() as aside:
        _expect_empty(database)
        with _opened(_database_of(folder, Path(aside))) as source:
            _expect_sound(checking.faults(source, _versions(source, folder), every_byte=True))
            for digest, _ in FolderBlobs(folder / BLOBS).kept():
                blobs.put(folder / BLOBS / digest)
            with source.reading() as taken, database.writing() as written:
                _expect_nothing(written)
                copy_rows(taken, written)
                _expect_sound(ledger.faults(written))


def _copy(database: Database, blobs: Blobs, folder: Path) -> None:
    if database.is_sqlite:
        with database.reading():
            pass  # it is there, and of a layout that we know
        _copy_database(str(database.url.database), folder / FILE)
    else:
        with (
            _opened(folder) as target,
            database.reading() as taken,
            target.writing() as written,
        ):
            copy_rows(taken, written)
    _copy_bytes(blobs, FolderBlobs(folder / BLOBS))


def _copy_bytes(blobs: Blobs, copied: FolderBlobs) -> None:
    """Damaged ones are left out: the check of the copy says what they belong to."""
    for digest, _ in blobs.kept():
        with suppress(DamagedBlob):
            copied.put(blobs.get(digest))


def _copy_database(place: str, to: Path) -> None:
    with closing(sqlite3.connect(place)) as source, closing(sqlite3.connect(to)) as target:
        source.backup(target)


@contextmanager
def _unfinished(folder: Path) -> Iterator[Path]:
    """A folder beside the place where the backup will stand, gone unless it was renamed."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    name = tempfile.mkdtemp(prefix=f"{folder.name}.", suffix=".part", dir=folder.parent)
    try:
        yield Path(name)
    finally:
        shutil.rmtree(name, ignore_errors=True)


def _database_of(folder: Path, aside: Path) -> Path:
    """A copy of a backup's database: opening one writes into its folder, and may change its
    tables, if an older release made it."""
    for name in (FILE, f"{FILE}-wal"):
        if (folder / name).exists():
            shutil.copyfile(folder / name, aside / name)
    return aside


@contextmanager
def _opened(folder: Path) -> Iterator[Database]:
    database = Database(sqlite_url(folder))
    try:
        yield database
    finally:
        database.close()


def _versions(database: Database, folder: Path) -> Versions:
    return Versions(database, FolderBlobs(folder / BLOBS))


def _expect_sound(faults: Iterator[Fault]) -> None:
    if found := tuple(faults):
        raise DamagedBackup(found)


def _expect_empty(database: Database) -> None:
    with database.reading() as connection:
        _expect_nothing(connection)


def _expect_nothing(connection: Connection) -> None:
    for column in (audit.c.seq, version.c.id):
        if connection.scalar(select(column).limit(1)) is not None:
            raise NotEmpty
