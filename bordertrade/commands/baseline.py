"""``baseline``: the model's script."""

from __future__ import annotations

from pathlib import Path

import click

from bordertrade.baseline import write_baseline
from bordertrade.commands.answer import Answer, answers
from bordertrade.commands.record import data_option
from bordertrade.dataset import load


@click.command("baseline")
@data_option
@answers
def command(folder: Path) -> Answer:
    """Write the modelled figures and the verdicts of their anchors anew."""
    written = write_baseline(load(folder), folder)
    return Answer(written, [f"{table}: {rows}" for table, rows in written.items()])
