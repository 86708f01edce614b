"""Where the store is: a folder with SQLite, or PostgreSQL at a URL."""

from __future__ import annotations

import os
from pathlib import Path

from bordertrade.store import backup, room
from bordertrade.store.blobs import FolderBlobs
from bordertrade.store.database import Database, NoDatabase, sqlite_url, url_of
from bordertrade.store.database_blobs import DatabaseBlobs
from bordertrade.store.errors import StoreUnavailable
from bordertrade.store.records import Survives, Whereabouts
from bordertrade.store.store import Store
from bordertrade.store.whereabouts import of_folder, of_server

#: Where the store is: a PostgreSQL URL, or a folder for SQLite.
URL_VARIABLE = "BORDERTRADE_DATABASE_URL"
FOLDER_VARIABLE = "BORDERTRADE_STORE"


def open_store(url: str | None = None, folder: Path | None = None) -> Store:
    """The store at a URL or in a folder; by default where the environment says, else ``store``.

    Nothing is opened yet: a server that is down, or an address that is none, is noticed by the
    first call.
    """
    url = url or (None if folder else os.environ.get(URL_VARIABLE))
    if url:
        return _at_server(url)
    folder = folder or Path(os.environ.get(FOLDER_VARIABLE) or "store")
    return Store(
        Database(sqlite_url(folder)),
        FolderBlobs(folder / backup.BLOBS),
        of_folder(folder),
        room.floor_bytes(),
    )


def _at_server(url: str) -> Store:
    try:
        address = url_of(url)
    except StoreUnavailable as error:
        none = NoDatabase(error)
        return Store(none, DatabaseBlobs(none), Whereabouts("postgresql", "", Survives.UNKNOWN))
    database = Database(address)
    return Store(database, DatabaseBlobs(database), of_server(address))
