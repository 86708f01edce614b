"""A copy of a store that lies in a folder, made while it is in use.

The database comes first, by SQLite's own backup: one consistent state, whatever others write.
Bytes come second. Nothing that the copied database names can be gone by then, unless recovery
clears it in between; what has come meanwhile is only more than needed.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from bordertrade.store.blobs import FolderBlobs
from bordertrade.store.database import FILE, Database, told_plainly


def copy(database: Database, blobs: FolderBlobs, folder: Path) -> None:
    """Raises FileExistsError if ``folder`` holds a store, StoreUnavailable."""
    if (folder / FILE).exists():
        raise FileExistsError(str(folder))
    with told_plainly():
        folder.mkdir(parents=True, exist_ok=True)
        with database.reading():
            pass  # it is there, and of a layout that we know
        _copy_database(str(database.url.database), folder / FILE)
        copied = FolderBlobs(folder / blobs.folder.name)
        for digest, _ in blobs.kept():
            copied.put(blobs.folder / digest)


def _copy_database(place: str, to: Path) -> None:
    with closing(sqlite3.connect(place)) as source, closing(sqlite3.connect(to)) as target:
        source.backup(target)
