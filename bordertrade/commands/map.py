"""``map``: how a file is understood, to be corrected and given back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from bordertrade.bringing.inspection import Inspection
from bordertrade.bringing.reading import Reading
from bordertrade.commands.answer import Answer, answers
from bordertrade.commands.exits import Exit
from bordertrade.commands.looking import file_argument, inspector
from bordertrade.commands.reading import reading_options
from bordertrade.commands.record import Record, record_options
from bordertrade.commands.statement import understood
from bordertrade.problems import Problem
from bordertrade.words import problems as problem_words


@click.command("map")
@file_argument
@reading_options
@record_options
@answers
def command(file: Path, reading: Reading, record: Record) -> Answer:
    """Say how a file is understood: its table, columns and forms. Only its head is read.

    With --json in a form to correct and give back: --declaration FILE.json.
    """
    found = inspector(record.published(), reading).look(file)
    told = [problem_words.sentence(problem) for problem in _problems(found)]
    return Answer(_told(found), [*understood(found), *told], _exit(found))


def _problems(found: Inspection) -> tuple[Problem, ...]:
    """With the columns about persons, which bar the file before any row is read."""
    return (*found.barring_headings, *found.problems)


def _exit(found: Inspection) -> Exit:
    if found.refusals or found.barring_headings:
        return Exit.PROBLEMS
    return Exit.UNCONFIRMED if found.unconfirmed else Exit.DONE


def _told(found: Inspection) -> dict[str, Any]:
    seen = found.understood
    return {
        "file": found.name,
        "checksum": found.checksum,
        "table": found.table,
        "tables": list(seen.tables),
        "header": list(seen.header),
        "declaration": found.declaration.as_json() if found.declaration else None,
        "unconfirmed": list(found.unconfirmed),
        "unmapped": list(seen.unmapped),
        "sample": [list(row) for row in seen.sample],
        "problems": [problem_words.as_record(problem) for problem in _problems(found)],
    }
