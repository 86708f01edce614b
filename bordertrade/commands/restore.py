"""``restore``: an empty store filled from a backup."""

from __future__ import annotations

from pathlib import Path

import click

from bordertrade.commands.answer import Answer, answers
from bordertrade.commands.backup import end_lines, end_of
from bordertrade.commands.exits import Exit
from bordertrade.commands.record import Record, record_options
from bordertrade.commands.stops import Stop
from bordertrade.words import _, operating


@click.command("restore")
@click.argument(
    "source", metavar="SRC", type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@record_options
@answers
def command(source: Path, record: Record) -> Answer:
    """Fill the store, which must be empty, from the backup SRC.

    The backup is read to its last byte before anything of it counts; SRC is not changed. Compare
    the hash that is printed with the one that the backup printed.
    """
    store = record.opened()
    try:
        store.take_in(source)
    except FileNotFoundError as error:
        message = operating.no_backup(str(source))
        raise Stop(Exit.USAGE, "no_backup", message, folder=str(source)) from error
    told = end_of(store)
    line = _("The store is restored from {folder}.", folder=source)
    return Answer({"folder": str(source), **told}, [line, *end_lines(told)])
