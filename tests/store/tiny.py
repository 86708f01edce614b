"""The smallest record that can be published: one row of formal trade, told by its value."""

from __future__ import annotations

import dataclasses
from functools import cache
from pathlib import Path
from types import MappingProxyType

from bordertrade.dataset import SHIPPED, Contract, Dataset, assemble, load, provenance_of
from tests.tables import FORMAL, replaced

DATA = Path(__file__).resolve().parents[2] / "data"

#: What a data set cannot do without.
_NEEDED = ("markets", "formal_trade", "informal_trade", "modelled_trade", "exchange_rates")


@cache
def _base() -> Dataset:
    """The shipped record with the needed tables alone, and all but the markets empty."""
    shipped = load(DATA)
    contract = dataclasses.replace(
        shipped.contract,
        tables=MappingProxyType({name: shipped.contract.tables[name] for name in _NEEDED}),
    )
    tables = {
        name: shipped[name] if name == "markets" else shipped[name].iloc[:0] for name in _NEEDED
    }
    sources = {name: provenance_of(f"{name}.csv", name.encode(), SHIPPED, 0) for name in _NEEDED}
    return assemble(contract, tables, sources, DATA)


def contract() -> Contract:
    return _base().contract


def record(value: int) -> Dataset:
    """A record whose one row has this value; another value is another version."""
    return replaced(_base(), "formal_trade", FORMAL | {"value": str(value)})


def value_of(dataset: Dataset) -> int:
    """The value that ``record`` was given."""
    return int(dataset["formal_trade"]["value"].iloc[0])
