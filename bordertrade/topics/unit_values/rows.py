"""The rows behind unit values: values, and the quantities that they are divided by."""

from __future__ import annotations

import pandas as pd

from bordertrade.dataset import Dataset
from bordertrade.dataset.lineage import FILE
from bordertrade.dataset.lineage import LINE as FILE_LINE
from bordertrade.measures.rows_behind.behind import (
    FACTOR,
    NAMES,
    PART,
    VALUES,
    RowsBehind,
    plain,
)
from bordertrade.money import MoneyBasis
from bordertrade.topics.unit_values.measure import GROUP, UnitValues

_DOLLARS = MoneyBasis.USD


# --- concentration --------------------------------------------------------------------------------


# --- open days ------------------------------------------------------------------------------------


# --- unit values ----------------------------------------------------------------------------------

_FLOW = ["market", *GROUP[1:], "reporter", "channel"]
_IN_DOLLARS = {"value_low": "low_usd", "value": "unit_value_usd", "value_high": "high_usd"}


def behind_unit_values(dataset: Dataset, result: UnitValues) -> RowsBehind:
    """The rows of each kind of goods: their values, and the quantities that they are divided by."""
    frame = result.frame.reset_index(drop=True)
    size = frame["value_usd"] / frame["unit_value_usd"]
    frame = frame.assign(**{name: frame[end] * size for name, end in _IN_DOLLARS.items()})
    flows = frame.groupby(_FLOW, sort=False)
    frame = frame.assign(total=flows.ngroup())
    summed = flows[VALUES].sum().reset_index()
    summed["goods"] = flows["label"].first().to_numpy()

    def find(numbers: list[int] | None) -> pd.DataFrame:
        own = frame if numbers is None else frame[frame["total"].isin(numbers)]
        if own.empty:
            return plain({})
        rows = pd.concat([_values(dataset, own), _quantities(own)])
        return rows.sort_values(
            ["total", FILE, FILE_LINE, "role"], ascending=[True, True, True, False]
        )

    return RowsBehind(summed.assign(period="")[[*NAMES, *VALUES]], str(_DOLLARS), find)


def _values(dataset: Dataset, rows: pd.DataFrame) -> pd.DataFrame:
    written = pd.concat(
        [_written(dataset, str(table), own) for table, own in rows.groupby("table", sort=False)]
    )
    return plain(rows.assign(role=PART, goods=rows["label"], **written).to_dict("series"))  # type: ignore[arg-type]


def _written(dataset: Dataset, table: str, rows: pd.DataFrame) -> pd.DataFrame:
    """What stands in the file at each row, in the order of ``rows``."""
    places = pd.MultiIndex.from_frame(rows[[FILE, FILE_LINE]])
    found = dataset[table].loc[places]
    if "currency" not in found:
        return pd.DataFrame(
            {"written": found["value_usd"].to_numpy(), "unit": "USD"}, index=rows.index
        )
    names = {"value_low": "written_low", "value": "written", "value_high": "written_high"}
    given = {new: found[old].to_numpy() for old, new in names.items() if old in found}
    return pd.DataFrame({**given, "unit": found["currency"].to_numpy()}, index=rows.index)


def _quantities(rows: pd.DataFrame) -> pd.DataFrame:
    own = rows.drop(columns=VALUES).assign(
        role=FACTOR, goods=rows["label"], written=rows["quantity"]
    )
    return plain(own.to_dict("series"))  # type: ignore[arg-type]
