"""The rows behind the closer look: of shares of goods and markets, of open days, of unit values."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

import pandas as pd

from bordertrade.dataset import Dataset
from bordertrade.dataset.lineage import FILE
from bordertrade.dataset.lineage import LINE as FILE_LINE
from bordertrade.measures import concentration as shares
from bordertrade.measures import open_days
from bordertrade.measures.concentration import Concentration, ConcentrationResult
from bordertrade.measures.observation import Observation
from bordertrade.measures.open_days import OpenDaysResult
from bordertrade.measures.rows_behind.behind import (
    FACTOR,
    NAMES,
    PART,
    VALUES,
    RowsBehind,
    plain,
    together,
)
from bordertrade.measures.rows_behind.books import behind_observations
from bordertrade.measures.rows_behind.growth import behind_divisions, divisions_of
from bordertrade.measures.rows_behind.market import from_cells
from bordertrade.measures.selection import Selection
from bordertrade.measures.unit_values import GROUP, UnitValues
from bordertrade.money import MoneyBasis

_DOLLARS = MoneyBasis.USD


# --- concentration --------------------------------------------------------------------------------


def behind_concentration(
    dataset: Dataset, selection: Selection, result: ConcentrationResult
) -> RowsBehind:
    """The rows of each part whose share is counted."""
    full = chain.from_iterable(
        divisions_of(dataset, shares.period_of(each), each.reporter, each.series, each.direction)
        for each in result.border
    )
    goods = [each for each in result.markets if each.by == shares.GOODS]
    markets = [each for each in result.markets if each.by == shares.MARKETS]
    line = ["market", *shares.LINE]
    return together(
        behind_divisions(dataset, full),
        from_cells(
            dataset,
            shares.cells_by_goods(dataset, selection),
            _parts(goods, "goods"),
            [*line, "goods"],
            _DOLLARS,
        ),
        from_cells(
            dataset,
            shares.cells_by_market(dataset, selection),
            _parts(markets, "market"),
            line,
            _DOLLARS,
        ),
    )


def _parts(found: list[Concentration], by: str) -> pd.DataFrame:
    """Each part that has a share, as a total; ``by`` is the column of its code."""
    totals = [
        {
            **dict.fromkeys(NAMES, ""),
            **{name: str(getattr(each, name)) for name in ("market", *shares.LINE)},
            "period": each.period,
            by: share.code,
            **_ends(share.value_usd),
        }
        for each in found
        for share in each.shares
    ]
    return _totals(totals)


# --- open days ------------------------------------------------------------------------------------


def behind_open_days(dataset: Dataset, selection: Selection, result: OpenDaysResult) -> RowsBehind:
    """The rows of each period's figure, before it is divided by days."""
    months = {cell.period for cell in result.border.cells} if result.border else set()
    published: Iterator[Observation] = (
        each for each in open_days.monthly_imports(dataset, selection) if each.period in months
    )
    cells = open_days.observed_cells(dataset, selection, by_goods=True)
    shown = [
        {
            **dict.fromkeys(NAMES, ""),
            **{name: str(getattr(line, name)) for name in open_days.LINE},
            "period": cell.period.text,
            **_ends(cell.value_usd),
        }
        for line in result.markets
        for cell in line.cells
        if cell.value_usd is not None
    ]
    return together(
        behind_observations(published),
        from_cells(
            dataset,
            cells[cells["value_usd"].notna()],
            _totals(shown),
            ["period", *open_days.LINE],
            _DOLLARS,
        ),
    )


def _ends(value: Any) -> dict[str, float]:
    return dict(zip(VALUES, (value.low, value.central, value.high), strict=True))


def _totals(rows: list[dict[str, Any]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=[*NAMES, *VALUES])


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
