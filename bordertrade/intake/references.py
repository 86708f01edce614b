"""What the rows of a file may point to: taken from the record once, small enough to hand over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bordertrade import clock
from bordertrade.dataset import Contract, Dataset, MarketNames, Table
from bordertrade.dataset.loading import market_spellings
from bordertrade.intake.made_ids import known_ids, made_of


@dataclass(frozen=True, slots=True)
class References:
    """Ids by "table.column", the spellings of each market, and the day that counts as today.

    ``made_ids``: by table, the id that a row has for the one that would be made of it.
    """

    ids: Mapping[str, frozenset[str]]
    spellings: Mapping[str, tuple[str, ...]]
    today: date
    made_ids: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, dataset: Dataset, today: date | None = None) -> References:
        """What is known in a data set."""
        return cls(
            {key: _values(dataset, key) for key in _targets(dataset.contract)},
            {
                market: tuple(names)
                for market, names in market_spellings(dataset["markets"]).items()
            },
            today or clock.today(),
            _made_ids(dataset),
        )

    def names(self) -> MarketNames:
        return MarketNames(self.spellings)

    def known(self, table: str, column: str) -> frozenset[str]:
        """The values that stand in a column of the record."""
        return self.ids.get(f"{table}.{column}", frozenset())

    def as_json(self) -> dict[str, Any]:
        """A form that ``json`` can write; ``from_json`` reads it back."""
        return {
            "ids": {key: sorted(values) for key, values in self.ids.items()},
            "spellings": {market: list(names) for market, names in self.spellings.items()},
            "today": self.today.isoformat(),
            "made_ids": {table: dict(ids) for table, ids in self.made_ids.items()},
        }

    @classmethod
    def from_json(cls, given: Mapping[str, Any]) -> References:
        """Read what ``as_json`` wrote."""
        return cls(
            {key: frozenset(values) for key, values in given["ids"].items()},
            {market: tuple(names) for market, names in given["spellings"].items()},
            date.fromisoformat(given["today"]),
            given["made_ids"],
        )


def _made_ids(dataset: Dataset) -> dict[str, dict[str, str]]:
    tables = [table for table in dataset.contract.uploadable() if made_of(table, ())]
    return {table.name: known_ids(table, dataset[table.name]) for table in tables}


def pointers(table: Table) -> dict[str, tuple[str, str]]:
    """Column -> the table and column that its values must stand in."""
    found = {key.column: (key.table or table.name, key.to) for key in table.foreign_keys}
    if "more_sources" in table:
        found["more_sources"] = ("sources", "id")
    return found


def _targets(contract: Contract) -> set[str]:
    tables = contract.tables.values()
    return {".".join(target) for table in tables for target in pointers(table).values()}


def _values(dataset: Dataset, key: str) -> frozenset[str]:
    table, column = key.split(".")
    return frozenset(dataset[table][column].astype("str"))
