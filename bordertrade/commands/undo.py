"""``undo``: back to the version before."""

from __future__ import annotations

import click

from bordertrade.bringing.told import revision_as_json
from bordertrade.commands.answer import Answer, answers
from bordertrade.commands.people import who_option, why_option
from bordertrade.commands.publish import done
from bordertrade.commands.record import Record, record_options


@click.command("undo")
@why_option()
@click.option("--expected", type=click.IntRange(0), help="Only if this revision is the newest.")
@who_option
@record_options
@answers
def command(why: str, expected: int | None, who: str, record: Record) -> Answer:
    """Publish the version before the current one again, as a new revision.

    Undoing an undo brings back what was undone.
    """
    store = record.store()
    head = store.head()
    number = expected if expected is not None else (head.number if head else 0)
    revision = store.undo(expected=number, who=who, why=why)
    return Answer(revision_as_json(revision), [done(revision)])
