"""How far a check has come, for somebody who waits at a terminal."""

from __future__ import annotations

import time

import click

from bordertrade.intake.jobs import Job
from bordertrade.intake.report import CheckReport
from bordertrade.words import _, numbers

#: Shorter work than this is not worth a line.
_SILENT_SECONDS = 2.0
_EVERY_SECONDS = 0.1


def followed(job: Job) -> CheckReport:
    """Wait for a check; its progress goes to standard error. Raises JobFailed.

    Whatever ends the waiting ends the child too: nobody would read its report.
    """
    started = time.monotonic()
    told = ""
    try:
        while not job.progress().is_over:
            time.sleep(_EVERY_SECONDS)
            if time.monotonic() - started > _SILENT_SECONDS:
                told = _tell(job, told)
        return job.result()
    except BaseException:
        job.cancel()
        raise
    finally:
        if told:
            click.echo(err=True)


def _tell(job: Job, told: str) -> str:
    """One line that is written over itself; nothing where there is nothing new."""
    now = job.progress()
    share = now.bytes_done / now.bytes_total if now.bytes_total else 0.0
    line = _(
        "{share}: {rows} rows, {problems} problems",
        share=numbers.percent(share),
        rows=numbers.decimal(now.rows),
        problems=numbers.decimal(now.problems),
    )
    if line != told:
        click.echo(f"\r{line}", nl=False, err=True)
    return line
