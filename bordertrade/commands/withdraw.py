"""``withdraw``: a version is served no longer."""

from __future__ import annotations

import click

from bordertrade.bringing.told import revision_as_json
from bordertrade.commands.answer import Answer, answers
from bordertrade.commands.people import who_option, why_option
from bordertrade.commands.publish import done
from bordertrade.commands.record import Record, record_options
from bordertrade.commands.version import identified
from bordertrade.words import _, versions


@click.command("withdraw")
@click.argument("version")
@why_option()
@who_option
@record_options
@answers
def command(version: str, why: str, who: str, record: Record) -> Answer:
    """Withdraw VERSION: its links say so, with your reason, and show no numbers.

    If it is the published one, the last good version before it is published.
    """
    store = record.store()
    whole = identified(store, version)
    revision = store.withdraw(whole, who=who, why=why)
    told = _("Version {version} is withdrawn.", version=versions.short(whole))
    lines = [told, done(revision)] if revision else [told]
    head = revision_as_json(revision) if revision else None
    return Answer({"version": whole, "why": why, "head": head}, lines)
