"""``report``: a view as one HTML file."""

from __future__ import annotations

from typing import Any

import click

from bordertrade.commands.answer import Answer, answers
from bordertrade.commands.paper import paper_options, written
from bordertrade.commands.record import Record, record_options
from bordertrade.sharing.report import report


@click.command("report")
@paper_options
@record_options
@answers
def command(record: Record, **given: Any) -> Answer:
    """Write the view of PAGE as one HTML file that needs nothing else."""
    return written(report, record, **given)
