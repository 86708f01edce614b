"""Whether everything in the store is as it was written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy import select

from bordertrade.store import ledger
from bordertrade.store.blobs import DamagedBlob
from bordertrade.store.database import Database, told_plainly
from bordertrade.store.records import Fault
from bordertrade.store.schema import audit, original, version
from bordertrade.store.versions import MANIFEST, Versions


def faults(database: Database, versions: Versions, every_byte: bool) -> Iterator[Fault]:
    """Faults of the chain, then of versions, then of original files."""
    with database.reading() as connection:
        chain = list(ledger.faults(connection))
        kept = {row.id: row.manifest for row in connection.execute(select(version))}
        published = select(audit.c.version, audit.c.manifest).where(audit.c.revision.is_not(None))
        named = {row.version: row.manifest for row in connection.execute(published)}
        originals = list(connection.scalars(select(original.c.checksum)))
    yield from chain
    for name, manifest in named.items():
        if name not in kept:
            yield Fault("version_missing", name)
        elif kept[name] != manifest:
            yield Fault("version_damaged", name, MANIFEST)
    if every_byte:
        yield from _damaged(versions, kept, originals)


def _damaged(
    versions: Versions, kept: Mapping[str, str], originals: Iterable[str]
) -> Iterator[Fault]:
    sound: set[str] = set()
    for name, manifest in kept.items():
        for part in versions.damage(name, manifest, sound):
            yield Fault("version_damaged", name, part)
    for checksum in originals:
        try:
            with told_plainly():
                versions.blobs.get(checksum)
        except DamagedBlob:
            yield Fault("file_damaged", checksum)
