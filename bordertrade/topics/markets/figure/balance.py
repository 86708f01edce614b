"""The two directions of formal trade against each other, each on its own book."""

from __future__ import annotations

import plotly.graph_objects as go

from bordertrade.figures import theme
from bordertrade.figures.theme import Look
from bordertrade.measures.market_totals import MarketTotal
from bordertrade.money import MoneyBasis
from bordertrade.topics.markets.measure.balance import MarketBalance
from bordertrade.vocabulary import Direction
from bordertrade.words import _, labels, money
from bordertrade.words import totals as totals_words

_ROW = 84  # px
_FRAME = 72  # px
_SIGNS = {Direction.PK_TO_IR: 1, Direction.IR_TO_PK: -1}


def market_balance_figure(
    balances: tuple[MarketBalance, ...], look: Look, basis: MoneyBasis = MoneyBasis.USD
) -> go.Figure:
    """Exports to the right of zero, imports to the left, from Pakistan's side."""
    sides = [side for way in _SIGNS for each in balances if (side := _side(each, way)) is not None]
    kinds: dict[str, list[MarketTotal]] = {}
    for side in sides:
        name = labels.line(side.direction, side.reporter, side.modelled)
        kinds.setdefault(name, []).append(side)
    traces = [trace for name, rows in kinds.items() for trace in _bars(name, rows, look, basis)]
    with_bars = [labels.market(each.market) for each in balances if each.exports or each.imports]
    return theme.figure(
        look,
        _ROW * max(1, len(balances)) + _FRAME,
        traces,
        barmode="overlay",
        xaxis={**_axis(balances, basis), "showgrid": True, "tickangle": 0, "title": _axis_title()},
        yaxis={"autorange": "reversed", "type": "category", "categoryarray": with_bars},
    )


def _axis(balances: tuple[MarketBalance, ...], basis: MoneyBasis) -> dict[str, object]:
    out = max((b.exports.value.high for b in balances if b.exports), default=0.0)
    into = max((b.imports.value.high for b in balances if b.imports), default=0.0)
    room = 0.04 * (out + into) or 1.0
    return theme.axis(-into - room, out + room, theme.ticks_across(basis), money.on_axis(basis))


def _axis_title() -> str:
    return _("← into Pakistan · out of Pakistan →")


def _bars(
    name: str, rows: list[MarketTotal], look: Look, basis: MoneyBasis
) -> list[go.Scatter | go.Bar]:
    """Rows of one direction and one book that are all modelled or all observed."""
    sign, role = _SIGNS[rows[0].direction], str(rows[0].direction)
    marker: dict[str, object] = {"line": {"color": look.colour(role), "width": 1}}
    if rows[0].modelled:
        marker["pattern"] = theme.hatch(look, role)
    else:
        marker["color"] = look.faded(role, 0.75)
    names = [labels.market(row.market) for row in rows]
    ranges = [row.value for row in rows]
    bar = go.Bar(
        orientation="h",
        y=names,
        x=[sign * (r.high - r.low if not r.is_exact else r.high) for r in ranges],
        base=[sign * (r.low if not r.is_exact else 0) for r in ranges],
        name=name,
        marker=marker,
        width=0.5,
        hovertext=[
            "<br>".join(filter(None, (n, f"<b>{money.amount_range(row.value, basis)}</b>", part)))
            for n, row, part in zip(names, rows, map(totals_words.total_period, rows), strict=True)
        ],
        hovertemplate="%{hovertext}<extra>" + name + "</extra>",
    )
    tick = go.Scatter(
        x=[sign * r.central for r in ranges],
        y=names,
        mode="markers",
        showlegend=False,
        marker={
            "symbol": "line-ns-open",
            "size": 26,
            "color": look.colour("text"),
            "line": {"width": 3, "color": look.colour("text")},
        },
        hoverinfo="skip",
    )
    return [bar, tick]


def _side(balance: MarketBalance, direction: Direction) -> MarketTotal | None:
    return balance.exports if direction is Direction.PK_TO_IR else balance.imports
