"""What is cleared away at start-up: the traces of crashes, and drafts whose time is over."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Connection, delete, select

from bordertrade import clock
from bordertrade.store.blobs import Blobs, DamagedBlob
from bordertrade.store.database import Database, told_plainly
from bordertrade.store.ledger import moment, now
from bordertrade.store.schema import audit, draft, original, version
from bordertrade.store.snapshot import Manifest


def recover(database: Database, blobs: Blobs, grace: timedelta) -> tuple[str, ...]:
    """Clear away: unfinished files, expired drafts, versions and files that nothing names, and
    the bytes of all these.

    Younger than ``grace`` may be another process at work, so that stays. Writers wait meanwhile,
    and look before they commit whether their bytes are there. Rows go first and for good: a crash
    then leaves bytes without a name and never a name without bytes.
    """
    with told_plainly():
        cleared = [f"unfinished {name}" for name in blobs.tidy(grace.total_seconds())]
    with database.writing() as connection:
        cleared += _clear_rows(connection, blobs, grace)
    with database.writing() as connection:
        cleared += _clear_bytes(connection, blobs, grace)
    return tuple(cleared)


def _clear_rows(connection: Connection, blobs: Blobs, grace: timedelta) -> list[str]:
    before = moment(clock.now() - grace)
    cleared = [
        *(f"draft {name}" for name in _expired(connection)),
        *(f"version {name}" for name in _forgotten(connection, before)),
    ]
    try:
        _, files = _used(connection, blobs)
    except DamagedBlob:
        return cleared
    return [*cleared, *(f"file {name}" for name in _unnamed(connection, files, before))]


def _clear_bytes(connection: Connection, blobs: Blobs, grace: timedelta) -> list[str]:
    """If a manifest cannot be read, all stays: nobody can say which bytes are its own."""
    try:
        used, _ = _used(connection, blobs)
    except DamagedBlob:
        return []
    used.update(connection.scalars(select(original.c.checksum)))
    age = grace.total_seconds()
    gone = [name for name, seconds in blobs.kept() if seconds >= age and name not in used]
    for name in gone:
        blobs.drop(name)
    return [f"blob {name}" for name in gone]


def _expired(connection: Connection) -> list[str]:
    over = delete(draft).where(draft.c.expires <= now()).returning(draft.c.version)
    return list(connection.scalars(over))


def _forgotten(connection: Connection, before: str) -> list[str]:
    """Versions that were never published and are no draft."""
    published = select(audit.c.version).where(audit.c.revision.is_not(None))
    drafted = select(draft.c.version)
    loose = version.c.id.not_in(published) & version.c.id.not_in(drafted)
    gone = delete(version).where(loose, version.c.saved < before).returning(version.c.id)
    return list(connection.scalars(gone))


def _used(connection: Connection, blobs: Blobs) -> tuple[set[str], set[str]]:
    """The blobs of all versions, and the checksums of the files that their rows come from."""
    used: set[str] = set()
    files: set[str] = set()
    for digest in connection.scalars(select(version.c.manifest)):
        used.add(digest)
        manifest = Manifest.from_bytes(blobs.get(digest))
        used.update(part.blob for part in manifest.tables.values())
        files.update(manifest.files)
    return used, files


def _unnamed(connection: Connection, files: set[str], before: str) -> list[str]:
    """Originals that no version and no revision names."""
    named = connection.scalars(select(audit.c.checksum).where(audit.c.revision.is_not(None)))
    keep = files.union(named)
    old = connection.scalars(select(original.c.checksum).where(original.c.kept < before))
    gone = [checksum for checksum in old if checksum not in keep]
    for checksum in gone:
        connection.execute(delete(original).where(original.c.checksum == checksum))
    return gone
