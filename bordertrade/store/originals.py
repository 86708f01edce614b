"""Files as they were uploaded, and what their headings were said to mean."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import Connection, delete, select

from bordertrade.store import ledger
from bordertrade.store.blobs import Blobs, DamagedBlob
from bordertrade.store.database import Database, told_plainly
from bordertrade.store.errors import DamagedFile, UnknownFile
from bordertrade.store.schema import mapping, original


class Originals:
    """Files by their SHA-256."""

    def __init__(self, database: Database, blobs: Blobs) -> None:
        self._database, self._blobs = database, blobs

    def keep(self, content: bytes | Path, name: str) -> str:
        """The SHA-256 of a file that is kept from now on."""
        with told_plainly():
            checksum = self._blobs.put(content)
        with self._database.writing() as connection:
            if self._blobs.missing([checksum]):
                self._blobs.put(content)
            known = select(original.c.checksum).where(original.c.checksum == checksum)
            if connection.scalar(known) is None:
                row = {"name": ledger.plain(name), "kept": ledger.now()}
                connection.execute(original.insert().values(checksum=checksum, **row))
        return checksum

    def content(self, checksum: str) -> bytes:
        """The bytes of a kept file, checked. Raises UnknownFile, DamagedFile."""
        self.name(checksum)
        try:
            with told_plainly():
                return self._blobs.get(checksum)
        except DamagedBlob:
            raise DamagedFile(checksum) from None

    def name(self, checksum: str) -> str:
        """The name it came with. Raises UnknownFile."""
        wanted = select(original.c.name).where(original.c.checksum == checksum)
        with self._database.reading() as connection:
            found: str | None = connection.scalar(wanted)
        if found is None:
            raise UnknownFile(checksum)
        return found


def remember_mapping(
    connection: Connection, signature: str, table: str, columns: Mapping[str, str]
) -> None:
    """What each column of a header with this signature means in a table."""
    connection.execute(delete(mapping).where(mapping.c.signature == signature))
    row = {"table_name": table, "columns": json.dumps(dict(columns))}
    connection.execute(mapping.insert().values(signature=signature, **row))


def mapping_of(connection: Connection, signature: str) -> Mapping[str, str] | None:
    """The remembered mapping: name in the file -> column."""
    wanted = select(mapping.c.columns).where(mapping.c.signature == signature)
    found: str | None = connection.scalar(wanted)
    if found is None:
        return None
    remembered: Mapping[str, str] = json.loads(found)
    return remembered
