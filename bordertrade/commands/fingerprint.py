"""``fingerprint``: the identity of the data."""

from __future__ import annotations

from pathlib import Path

import click

from bordertrade.commands.answer import Answer, answers
from bordertrade.commands.record import data_option
from bordertrade.dataset import load


@click.command("fingerprint")
@data_option
@answers
def command(folder: Path) -> Answer:
    """Print the identity of the data: a hash of its rows."""
    found = load(folder).fingerprint
    return Answer({"fingerprint": found}, [found])
