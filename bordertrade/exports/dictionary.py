"""The data contract as a document: made from ``datapackage.json``, never written by hand."""

from __future__ import annotations

from collections.abc import Iterator

from bordertrade.dataset import Column, Contract, Table


def contract_markdown(contract: Contract) -> str:
    """``docs/data-contract.md``: each table with its grain, and each column's meaning."""
    return "\n".join(_lines(contract)) + "\n"


def _lines(contract: Contract) -> Iterator[str]:
    yield "# The data contract"
    yield ""
    yield (
        "Made from `data/datapackage.json` by `python -m bordertrade describe --markdown`; "
        "change that file, not this one."
    )
    yield ""
    yield contract.description
    for table in contract.tables.values():
        yield from _table(table)


def _table(table: Table) -> Iterator[str]:
    yield ""
    yield f"## `{table.path}`"
    yield ""
    yield f"**{table.title}.** {table.description} Here, {table.grain}."
    yield "It can be uploaded." if table.uploadable else "It is not uploaded by visitors."
    if table.primary_key:
        yield f"Key: `{', '.join(table.primary_key)}`."
    yield ""
    yield "| column | type | meaning |"
    yield "| --- | --- | --- |"
    for column in table.columns:
        yield f"| `{column.name}`{'' if column.required else '?'} | {_type(column)} | {_cell(column)} |"


def _type(column: Column) -> str:
    return f"{column.type}, {column.unit}" if column.unit else column.type


def _cell(column: Column) -> str:
    codes = " One of " + ", ".join(f"`{code}`" for code in column.enum) + "." if column.enum else ""
    return f"{column.description}{codes}".replace("|", "\\|")
