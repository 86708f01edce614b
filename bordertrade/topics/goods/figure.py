"""Observed goods, largest first."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from bordertrade.dataset.rows import rows_of
from bordertrade.figures.range_bars import RangeBar, range_bars
from bordertrade.figures.theme import Look
from bordertrade.topics.goods.measure import GoodsResult
from bordertrade.words import dates, labels, numbers
from bordertrade.words.markup import escape


def goods_figure(result: GoodsResult, look: Look) -> go.Figure:
    """One bar for each kind of goods and market, the largest; the table has them all."""
    one = result.one_period
    bars = [_bar(row, "" if one else period(row)) for row in rows_of(result.largest)]
    return range_bars(bars, look, result.money)


def _bar(row: Any, when: str) -> RangeBar:
    """``when`` stands in the label where bars speak of different times."""
    market, channel, label = row.market, row.channel, row.label
    value = numbers.envelope(row.value_low, row.value, row.value_high)
    direction = labels.direction(row.direction)
    book = f", {labels.book(row.reporter)}" if row.reporter else ""
    where = f"{labels.market(market)} · {direction}{book}"
    shown = "<br>".join(filter(None, [escape(label), where, when]))
    return RangeBar(shown, labels.channel(channel), channel, value, False, note=period(row))


def period(row: Any) -> str:
    """The time that a bar speaks of."""
    return dates.span(row.start.date(), row.end.date())
