"""Blobs in PostgreSQL: rows of at most a megabyte each, so that neither side holds a file twice."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, delete, select, update
from sqlalchemy.dialects.postgresql import insert

from bordertrade import clock
from bordertrade.store.blobs import DamagedBlob, checked, digest_of, pieces
from bordertrade.store.database import Database
from bordertrade.store.ledger import now
from bordertrade.store.points import reach
from bordertrade.store.schema import blob, chunk


class DatabaseBlobs:
    """Blobs as chunks in a table. Chunks of one blob are written in one transaction."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def put(self, content: bytes | Path) -> str:
        digest = digest_of(content)
        with self.database.adding() as connection:
            _put(connection, digest, content)
        reach("blob.stored")
        return digest

    def put_all(self, contents: Mapping[str, bytes]) -> None:
        with self.database.adding() as connection:
            for digest in sorted(
                contents
            ):  # in one order, so that two writers never wait in a ring
                _put(connection, digest, contents[digest])
        reach("blob.stored")

    def get(self, digest: str) -> bytes:
        wanted = select(chunk.c.data).where(chunk.c.hash == digest).order_by(chunk.c.number)
        with self.database.reading() as connection:
            if connection.scalar(select(blob.c.hash).where(blob.c.hash == digest)) is None:
                raise DamagedBlob(digest)
            content = b"".join(connection.scalars(wanted))
        return checked(content, digest)

    def missing(self, digests: Collection[str]) -> list[str]:
        wanted = select(blob.c.hash).where(blob.c.hash.in_(digests))
        with self.database.reading() as connection:
            there = set(connection.scalars(wanted))
        return [digest for digest in digests if digest not in there]

    def kept(self) -> Iterator[tuple[str, float]]:
        moment = clock.now()
        with self.database.reading() as connection:
            rows: list[Any] = list(connection.execute(select(blob.c.hash, blob.c.stored)))
        for digest, stored in rows:
            yield digest, (moment - datetime.fromisoformat(stored)).total_seconds()

    def drop(self, digest: str) -> None:
        with self.database.adding() as connection:
            connection.execute(delete(blob).where(blob.c.hash == digest))

    def tidy(self, grace_seconds: float) -> list[str]:
        """Nothing to do: a transaction leaves nothing unfinished."""
        return []


def _put(connection: Connection, digest: str, content: bytes | Path) -> None:
    row = {"hash": digest, "stored": now()}
    new = insert(blob).values(row).on_conflict_do_nothing().returning(blob.c.hash)
    if connection.scalar(new) is None:
        connection.execute(update(blob).where(blob.c.hash == digest).values(row))
        return
    for number, piece in enumerate(pieces(content)):
        reach("blob.write")
        connection.execute(chunk.insert().values(hash=digest, number=number, data=piece))
