"""Which commands there are. Each is imported when it is called, so that ``--help`` is quick."""

from __future__ import annotations

from importlib import import_module

import click

from bordertrade.commands.exits import MEANINGS
from bordertrade.words import _
from bordertrade.words.catalogue import N_

#: A command's name, which is also its module's, and what it does.
COMMANDS: dict[str, str] = {
    "check": N_("Check a file: what is understood, what is wrong where, what may be taken."),
    "map": N_("Say how a file is understood, in a form to correct and give back."),
    "diff": N_("Compare versions, or files or a folder with the published version."),
    "apply": N_("Make a draft of the published version with the rows of files."),
    "publish": N_("Publish a version."),
    "inbox": N_("List the drafts that wait for a publisher, and what each changes."),
    "decline": N_("Decline a draft: its link says why."),
    "undo": N_("Publish the version before the current one again."),
    "withdraw": N_("Withdraw a version: its links say so and show no numbers."),
    "versions": N_("List versions and drafts, the audit, and whether all is undamaged."),
    "tokens": N_("Make, list and revoke the tokens by which machines publish."),
    "people": N_("List who may do what and who is signed in; sign somebody out everywhere."),
    "export": N_("Write a version as a data package: a commit of its own."),
    "report": N_("Write a view as one HTML file that needs nothing else."),
    "brief": N_("Write a view on one A4 page, as PDF."),
    "describe": N_("Say what the data hold: each table, its rows and columns."),
    "fingerprint": N_("Print the identity of the data: a hash of its rows."),
    "baseline": N_("Write the modelled figures and the verdicts of their anchors anew."),
    "catalogue": N_("Write the list of texts to translate anew."),
}


class Commands(click.Group):
    """The commands by name, and the exit codes that they share."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"bordertrade.commands.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(text)) for name, text in COMMANDS.items()])
        with formatter.section(_("Exit codes")):
            formatter.write_dl([(str(int(code)), _(text)) for code, text in MEANINGS.items()])
