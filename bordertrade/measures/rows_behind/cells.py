"""The rows of the tables behind rows of the cube.

Each row of the cube is a sum of rows of the tables; that step is walked back here.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from bordertrade import calendars
from bordertrade.dataset import Dataset
from bordertrade.dataset.cube import (
    CONVERTED_BY,
    KEYS,
    NATIVE,
    basis_of,
    cube_rows,
    rates_of,
)
from bordertrade.dataset.lineage import FILE
from bordertrade.dataset.lineage import LINE as FILE_LINE
from bordertrade.dataset.rows import each, numbered
from bordertrade.measures.rows_behind.behind import (
    COLUMNS,
    FACTOR,
    NAMES,
    PART,
    VALUES,
    RowsBehind,
    plain,
)
from bordertrade.money import Currency, MoneyBasis, NoRateError, conversion
from bordertrade.version_cache import once_for_version


def from_cells(
    dataset: Dataset,
    cells: pd.DataFrame,
    shown_as: pd.DataFrame,
    keys: list[str],
    money: MoneyBasis,
) -> RowsBehind:
    """Rows of the tables behind rows of the cube, told apart into totals by ``keys``.

    ``cells`` keeps the cube's index; ``shown_as`` has one row for each total.
    """
    displayed = shown_as.reset_index(drop=True)
    total = displayed[keys].astype("str").assign(total=np.arange(len(displayed)))
    named = cells[keys].astype("str").assign(cell=cells.index)
    named = named.merge(total, on=keys)[["cell", "total"]]

    def find(numbers: list[int] | None) -> pd.DataFrame:
        own = named if numbers is None else named[named["total"].isin(numbers)]
        return _rows_of(dataset, own, money)

    return RowsBehind(displayed[[*NAMES, *VALUES]], str(money), find)


def _rows_of(dataset: Dataset, named: pd.DataFrame, money: MoneyBasis) -> pd.DataFrame:
    """The rows of some cells (``cell``, ``total``), in the order of totals and of time."""
    rows = _source_rows(dataset)
    found = rows[rows["cell"].isin(named["cell"])].reset_index().merge(named, on="cell")
    found = _in_money(dataset, found, money)
    parts = found.assign(role=PART).rename(columns=_WRITTEN)
    parts = parts.sort_values(["total", "period", "table", FILE_LINE], kind="stable")
    return pd.concat([parts, _rates_used(dataset, found)], ignore_index=True)[COLUMNS]


_WRITTEN = {
    "written_value_low": "written_low",
    "written_value": "written",
    "written_value_high": "written_high",
    "currency": "unit",
}


@once_for_version
def _source_rows(dataset: Dataset) -> pd.DataFrame:
    """Every row behind the cube, with the place of its cell there: made when first asked for."""
    rows = cube_rows(dataset.tables)
    keys = [*KEYS, "modelled"]
    both = pd.concat([dataset.cube[keys], rows[keys]], ignore_index=True)
    codes = numbered(both, keys)[0]
    place = np.empty(codes.max(initial=-1) + 1, dtype=np.int64)
    size = len(dataset.cube)
    place[codes[:size]] = np.arange(size)
    return rows.assign(cell=place[codes[size:]])


def _in_money(dataset: Dataset, rows: pd.DataFrame, money: MoneyBasis) -> pd.DataFrame:
    """What was written, kept as ``written_…``, and the same in the money shown."""
    rates = rates_of(dataset["exchange_rates"])

    def way(currency: str, period: str, basis: str) -> Any:
        try:
            return conversion(
                Currency(currency), calendars.parse(period), money, rates, basis_of(basis)
            )
        except NoRateError:
            return None

    ways = each(rows, CONVERTED_BY, way)
    ends = zip(NATIVE, ("low", "central", "high"), strict=True)
    return rows.assign(
        **{f"written_{name}": rows[name] for name in NATIVE},
        **{name: rows[name] * _factors(ways, end) for name, end in ends},
        used=["~".join(r.id for r in w.rates) if w else "" for w in ways],
    )


def _factors(ways: NDArray[Any], end: str) -> NDArray[np.float64]:
    return np.array([getattr(way.factor, end) if way else np.nan for way in ways], dtype=float)


def _rates_used(dataset: Dataset, parts: pd.DataFrame) -> pd.DataFrame:
    """The rows of exchange rates that the parts of each total went through."""
    pairs = parts[["total", "used"]].drop_duplicates()
    pairs = pairs.assign(id=pairs["used"].astype("str").str.split("~")).explode("id")[
        ["total", "id"]
    ]
    pairs = pairs[pairs["id"].fillna("") != ""].drop_duplicates()
    rates = dataset["exchange_rates"].reset_index()
    found = pairs.merge(rates, on="id").sort_values(["total", FILE_LINE], kind="stable")
    return plain(
        {
            "total": found["total"],
            "role": FACTOR,
            "table": "exchange_rates",
            FILE: found[FILE],
            FILE_LINE: found[FILE_LINE],
            "period": found["period"],
            "source": found["source"],
            "written": found["lcu_per_usd"],
            "unit": found["currency"] + "/USD",
        }
    )
