"""The two directions of formal trade against each other, each on its own book."""

from __future__ import annotations

import plotly.graph_objects as go

from bordertrade.figures import theme
from bordertrade.figures.theme import Look
from bordertrade.measures.balance import MarketBalance
from bordertrade.measures.market_totals import MarketTotal
from bordertrade.money import MoneyBasis
from bordertrade.vocabulary import Direction
from bordertrade.words import _, labels, money

_ROW = 84  # px
_FRAME = 72  # px


def market_balance_figure(
    balances: tuple[MarketBalance, ...], look: Look, basis: MoneyBasis = MoneyBasis.USD
) -> go.Figure:
    """Exports to the right of zero, imports to the left, from Pakistan's side."""
    traces: list[go.Scatter | go.Bar] = []
    for direction, sign in ((Direction.PK_TO_IR, 1), (Direction.IR_TO_PK, -1)):
        traces += _direction(balances, direction, sign, look, basis)
    return theme.figure(
        look,
        _ROW * max(1, len(balances)) + _FRAME,
        traces,
        barmode="overlay",
        xaxis={**_axis(balances, basis), "showgrid": True, "tickangle": 0, "title": _axis_title()},
        yaxis={"autorange": "reversed", "type": "category"},
    )


def _axis(balances: tuple[MarketBalance, ...], basis: MoneyBasis) -> dict[str, object]:
    out = max((b.exports.value.high for b in balances if b.exports), default=0.0)
    into = max((b.imports.value.high for b in balances if b.imports), default=0.0)
    room = 0.04 * (out + into) or 1.0
    return theme.axis(-into - room, out + room, theme.ticks_across(basis), money.on_axis(basis))


def _axis_title() -> str:
    return _("← into Pakistan · out of Pakistan →")


def _direction(
    balances: tuple[MarketBalance, ...],
    direction: Direction,
    sign: int,
    look: Look,
    basis: MoneyBasis,
) -> list[go.Scatter | go.Bar]:
    rows = [(each.market, _side(each, direction)) for each in balances]
    known = [(market, row) for market, row in rows if row is not None]
    if not known:
        return []
    role = str(direction)
    name = f"{labels.direction(direction)}, {labels.book(known[0][1].reporter)}"
    marker: dict[str, object] = {"line": {"color": look.colour(role), "width": 1}}
    if all(row.modelled for _market, row in known):
        marker["pattern"] = theme.hatch(look, role)
    else:
        marker["color"] = look.faded(role, 0.75)
    names = [labels.market(market) for market, _row in known]
    ranges = [row.value for _market, row in known]
    bar = go.Bar(
        orientation="h",
        y=names,
        x=[sign * (r.high - r.low if not r.is_exact else r.high) for r in ranges],
        base=[sign * (r.low if not r.is_exact else 0) for r in ranges],
        name=name,
        marker=marker,
        width=0.5,
        hovertext=[
            f"{n}<br><b>{money.amount_range(r, basis)}</b>"
            for n, r in zip(names, ranges, strict=True)
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
