"""Bringing the tables of a store to what this release works with.

Alembic takes the steps in ``migrations/versions``; it is imported only where there are some to
take. The number of the last one stands in the store (``alembic_version``). A store of 0.4.0 has
the tables of the first step and no number.
"""

from __future__ import annotations

import threading
from functools import cache
from pathlib import Path

from sqlalchemy import Column, Connection, MetaData, String, Table, inspect, select

from bordertrade.store.errors import Reason, StoreUnavailable
from bordertrade.store.schema import LAYOUT, audit, blob, chunk, head, metadata

_HERE = Path(__file__).parent / "migrations"
_NUMBERS = Table("alembic_version", MetaData(), Column("version_num", String(32)))
_FIRST = "0001"

#: Alembic's commands share their state within a process.
_ONE_AT_A_TIME = threading.Lock()


@cache
def steps() -> tuple[str, ...]:
    """The numbers of all steps, the last one last."""
    return tuple(sorted(path.name[1:5] for path in (_HERE / "versions").glob("r[0-9]*.py")))


def tables(connection: Connection) -> list[Table]:
    """The tables that a store has on this database, referred ones first."""
    on_files = connection.dialect.name == "sqlite"
    return [each for each in metadata.sorted_tables if not (on_files and each in (blob, chunk))]


def stands(connection: Connection) -> bool:
    """Whether there is nothing to do.

    A step that we do not know is a newer release's, and its layout says that we may work beside
    it. Raises StoreUnavailable if it says that we may not.
    """
    if not inspect(connection).has_table(head.name):
        return False
    layout = connection.scalar(select(head.c.layout))
    if layout is not None and layout > LAYOUT:
        raise StoreUnavailable(Reason.NEWER, str(layout))
    number = _number(connection)
    return layout is not None and (number == steps()[-1] or number not in ("", *steps()))


def is_ours(connection: Connection) -> bool:
    """Whether the tables are those that we know, and no newer release has added to them."""
    return _number(connection) == steps()[-1]


def bring_up(connection: Connection) -> None:
    """Make or change the tables, in a transaction that no other process can come between.
    Raises StoreUnavailable for a store of a newer release."""
    if stands(connection):
        return
    if _number(connection) in ("", *steps()):
        _upgrade(connection)
    if connection.scalar(select(head.c.layout)) is None:
        _begin_chain(connection)


def _number(connection: Connection) -> str:
    """The step that a store stands at, "" if it has no number."""
    if not inspect(connection).has_table(_NUMBERS.name):
        return ""
    return max(connection.scalars(select(_NUMBERS.c.version_num)), default="")


def _upgrade(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415 - a third of a second that an opened store spares
    from alembic.config import Config  # noqa: PLC0415

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(_HERE).replace("%", "%%"))
    with _ONE_AT_A_TIME:
        if inspect(connection).has_table(head.name) and not _number(connection):
            command.stamp(config, _FIRST)
        command.upgrade(config, "head")


def _begin_chain(connection: Connection) -> None:
    """A chain whose end is gone is not begun anew: writers say that it is damaged."""
    if connection.scalar(select(audit.c.seq).limit(1)) is None:
        connection.execute(head.insert().values(id=1, layout=LAYOUT, entries=0, tip=""))
