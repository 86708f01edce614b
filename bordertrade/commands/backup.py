"""``backup``: the whole store as a folder, checked."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from bordertrade.commands.answer import Answer, answers
from bordertrade.commands.exits import Exit
from bordertrade.commands.record import Record, record_options
from bordertrade.commands.stops import Stop
from bordertrade.store import DAMAGED_SUFFIX, Fault, Store, open_store
from bordertrade.words import _, operating
from bordertrade.words import versions as words


@click.command("backup")
@click.argument("target", metavar="DEST", type=click.Path(path_type=Path))
@record_options
@answers
def command(target: Path, record: Record) -> Answer:
    """Copy the store to DEST, a new folder, while others go on working.

    The copy is read back and compared before it gets its name. It can be restored on SQLite and
    on PostgreSQL. With exit code 5 something is damaged; what could be copied is in DEST.damaged.
    """
    try:
        faults = record.opened().back_up(target)
    except FileExistsError as error:
        message = operating.place_taken(str(error))
        raise Stop(Exit.USAGE, "place_taken", message, folder=str(error)) from error
    if faults:
        return _damaged(target.with_name(target.name + DAMAGED_SUFFIX), faults)
    store = open_store(folder=target)
    click.get_current_context().call_on_close(store.close)
    told = end_of(store)
    return Answer(
        {"folder": str(target), **told, "faults": []},
        [_("The store is in {folder}.", folder=target), *end_lines(told)],
    )


def end_of(store: Store) -> dict[str, Any]:
    """Where the audit of a store ends: what a copy and its original must agree on."""
    entries, head = store.audit(), store.head()
    return {
        "entries": len(entries),
        "hash": entries[0].hash if entries else "",
        "revision": head.number if head else 0,
        "version": head.version if head else "",
    }


def end_lines(told: dict[str, Any]) -> list[str]:
    """The same for people."""
    return [operating.end(told["revision"], told["entries"]), operating.last_hash(told["hash"])]


def _damaged(place: Path, faults: tuple[Fault, ...]) -> Answer:
    told = {"folder": str(place), "faults": [asdict(fault) for fault in faults]}
    lines = [operating.damaged_backup(str(place)), *map(words.fault, faults)]
    return Answer(told, lines, Exit.STORE)
