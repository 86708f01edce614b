"""Electricity from Iran month by month: a bar for each month that is known, by the line it came by."""

from __future__ import annotations

from datetime import timedelta

import plotly.graph_objects as go

from bordertrade.figures import theme
from bordertrade.figures.theme import Look
from bordertrade.topics.electricity import words
from bordertrade.topics.electricity.measure import Delivery, Electricity
from bordertrade.words import _, dates, numbers
from bordertrade.words.markup import escape

_HEIGHT = 320  # px
_DAY_MS = 24 * 3600 * 1000
_WIDTH = 0.8
_ROOM = timedelta(days=25)
#: How lines are told apart: by the sign on top as well. No hatch: that says "modelled".
_ROLES = ("IR_TO_PK", "second", "three", "chosen")
_SYMBOLS = ("square", "circle", "diamond", "star-diamond")


def electricity_figure(result: Electricity, look: Look) -> go.Figure:
    """Bars of GWh; a month without a bar has no published figure."""
    traces = [
        trace
        for place, line in enumerate(result.lines)
        for trace in (_bars(result.of(line), place, look), _signs(result.of(line), place, look))
    ]
    first, last = result.deliveries[0].period.start, result.deliveries[-1].period.end
    top = 1.1 * max(each.energy_gwh for each in result.deliveries)
    return theme.figure(
        look,
        _HEIGHT,
        traces,
        barmode="overlay",
        xaxis={"type": "date", "range": [first - _ROOM, last + _ROOM], "nticks": 8},
        yaxis=theme.axis(0, top, 5, lambda value, _figures: words.gwh(value)),
    )


def _bars(own: tuple[Delivery, ...], place: int, look: Look) -> go.Bar:
    role = _ROLES[place % len(_ROLES)]
    return go.Bar(
        x=[each.period.middle for each in own],
        y=[each.energy_gwh for each in own],
        width=[_WIDTH * each.period.days * _DAY_MS for each in own],
        showlegend=False,
        marker={"color": look.faded(role, 0.45), "line": {"color": look.colour(role), "width": 1}},
        hovertext=[_text(each) for each in own],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _signs(own: tuple[Delivery, ...], place: int, look: Look) -> go.Scatter:
    return go.Scatter(
        x=[each.period.middle for each in own],
        y=[each.energy_gwh for each in own],
        mode="markers",
        name=escape(own[0].line),
        marker={
            "symbol": _SYMBOLS[place % len(_SYMBOLS)],
            "size": 9,
            "color": look.colour(_ROLES[place % len(_ROLES)]),
        },
        hovertext=[_text(each) for each in own],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _text(each: Delivery) -> str:
    told = [dates.period(each.period), escape(each.line), words.gwh(each.energy_gwh)]
    if each.cost_pkr is not None:
        told.append(_("Rs{amount}", amount=numbers.scaled(each.cost_pkr, 4)))
    return "<br>".join(told)
