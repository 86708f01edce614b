"""Each market's twelve months by channel and direction."""

from __future__ import annotations

import plotly.graph_objects as go

from bordertrade.figures.range_bars import RangeBar, range_bars
from bordertrade.figures.theme import Look
from bordertrade.measures.market_totals import MarketTotal, MarketTotals
from bordertrade.vocabulary import Channel
from bordertrade.words import _, labels
from bordertrade.words import totals as totals_words

_ROW = 64  # px: a label has three lines


def market_directions_figure(
    totals: MarketTotals, markets: tuple[str, ...], look: Look
) -> go.Figure:
    """One bar for each figure in the totals' money, with its own period beside its name."""
    bars = [
        _bar(row, totals.needs_book(row))
        for market in markets
        for channel in Channel
        for row in totals.of(market, channel)
        if row.money is totals.money
    ]
    return range_bars(bars, look, totals.money, _ROW)


def _bar(row: MarketTotal, with_book: bool) -> RangeBar:
    informal = row.channel is Channel.INFORMAL
    role = "informal" if informal else str(row.direction)
    group = _(
        "{channel}, {direction}",
        channel=labels.channel(row.channel),
        direction=labels.line(row.direction, row.reporter, row.modelled),
    )
    arrow = totals_words.way(row.direction, row.reporter if with_book else None)
    name = f"{labels.market(row.market)} · {labels.channel(row.channel)}"
    label = f"{name}<br>{arrow}<br>{totals_words.total_period(row, short=True)}"
    return RangeBar(label, group, role, row.value, row.modelled, totals_words.total_evidence(row))
