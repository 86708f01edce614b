"""``decline``: a draft is not published, and its link says why."""

from __future__ import annotations

import click

from bordertrade.commands.answer import Answer, answers
from bordertrade.commands.people import who_option, why_option
from bordertrade.commands.record import Record, record_options
from bordertrade.commands.version import identified
from bordertrade.words import _
from bordertrade.words import versions as words


@click.command("decline")
@click.argument("version")
@why_option()
@who_option
@record_options
@answers
def command(version: str, why: str, who: str, record: Record) -> Answer:
    """Decline the draft VERSION: its link says so and why, and shows no numbers any more."""
    store = record.store()
    wanted = identified(store, version)
    store.decline(wanted, who=who, why=why)
    line = _("Declined: {version}. Its link says why.", version=words.short(wanted))
    return Answer({"version": wanted, "why": why}, [line])
