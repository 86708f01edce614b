"""``check``: a file in any state, held against the contract and the record."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from bordertrade.bringing.inspection import Expected, Inspection
from bordertrade.bringing.reading import Reading
from bordertrade.bringing.statement import as_json
from bordertrade.commands.answer import Answer, answers
from bordertrade.commands.looking import exit_of, file_argument, inspector, mode_option
from bordertrade.commands.reading import reading_options
from bordertrade.commands.record import Record, record_options
from bordertrade.commands.statement import lines
from bordertrade.dataset import Dataset, Table
from bordertrade.exports.contract_csv import table_csv
from bordertrade.intake import Mode
from bordertrade.intake.report import CheckReport

#: A file with more rows is not compared with the record: that takes memory for all of them.
_MOST_COMPARED = 1_000_000

_OUT = click.Path(dir_okay=False, writable=True, path_type=Path)


@click.command("check")
@file_argument
@reading_options
@mode_option
@click.option(
    "--accepted", type=_OUT, help="Write the rows that can be taken, in the contract's form."
)
@click.option("--rejects", type=_OUT, help="Write the records that cannot, each with its reasons.")
@click.option("--sha256", help="The checksum that the file must have.")
@click.option("--size", type=click.IntRange(0), help="The bytes that the file must have.")
@record_options
@answers
def command(
    file: Path,
    reading: Reading,
    mode: Mode,
    accepted: Path | None,
    rejects: Path | None,
    sha256: str | None,
    size: int | None,
    record: Record,
) -> Answer:
    """Check a file, in any state: what is understood, what is wrong where, what may be taken.

    Nothing is changed. Guesses are used for the check and must be confirmed, by --yes or by
    saying them.
    """
    base = record.published()
    found = inspector(base, reading, mode, _MOST_COMPARED).inspect(file, Expected(sha256, size))
    _write(found, base.dataset, accepted, rejects)
    return Answer(as_json(found), lines(found), exit_of(found))


def _write(
    found: Inspection, dataset: Dataset, accepted: Path | None, rejects: Path | None
) -> None:
    report = found.report
    if report is None:
        return
    if accepted and not found.unconfirmed:
        _write_accepted(report, dataset.contract.tables[report.table], accepted)
    if rejects:
        shutil.copyfile(report.rejects, rejects)


def _write_accepted(report: CheckReport, table: Table, path: Path) -> None:
    """A part at a time: the file may be larger than the memory."""
    header = table_csv(table, report.frame().iloc[:0]) if not report.accepted else b""
    with path.open("wb") as file:
        file.write(header)
        for number, part in enumerate(report.frames()):
            content = table_csv(table, part)
            file.write(content.split(b"\n", 1)[1] if number else content)
