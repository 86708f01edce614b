"""Observed goods, largest first."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from bordertrade.dataset.rows import rows_of
from bordertrade.figures.range_bars import RangeBar, range_bars
from bordertrade.figures.theme import Look
from bordertrade.measures.goods import GoodsResult
from bordertrade.words import labels, numbers
from bordertrade.words.markup import escape


def goods_figure(result: GoodsResult, look: Look) -> go.Figure:
    """One bar for each kind of goods and market, the largest; the table has them all."""
    return range_bars([_bar(row) for row in rows_of(result.largest)], look, result.money)


def _bar(row: Any) -> RangeBar:
    market, channel, label = row.market, row.channel, row.label
    value = numbers.envelope(row.value_low, row.value, row.value_high)
    direction = labels.direction(row.direction)
    book = f", {labels.book(row.reporter)}" if row.reporter else ""
    shown = f"{escape(label)}<br>{labels.market(market)} · {direction}{book}"
    return RangeBar(shown, labels.channel(channel), channel, value, modelled=False)
