"""The data contract: ``datapackage.json``, read once.

The file is a Data Package (Table Schema) and the only place where a column's name, type, unit,
meaning and allowed values stand. Types, checks, templates, the data dictionary and the docs are
made from what this module returns.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its Table Schema field, with our additions.

    ``unit``, ``semantic``, and ``aliases``: what offices call it in English, Urdu and Persian.
    """

    name: str
    type: str
    title: str
    description: str
    unit: str = ""
    semantic: str = ""
    required: bool = False
    enum: tuple[str, ...] = ()
    pattern: str = ""
    minimum: float | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ForeignKey:
    column: str
    table: str
    to: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table: what a row of it is, and its columns in order."""

    name: str
    path: str
    title: str
    description: str
    grain: str
    uploadable: bool
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()

    @property
    def column_names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> Column:
        """The column of that name. Raises KeyError."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    def __contains__(self, name: object) -> bool:
        return name in self.column_names


@dataclass(frozen=True, slots=True)
class Contract:
    """All tables of the package. ``licence`` is the address of our compilation's own, and
    ``licence_note`` what it covers; the data stand under the terms of their sources.
    """

    title: str
    description: str
    tables: Mapping[str, Table]
    licence: str = ""
    licence_note: str = ""

    def uploadable(self) -> tuple[Table, ...]:
        return tuple(table for table in self.tables.values() if table.uploadable)


def read_contract(folder: Path) -> Contract:
    """Read ``datapackage.json`` in a folder."""
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    tables = [_table(each) for each in package["resources"] if "schema" in each]
    licence: dict[str, str] = next(iter(package.get("licenses", ())), {})
    return Contract(
        title=package["title"],
        description=package["description"],
        tables=MappingProxyType({table.name: table for table in tables}),
        licence=licence.get("path", ""),
        licence_note=licence.get("title", ""),
    )


def _table(resource: Mapping[str, Any]) -> Table:
    schema = resource["schema"]
    return Table(
        name=resource["name"],
        path=resource["path"],
        title=resource["title"],
        description=resource["description"],
        grain=resource.get("grain", ""),
        uploadable=resource.get("uploadable", False),
        columns=tuple(_column(each) for each in schema["fields"]),
        primary_key=_names(schema.get("primaryKey", ())),
        foreign_keys=tuple(_foreign_key(each) for each in schema.get("foreignKeys", ())),
    )


def _column(entry: Mapping[str, Any]) -> Column:
    constraints = entry.get("constraints", {})
    return Column(
        name=entry["name"],
        type=entry["type"],
        title=entry["title"],
        description=entry["description"],
        unit=entry.get("unit", ""),
        semantic=entry.get("semantic", ""),
        required=constraints.get("required", False),
        enum=tuple(str(code) for code in constraints.get("enum", ())),
        pattern=constraints.get("pattern", ""),
        minimum=constraints.get("minimum"),
        aliases=tuple(entry.get("aliases", ())),
    )


def _foreign_key(entry: Mapping[str, Any]) -> ForeignKey:
    reference = entry["reference"]
    return ForeignKey(
        column=_names(entry["fields"])[0],
        table=reference["resource"],
        to=_names(reference["fields"])[0],
    )


def _names(names: str | Iterable[str]) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names)
