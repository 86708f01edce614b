"""The rows behind totals of market trade.

A measure adds up rows of the cube, and each row of the cube is a sum of rows of the tables. Both
steps are walked back here with the measure's own choice of rows, so what is hidden, filtered out
or overlapped is left out exactly where the measure leaves it out.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from bordertrade import calendars
from bordertrade.calendars import Calendar
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
from bordertrade.measures import goods as by_goods
from bordertrade.measures import market_series as series
from bordertrade.measures import market_totals as totals
from bordertrade.measures.goods import GoodsResult
from bordertrade.measures.market_lines import market_lines
from bordertrade.measures.market_series import MarketSeries
from bordertrade.measures.market_totals import MarketTotal, MarketTotals
from bordertrade.measures.market_years import LINE, year_parts
from bordertrade.measures.rows_behind.behind import (
    COLUMNS,
    FACTOR,
    NAMES,
    PART,
    VALUES,
    RowsBehind,
    plain,
    together,
)
from bordertrade.measures.selection import Selection
from bordertrade.measures.shown import shown
from bordertrade.money import Currency, MoneyBasis, NoRateError, conversion


def behind_series(dataset: Dataset, selection: Selection, result: MarketSeries) -> RowsBehind:
    """The rows of every point of a series, whatever its calendar."""
    rows = shown(dataset, selection, by_goods=True)
    rows = series.counted(rows[rows["channel"] == result.channel], selection)
    rows = rows.assign(piece=rows["period"])
    keys = ["period", *LINE]
    if result.calendar is not Calendar.GREGORIAN:
        rows = _in_their_years(rows, result.calendar)
    shown_as = result.frame.assign(channel=str(result.channel), goods="")
    return from_cells(dataset, rows, shown_as, keys, selection.money)


def _in_their_years(rows: pd.DataFrame, calendar: Calendar) -> pd.DataFrame:
    """The rows that count for a year, with that year as their period."""
    parts, _refused = year_parts(series.cells(rows), calendar)
    years = {(*line, piece): cut.year.text for line, cut, part in parts for piece in part["period"]}
    keys = zip(*(rows[name].tolist() for name in (*LINE, "piece")), strict=True)
    year = pd.Series([years.get(key, "") for key in keys], index=rows.index, dtype="str")
    return rows.assign(period=year)[year != ""]


def behind_totals(
    dataset: Dataset,
    selection: Selection,
    result: MarketTotals,
    some: tuple[MarketTotal, ...] | None = None,
) -> RowsBehind:
    """The rows of each market's figures, or of some of them: those in the money of the totals, then
    those that stand in the money of their file."""
    chosen, rows = totals.counted(market_lines(dataset, selection, by_goods=True))
    numbers = {
        (totals.total_of(*each).line, each[0].money, each[1].first, each[1].last): number
        for number, each in enumerate(chosen)
    }
    wanted = result.rows if some is None else some
    names = [
        {
            **{name: str(getattr(each, name)) for name in totals.LINE},
            "period": each.period_text,
            "goods": "",
            "value_low": each.value.low,
            "value": each.value.central,
            "value_high": each.value.high,
            "figure": numbers[each.line, each.money, each.start.toordinal(), each.end.toordinal()],
            "money": str(each.money),
        }
        for each in wanted
    ]
    shown_as = pd.DataFrame(names, columns=[*NAMES, *VALUES, "figure", "money"])
    moneys = dict.fromkeys((result.money, *(each.money for each in wanted)))
    return together(
        *(
            from_cells(
                dataset,
                rows[rows["money"] == str(money)],
                shown_as[shown_as["money"] == str(money)],
                ["figure"],
                money,
            )
            for money in moneys
        )
    )


def behind_goods(dataset: Dataset, selection: Selection, result: GoodsResult) -> RowsBehind:
    """The rows of each bar of goods."""
    rows = by_goods.counted(dataset, _of_all_markets(dataset, selection))
    return from_cells(dataset, rows, result.frame.assign(period=""), by_goods.CELL, selection.money)


def _of_all_markets(dataset: Dataset, selection: Selection) -> Selection:
    return Selection(
        tuple(dataset.cube["market"].unique()),
        floor=selection.floor,
        start=selection.start,
        end=selection.end,
        money=selection.money,
    )


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


@lru_cache(maxsize=2)
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
