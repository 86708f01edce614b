"""``brief``: a view on one A4 page."""

from __future__ import annotations

from typing import Any

import click

from bordertrade.commands.answer import Answer, answers
from bordertrade.commands.paper import paper_options, written
from bordertrade.commands.record import Record, record_options
from bordertrade.sharing.brief import brief


@click.command("brief")
@paper_options
@record_options
@answers
def command(record: Record, **given: Any) -> Answer:
    """Write the view of PAGE on one A4 page, as PDF."""
    return written(brief, record, **given)
