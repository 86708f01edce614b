"""A table of the contract for a spreadsheet: its codes with their labels beside them, days as days.

For reading only; what goes back into the record is the CSV in the contract's own form.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

import pandas as pd

from bordertrade import calendars
from bordertrade.dataset import Column, Dataset, Table
from bordertrade.dataset.rows import each
from bordertrade.tables.dictionary import meanings_of, pointed_to
from bordertrade.words import _, labels

#: Ends of the names of columns that are not of the contract.
LABEL, START, END = "_label", "_start", "_end"

#: Who says so stands on a sheet of its own.
_UNLABELLED = "sources"


def whole_table(table: Table, frame: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    """Rows of the table: after ``market`` stands ``market_label``, after ``period`` its first and
    its last day.
    """
    columns: dict[str, Any] = {}
    for column in table.columns:
        cells = frame[column.name]
        columns[column.name] = _days(frame, column.name) if column.type == "date" else cells
        columns |= _beside(column, table, frame, dataset)
    return pd.DataFrame(columns, index=frame.index)


def _edge(text: str, end: str) -> date | None:
    """The first or last day of a period; none where a table may leave the period empty."""
    day: date | None = getattr(calendars.parse(text), end) if text else None
    return day


def _beside(
    column: Column, table: Table, frame: pd.DataFrame, dataset: Dataset
) -> dict[str, object]:
    name = column.name
    if column.semantic == "period":
        return {
            f"{name}{START}": each(frame, [name], partial(_edge, end="start")),
            f"{name}{END}": each(frame, [name], partial(_edge, end="end")),
        }
    named = names_of(column, table, dataset)
    if not named:
        return {}
    return {f"{name}{LABEL}": each(frame, [name], lambda code: named.get(code, ""))}


def names_of(column: Column, table: Table, dataset: Dataset) -> dict[str, str]:
    """What each code of a column is called; nothing for a column that is no code."""
    meanings = meanings_of(column)
    if column.enum and meanings:
        return {code: labels.of(meanings, code) for code in column.enum}
    return {
        code: name
        for key in table.foreign_keys
        if key.column == column.name and key.table and key.table != _UNLABELLED
        for code, name in pointed_to(key.table, key.to, dataset)
    }


def _days(frame: pd.DataFrame, name: str) -> object:
    return each(frame, [name], _day)


def _day(text: str) -> date | str | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return text


def columns_explained(table: Table, dataset: Dataset) -> pd.DataFrame:
    """One row for each column of ``whole_table``: what it is, its unit and what may stand there."""
    rows = [row for column in table.columns for row in _explained(column, table, dataset)]
    return pd.DataFrame(rows, columns=list(dictionary_heads()))


def dictionary_heads() -> tuple[str, ...]:
    return (_("Column"), _("Name"), _("Type"), _("Unit"), _("Meaning"), _("Allowed values"))


def _explained(column: Column, table: Table, dataset: Dataset) -> Iterator[tuple[str, ...]]:
    named = names_of(column, table, dataset)
    listed = {code: labels.of(meanings_of(column), code) for code in column.enum}
    to = next((key.table for key in table.foreign_keys if key.column == column.name), None)
    allowed = listing(listed)
    if to is not None:
        allowed = _("the ids of the table “{table}”", table=to or table.name)
    yield column.name, column.title, column.type, column.unit, column.description, allowed
    if column.semantic == "period":
        yield f"{column.name}{START}", _("First day"), "date", "", _("The period’s first day."), ""
        yield f"{column.name}{END}", _("Last day"), "date", "", _("The period’s last day."), ""
    elif named:
        about = _("What the code in “{column}” is called.", column=column.name)
        yield f"{column.name}{LABEL}", column.title, "string", "", about, ""


def listing(named: dict[str, str]) -> str:
    """Codes with their labels, one a line."""
    return "\n".join(code if code == name else f"{code} = {name}" for code, name in named.items())
