"""Looking at files for a command: the options, who waits for a check, the exit code."""

from __future__ import annotations

from pathlib import Path

import click

from bordertrade.bringing.inspection import Inspection, Inspector
from bordertrade.bringing.published import Published
from bordertrade.bringing.reading import Reading
from bordertrade.commands.exits import Exit
from bordertrade.commands.progress import followed
from bordertrade.intake import Mode
from bordertrade.intake.jobs import Job
from bordertrade.intake.report import CheckReport


def inspector(
    base: Published,
    reading: Reading,
    mode: Mode = Mode.APPEND,
    most_compared: int | None = None,
) -> Inspector:
    """For what is published now; the progress of a check goes to standard error."""
    return Inspector.on(base, reading, mode, most_compared=most_compared, follow=_followed)


def _followed(job: Job) -> CheckReport:
    _discarded_at_the_end(job)
    return followed(job)


def _discarded_at_the_end(job: Job) -> None:
    """The folder of a check goes with the command that asked for it."""
    context = click.get_current_context(silent=True)
    if context is not None:
        context.call_on_close(job.discard)


def exit_of(found: Inspection) -> Exit:
    """Guesses come first: what is wrong with the rows may be wrong with the guess."""
    if found.unconfirmed and not found.refusals:
        return Exit.UNCONFIRMED
    return Exit.PROBLEMS if found.has_errors else Exit.DONE


mode_option = click.option(
    "--mode",
    type=click.Choice([each.value for each in Mode]),
    default=Mode.APPEND.value,
    show_default=True,
    callback=lambda _context, _option, given: Mode(given),
    help="append: add and correct; period: replace the periods that the file covers; table: the "
    "file is the whole table.",
)


file_argument = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
