"""The record itself: its tables row by row, and the revisions that published it."""

from __future__ import annotations

from collections.abc import Iterable

from bordertrade.dataset import Dataset
from bordertrade.dataset.contract import Table
from bordertrade.people import shown
from bordertrade.sharing.series.answer import Cell, Column
from bordertrade.sharing.series.charts import cell
from bordertrade.store import Action, Entry
from bordertrade.words import N_

VERSION_COLUMNS = (
    Column("revision", N_("Counts what was published, from 1"), "integer"),
    Column("version", N_("The fingerprint of all rows"), "string"),
    Column("action", N_("shipped, publish, undo or restore"), "string"),
    Column("at", N_("When, in UTC"), "string"),
    Column("who", N_("Who published it"), "string"),
    Column("why", N_("The reason given"), "string"),
    Column("withdrawn", N_("Whether it is shown no longer"), "boolean"),
)


def table_facts(dataset: Dataset) -> list[dict[str, object]]:
    """Each table of the contract: what a row of it is, and its columns."""
    return [_facts(table, len(dataset[table.name])) for table in dataset.contract.tables.values()]


def _facts(table: Table, rows: int) -> dict[str, object]:
    return {
        "name": table.name,
        "title": table.title,
        "description": table.description,
        "grain": table.grain,
        "rows": rows,
        "columns": [
            {"name": each.name, "title": each.title, "type": each.type, "unit": each.unit}
            for each in table.columns
        ],
    }


def record_rows(dataset: Dataset, name: str, offset: int, limit: int) -> list[dict[str, Cell]]:
    """A page of a table's rows in the record's order. Raises KeyError for an unknown table."""
    names = dataset.contract.tables[name].column_names
    page = dataset[name].iloc[offset : offset + limit]
    columns = [page[each].tolist() for each in names]
    return [
        {each: cell(value) for each, value in zip(names, values, strict=True)}
        for values in zip(*columns, strict=True)
    ]


def revision_rows(audit: Iterable[Entry]) -> list[dict[str, Cell]]:
    """What was published, newest first, of an audit that is given so. Drafts are nobody's."""
    entries = tuple(audit)
    withdrawn = _withdrawn(entries)
    return [
        {
            "revision": each.revision,
            "version": each.version,
            "action": each.action,
            "at": each.at.isoformat(),
            "who": shown(each.who, each.details),
            "why": each.why,
            "withdrawn": each.version in withdrawn,
        }
        for each in entries
        if each.revision
    ]


def _withdrawn(entries: Iterable[Entry]) -> set[str]:
    last: dict[str, str] = {}
    for each in entries:
        if each.action in {Action.WITHDRAW, Action.RESTORE}:
            last.setdefault(each.version, each.action)
    return {version for version, action in last.items() if action == Action.WITHDRAW}
