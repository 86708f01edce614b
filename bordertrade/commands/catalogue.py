"""``catalogue``: the list of texts to translate."""

from __future__ import annotations

import click

from bordertrade.commands.answer import Answer, answers
from bordertrade.words.extraction import TEMPLATE, template


@click.command("catalogue")
@answers
def command() -> Answer:
    """Write the list of texts to translate anew (words/locale/bordertrade.pot)."""
    TEMPLATE.write_bytes(template())
    return Answer({"file": TEMPLATE.name}, [TEMPLATE.name])
