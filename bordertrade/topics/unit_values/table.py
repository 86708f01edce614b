"""The rows behind the chart of unit values: every row with value and quantity."""

from __future__ import annotations

import pandas as pd

from bordertrade.tables import coded
from bordertrade.topics.unit_values import words
from bordertrade.topics.unit_values.measure import IMPLAUSIBLE, UnitValues
from bordertrade.words import _, dates, labels
from bordertrade.words.numbers import significant

_PRICE_FIGURES = 4
_SCORE_DIGITS = 2


def unit_values_table(result: UnitValues) -> pd.DataFrame:
    """Every observed row with value and quantity, the implausible first; none is left out."""
    first = (result.frame["verdict"] != IMPLAUSIBLE).rename("first")
    rows = result.frame.loc[first.sort_values(kind="stable").index]
    price = _("US$ a unit")
    return pd.DataFrame(
        {
            _("Verdict"): coded.named(
                rows["verdict"], lambda each: labels.of(labels.VERDICTS, each)
            ),
            "verdict_code": rows["verdict"],
            _("Where"): coded.named(
                rows["market"], lambda each: labels.market(each) if each else _("Whole border")
            ),
            "market_code": rows["market"],
            _("Goods"): coded.named(rows["label"], lambda each: each or _("All goods together")),
            "goods_code": rows["goods"],
            _("Period"): coded.named(rows["period"], dates.period),
            "period_code": rows["period"],
            _("Channel"): coded.named(rows["channel"], labels.channel),
            "channel_code": rows["channel"],
            _("Direction"): coded.named(rows["direction"], labels.direction),
            "direction_code": rows["direction"],
            _("Book"): coded.named(
                rows["reporter"], lambda each: labels.book(each) if each else ""
            ),
            "reporter_code": rows["reporter"],
            _("Value (US$)"): rows["value_usd"].round().astype("int64"),
            _("Quantity"): rows["quantity"],
            _("Unit"): rows["unit"],
            _("{price}, low", price=price): _figures(rows["low_usd"]),
            _("{price}, central", price=price): _figures(rows["unit_value_usd"]),
            _("{price}, high", price=price): _figures(rows["high_usd"]),
            _("For one"): coded.named(rows["base_unit"], words.unit_name),
            _("Compared rows"): rows["observations"],
            _("Their median (US$)"): _figures(rows["median_usd"]),
            _("Modified z-score"): rows["score"].round(_SCORE_DIGITS),
            _("Table"): rows["table"],
            _("Line"): rows["line"],
            _("Source"): rows["source"],
        }
    ).reset_index(drop=True)


def _figures(column: pd.Series[float]) -> pd.Series[float]:
    return column.map(lambda value: significant(value, _PRICE_FIGURES))
