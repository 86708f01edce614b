"""The rows behind the chart of goods, as people read them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from bordertrade.tables import coded
from bordertrade.tables.amounts import exchanged, whole
from bordertrade.topics.goods.measure import GoodsResult
from bordertrade.words import _, labels, money


def goods_table(result: GoodsResult) -> pd.DataFrame:
    """One row for each goods, market, channel, direction and book; made by columns: it is long."""
    rows, unit = result.frame, money.name(result.money)
    columns: dict[str, object] = {
        _("Goods"): rows["label"],
        "goods_code": rows["goods"],
        _("Market"): coded.named(rows["market"], labels.market),
        "market_code": rows["market"],
        _("Channel"): coded.named(rows["channel"], labels.channel),
        "channel_code": rows["channel"],
        _("Direction"): coded.named(rows["direction"], labels.direction),
        "direction_code": rows["direction"],
        _("Book"): coded.named(rows["reporter"], lambda code: labels.book(code) if code else ""),
        "reporter_code": rows["reporter"],
        **_spans(rows),
        _("Low ({unit})", unit=unit): _wholes(rows["value_low"]),
        _("Central ({unit})", unit=unit): _wholes(rows["value"]),
        _("High ({unit})", unit=unit): _wholes(rows["value_high"]),
    }
    told = [exchanged(converted, result.exchange) for converted in rows["converted"]]
    columns |= {name: [each[name] for each in told] for name in (told or [{}])[0]}
    return pd.DataFrame(columns)


def _spans(rows: pd.DataFrame) -> dict[str, object]:
    """The days from the first to the last row added, each pair of days told once."""
    pairs = list(zip(rows["start"].dt.date, rows["end"].dt.date, strict=True))
    told = {pair: coded.days(*pair) for pair in set(pairs)}
    names = tuple(coded.days(date.min, date.min))
    return {name: [told[pair][name] for pair in pairs] for name in names}


def _wholes(values: pd.Series[Any]) -> pd.Series[Any]:
    """Whole units of money, empty where missing."""
    return values.map(whole) if values.isna().any() else values.round().astype("int64")
