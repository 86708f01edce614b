"""The rows behind totals of market trade.

A measure adds up rows of the cube, and each row of the cube is a sum of rows of the tables. Both
steps are walked back here with the measure's own choice of rows, so what is hidden, filtered out
or overlapped is left out exactly where the measure leaves it out.
"""

from __future__ import annotations

import pandas as pd

from bordertrade.calendars import Calendar
from bordertrade.dataset import Dataset
from bordertrade.measures import market_totals as totals
from bordertrade.measures.in_currency import shown
from bordertrade.measures.market_lines import market_lines
from bordertrade.measures.market_totals import MarketTotal, MarketTotals
from bordertrade.measures.rows_behind.behind import (
    NAMES,
    VALUES,
    RowsBehind,
    together,
)
from bordertrade.measures.rows_behind.cells import from_cells
from bordertrade.measures.selection import Selection
from bordertrade.topics.markets.measure import series
from bordertrade.topics.markets.measure.series import MarketSeries
from bordertrade.topics.markets.measure.years import LINE, year_parts


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
