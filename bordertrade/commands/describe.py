"""``describe``: what the data hold."""

from __future__ import annotations

from pathlib import Path

import click

from bordertrade.commands.answer import Answer, answers
from bordertrade.commands.record import data_option
from bordertrade.commands.rial_rates import rial_rates
from bordertrade.dataset import Dataset, load, read_contract
from bordertrade.tables.dictionary import contract_markdown


@click.command("describe")
@data_option
@click.option("--markdown", is_flag=True, help="The data contract as a document.")
@click.option("--rates", is_flag=True, help="The rial's rates by basis, and what NIMA would move.")
@answers
def command(folder: Path, markdown: bool, rates: bool) -> Answer:
    """Say what the data hold: each table, its rows and columns."""
    if markdown:
        document = contract_markdown(read_contract(folder))
        return Answer({"markdown": document}, document.splitlines())
    dataset = load(folder)
    return rial_rates(dataset) if rates else _description(dataset)


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
