"""All rows of a store, from one database to another of either kind."""

from __future__ import annotations

from sqlalchemy import Connection, Table, delete, select

from bordertrade.store import migrating
from bordertrade.store.errors import Reason, StoreUnavailable
from bordertrade.store.schema import blob, chunk

_AT_ONCE = 1_000


def copy_rows(source: Connection, target: Connection) -> None:
    """Both stand at the step of this release. What ``target`` has is replaced; bytes are not rows:
    ``Blobs`` copy those.

    Raises StoreUnavailable where a newer release has added tables that we would leave behind.
    """
    if not migrating.is_ours(source):
        raise StoreUnavailable(Reason.NEWER)
    wanted = [each for each in migrating.tables(source) if each not in (blob, chunk)]
    for table in reversed(wanted):
        target.execute(delete(table))
    for table in wanted:
        _copy(table, source, target)


def _copy(table: Table, source: Connection, target: Connection) -> None:
    found = source.execute(select(table).execution_options(yield_per=_AT_ONCE))
    for rows in found.mappings().partitions():
        target.execute(table.insert(), [dict(row) for row in rows])
