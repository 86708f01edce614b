"""The command line: ``python -m bordertrade``."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

DATA = Path(__file__).resolve().parents[1] / "data"

_folder = click.option(
    "--data",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=DATA,
    show_default="the shipped data",
    help="The folder of the data package.",
)


@click.group()
def cli() -> None:
    """Work with the record of border-market trade."""


@cli.command()
@_folder
def baseline(folder: Path) -> None:
    """Write the modelled figures and the verdicts of their anchors anew."""
    from bordertrade.baseline import write_baseline
    from bordertrade.dataset import load

    for table, rows in write_baseline(load(folder), folder).items():
        click.echo(f"{table}: {rows}")


@cli.command()
@_folder
def fingerprint(folder: Path) -> None:
    """Print the identity of the data: a hash of its rows."""
    from bordertrade.dataset import load

    click.echo(load(folder).fingerprint)


@cli.command()
@_folder
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.option("--markdown", is_flag=True, help="The data contract as a document.")
def describe(folder: Path, as_json: bool, markdown: bool) -> None:
    """Say what the data hold: each table, its rows and columns."""
    from bordertrade.dataset import load, read_contract
    from bordertrade.exports.dictionary import contract_markdown

    if markdown:
        click.echo(contract_markdown(read_contract(folder)), nl=False)
        return
    dataset = load(folder)
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
    if as_json:
        summary = {"title": dataset.contract.title, "fingerprint": dataset.fingerprint}
        click.echo(json.dumps({**summary, "tables": tables}, indent=2, ensure_ascii=False))
        return
    click.echo(f"{dataset.contract.title}\n{dataset.fingerprint}\n")
    for name, table in tables.items():
        click.echo(f"{name:20} {table['rows']:>6}  {table['grain']}")


@cli.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--table", "name", required=True, help="The table that the file updates.")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@_folder
def check(file: Path, name: str, as_json: bool, folder: Path) -> None:
    """Check a CSV against the contract. Exit code 1 when there is any problem."""
    from bordertrade.dataset import load
    from bordertrade.intake import check_file
    from bordertrade.words import problems as words

    dataset = load(folder)
    if name not in dataset.contract.tables:
        raise click.BadParameter(", ".join(dataset.contract.tables), param_hint="--table")
    report = check_file(file.read_bytes(), dataset.contract.tables[name], dataset)
    if as_json:
        problems = [words.as_record(problem) for problem in report.problems]
        click.echo(
            json.dumps({"rows": report.rows, "problems": problems}, indent=2, ensure_ascii=False)
        )
    else:
        for problem in report.problems:
            click.echo(words.sentence(problem))
        click.echo(words.summary(report.rows, len(report.problems)))
    sys.exit(1 if report.problems else 0)


@cli.command()
def catalogue() -> None:
    """Write the list of texts to translate anew (words/locale/bordertrade.pot)."""
    from bordertrade.words.extraction import TEMPLATE, template

    TEMPLATE.write_bytes(template())
    click.echo(TEMPLATE.name)


if __name__ == "__main__":
    cli()
