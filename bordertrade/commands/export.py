"""``export``: a version as a data package."""

from __future__ import annotations

from pathlib import Path

import click

from bordertrade.commands.answer import Answer, answers
from bordertrade.commands.exits import Exit
from bordertrade.commands.record import Record, record_options
from bordertrade.commands.stops import Stop
from bordertrade.commands.version import loaded
from bordertrade.dataset import Dataset, load
from bordertrade.exports.contract_csv import write_package
from bordertrade.words import _


@click.command("export")
@click.argument("version", required=False)
@click.option(
    "--to",
    "target",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder to write; files of the package that are there are written over.",
)
@record_options
@answers
def command(version: str | None, target: Path, record: Record) -> Answer:
    """Write VERSION (the published one if left out) as a data package.

    With --to data/ the next commit holds it. What was written is read back and compared.
    """
    dataset = loaded(record, record.store(), version) if version else record.published().dataset
    write_package(dataset, target)
    if load(target).fingerprint != dataset.fingerprint:
        raise Stop(
            Exit.FAILED,
            "export_differs",
            _("What was written to {folder} does not read back as it was.", folder=target),
        )
    told = {"version": dataset.fingerprint, "folder": str(target), "tables": _rows(dataset)}
    line = _("Version {version} is in {folder}.", version=dataset.version, folder=target)
    return Answer(told, [line])


def _rows(dataset: Dataset) -> dict[str, int]:
    return {name: len(frame) for name, frame in dataset.tables.items()}
