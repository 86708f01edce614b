"""Snapshots in the store: saving, checking and loading versions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, select, update

from bordertrade import clock
from bordertrade.dataset import Contract, Dataset
from bordertrade.store import drafts, ledger, snapshot
from bordertrade.store.blobs import Blobs, DamagedBlob, digest_of
from bordertrade.store.database import Database, told_plainly
from bordertrade.store.errors import DamagedVersion, UnknownVersion
from bordertrade.store.records import Draft, Revision
from bordertrade.store.schema import version
from bordertrade.store.snapshot import Manifest

MANIFEST = "manifest"

#: Far below the age at which recovery clears what nothing names.
_YOUNG = timedelta(hours=1)


class Versions:
    """Versions by id: their bytes in ``blobs``, their rows in ``database``."""

    def __init__(self, database: Database, blobs: Blobs) -> None:
        self.database = database
        self.blobs = blobs

    def save(self, dataset: Dataset, origin: str) -> str:
        """Keep a data set under its fingerprint; nothing happens if it is kept already.

        Bytes come first and the row last. The row is written alone among writers, and only once
        all bytes are there: recovery may have taken those that nothing named yet.
        """
        name = dataset.fingerprint
        if self._renewed(name):
            return name
        manifest, contents = snapshot.describe(dataset)
        written = manifest.as_bytes()
        contents[digest_of(written)] = written
        with told_plainly():
            self.blobs.put_all(contents)
        with self.database.writing() as connection:
            if _is_kept(connection, name):
                return name
            for gone in self.blobs.missing(contents):
                self.blobs.put(contents[gone])
            row = {"manifest": digest_of(written), "origin": origin, "saved": ledger.now()}
            connection.execute(version.insert().values(id=name, **row))
        return name

    def _renewed(self, name: str) -> bool:
        """Whether it is kept; recovery then takes it for as young as a new one."""
        with self.database.reading() as connection:
            saved = connection.scalar(select(version.c.saved).where(version.c.id == name))
        if saved is None or clock.now() - datetime.fromisoformat(saved) < _YOUNG:
            return saved is not None
        again = update(version).where(version.c.id == name).values(saved=ledger.now())
        with self.database.writing() as connection:
            return connection.execute(again).rowcount == 1

    def load(self, name: str, contract: Contract, folder: Path) -> Dataset:
        """Raises UnknownVersion, WithdrawnVersion, DamagedVersion."""
        with self.database.reading() as connection:
            _standing(connection, name)
            digest = ledger.manifest_of(connection, name)
        found = self.manifest(name, digest)

        def read(table: str) -> bytes:
            return self._table(name, table, found.tables[table].blob)

        return snapshot.restore(found, read, contract, folder)

    def standing(self, name: str) -> Revision | Draft:
        """Raises UnknownVersion, WithdrawnVersion."""
        with self.database.reading() as connection:
            return _standing(connection, name)

    def manifest(self, name: str, digest: str) -> Manifest:
        """Raises DamagedVersion."""
        try:
            with told_plainly():
                found = Manifest.from_bytes(self.blobs.get(digest))
        except DamagedBlob:
            raise DamagedVersion(name, MANIFEST) from None
        if found.fingerprint != name:
            raise DamagedVersion(name, MANIFEST)
        return found

    def damage(self, name: str, digest: str, sound: set[str] | None = None) -> Iterator[str]:
        """The parts of a version that are not as they were saved, by the name of the table.

        ``sound`` holds blobs known to be whole; it grows, so that versions that share tables are
        checked quickly.
        """
        sound = set() if sound is None else sound
        try:
            found = self.manifest(name, digest)
        except DamagedVersion as error:
            yield error.part
            return
        for table, part in found.tables.items():
            if part.blob not in sound:
                try:
                    self._table(name, table, part.blob)
                except DamagedVersion as error:
                    yield error.part
                else:
                    sound.add(part.blob)

    def whole(self, name: str, digest: str) -> None:
        """Raises DamagedVersion unless every byte is there."""
        for part in self.damage(name, digest):
            raise DamagedVersion(name, part)

    def _table(self, name: str, table: str, digest: str) -> bytes:
        try:
            with told_plainly():
                return self.blobs.get(digest)
        except DamagedBlob:
            raise DamagedVersion(name, table) from None


def _is_kept(connection: Connection, name: str) -> bool:
    return connection.scalar(select(version.c.id).where(version.c.id == name)) is not None


def _standing(connection: Connection, name: str) -> Revision | Draft:
    """Raises WithdrawnVersion, and UnknownVersion for what was never published and is no draft, or
    none any more: its rows may be there for a while."""
    ledger.servable(connection, name)
    found = ledger.newest_of(connection, name) or drafts.living_of(connection, name)
    if found is None:
        raise UnknownVersion(name)
    return found
