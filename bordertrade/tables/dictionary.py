"""The data contract as a document: made from ``datapackage.json``, never written by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from bordertrade.dataset import Column, Contract, Dataset, Table
from bordertrade.dataset.rows import rows_of
from bordertrade.words import _, labels

#: What the codes of a column mean, by the column's semantic or name.
_MEANINGS = {
    "market": labels.MARKETS,
    "reporter": labels.BOOKS,
    "direction": labels.DIRECTIONS,
    "obs_status": labels.OBS_STATUS,
    "evidence": labels.EVIDENCE,
    "channel": labels.CHANNELS,
    "series": labels.SERIES,
    "effect": labels.EFFECTS,
    "deadline_basis": labels.DEADLINE_BASES,
    "country": labels.COUNTRIES,
    "price_kind": labels.PRICE_KINDS,
    "standing": labels.STANDINGS,
    "authority": labels.AUTHORITIES,
    "state": labels.FACT_STATES,
    "rate_type": labels.RATE_BASES,
    "rate_basis": labels.RATE_BASES,
}


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


def codes_explained(table: Table, dataset: Dataset) -> pd.DataFrame:
    """What may stand in each column of a table: beside the template, for whoever fills it in.

    One row a column (its meaning, form and whether it is needed), then one row for each code
    that may stand there: those of its list, or the ids of the table that it points to.
    """
    rows = [row for column in table.columns for row in _explained(column, table, dataset)]
    heads = (_("Column"), _("Code"), _("Meaning"), _("Form"), _("Needed"))
    return pd.DataFrame(rows, columns=list(heads))


def meanings_of(column: Column) -> Mapping[str, str]:
    """The labels of a column's codes, as far as they have any."""
    return _MEANINGS.get(column.semantic) or _MEANINGS.get(column.name) or {}


def _explained(column: Column, table: Table, dataset: Dataset) -> Iterator[tuple[str, ...]]:
    needed = _("yes") if column.required else ""
    about = f"{column.title}: {column.description}"
    yield column.name, "", about, _type(column), needed
    meanings = meanings_of(column)
    for code in column.enum:
        yield column.name, code, labels.of(meanings, code), "", ""
    for key in table.foreign_keys:
        if key.column == column.name:
            for code, name in pointed_to(key.table or table.name, key.to, dataset):
                yield column.name, code, name, "", ""


def pointed_to(table: str, column: str, dataset: Dataset) -> Iterator[tuple[str, str]]:
    """The ids of a table, each with what it is called there."""
    for row in rows_of(dataset[table]):
        named = getattr(row, "name", "") or getattr(row, "title", "")
        yield str(getattr(row, column)), str(named)
