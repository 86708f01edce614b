"""The smallest record that can be published: one row of formal trade, told by its value."""

from __future__ import annotations

import dataclasses
from functools import cache
from pathlib import Path
from types import MappingProxyType

import pandas as pd

from bordertrade.dataset import SHIPPED, Contract, Dataset, assemble, load, provenance_of
from bordertrade.dataset.fingerprint import fingerprint_of, table_digest
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


def bare(value: int) -> Dataset:
    """The same record without its cube, which no publisher needs: 20 times as quick to make."""
    base = _base()
    row = _one_row().assign(value=float(value))
    digests = {**base.digests, "formal_trade": table_digest(row)}
    return dataclasses.replace(
        base,
        tables=MappingProxyType({**base.tables, "formal_trade": row}),
        digests=MappingProxyType(digests),
        fingerprint=fingerprint_of(digests),
    )


@cache
def _one_row() -> pd.DataFrame:
    return record(0)["formal_trade"]
