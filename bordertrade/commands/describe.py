"""``describe``: what the data hold."""

from __future__ import annotations

from pathlib import Path

import click

from bordertrade.commands.answer import Answer, answers
from bordertrade.commands.record import data_option
from bordertrade.dataset import Dataset, load, read_contract
from bordertrade.exports.dictionary import contract_markdown


@click.command("describe")
@data_option
@click.option("--markdown", is_flag=True, help="The data contract as a document.")
@answers
def command(folder: Path, markdown: bool) -> Answer:
    """Say what the data hold: each table, its rows and columns."""
    if markdown:
        document = contract_markdown(read_contract(folder))
        return Answer({"markdown": document}, document.splitlines())
    return _description(load(folder))


def _description(dataset: Dataset) -> Answer:
    tables = {
        table.name: {
            "title": table.title,
            "grain": table.grain,
            "rows": len(dataset[table.name]),
            "columns": list(table.column_names),
            "checksum": dataset.provenance[table.name].checksum,
        }
        for table in dataset.contract.tables.values()
    }
    title = dataset.contract.title
    lines = [f"{name:20} {table['rows']:>6}  {table['grain']}" for name, table in tables.items()]
    told = {"title": title, "fingerprint": dataset.fingerprint, "tables": tables}
    return Answer(told, [title, dataset.fingerprint, "", *lines])
