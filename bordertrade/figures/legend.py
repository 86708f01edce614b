"""A chart's legend as HTML: it wraps on a phone, reads aloud and runs from right to left.

Plotly's own takes its room from the plot: at 390 px nine entries leave a third of the chart.
"""

from __future__ import annotations

import plotly.graph_objects as go

from bordertrade.figures.symbols import dash_array, is_open, shape
from bordertrade.words.markup import escape

WIDTH, HEIGHT = 26, 14
_MIDDLE_X, _MIDDLE_Y = WIDTH / 2, HEIGHT / 2


def legend_html(figure: go.Figure) -> str:
    """One key for each named trace, in order; "" where nothing needs a key."""
    keys = "".join(_key(name, drawn) for name, drawn in legend_keys(figure))
    return f'<div class="bt-legend">{keys}</div>' if keys else ""


def legend_keys(figure: go.Figure) -> list[tuple[str, str]]:
    """Name and key (SVG within ``WIDTH`` and ``HEIGHT``) of each named trace, in order; none where
    nothing needs a key.
    """
    named = [trace for trace in figure.data if trace.name and trace.showlegend is not False]
    if len(named) < 2:
        return []
    return [
        (trace.name, _bar(trace) if isinstance(trace, go.Bar) else _scatter(trace))
        for trace in named
    ]


def _key(name: str, drawn: str) -> str:
    return (
        f'<span><svg width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'aria-hidden="true">{drawn}</svg>{escape(name)}</span>'
    )


def _bar(trace: go.Bar) -> str:
    marker = trace.marker
    edge = marker.line.color or marker.color
    box = f'x="3" y="1.5" width="20" height="11" stroke="{edge}"'
    if not marker.pattern.shape:
        return f'<rect {box} fill="{marker.color}"/>'
    strokes = "".join(f"M{x} 12.5l8-11" for x in (3, 8, 13, 17))
    return f'<rect {box} fill="none"/><path d="{strokes}" stroke="{edge}" opacity=".7"/>'


def _scatter(trace: go.Scatter) -> str:
    line = _line(trace) if "lines" in (trace.mode or "") else ""
    return line + (_marker(trace) if "markers" in (trace.mode or "") else "")


def _line(trace: go.Scatter) -> str:
    return (
        f'<path d="M1 {_MIDDLE_Y:g}H{WIDTH - 1}" stroke="{trace.line.color}" stroke-width="2.2" '
        f'stroke-dasharray="{dash_array(trace.line.dash)}"/>'
    )


def _marker(trace: go.Scatter) -> str:
    symbols = trace.marker.symbol
    symbol = symbols if isinstance(symbols, str) else (symbols or ("circle",))[0]
    colour = _colour(trace)
    fill = "none" if is_open(symbol) else colour
    return (
        f'<g transform="translate({_MIDDLE_X:g} {_MIDDLE_Y:g})" fill="{fill}" stroke="{colour}" '
        f'stroke-width="1.6">{shape(symbol)}</g>'
    )


def _colour(trace: go.Scatter) -> str:
    for colour in (trace.marker.color, trace.marker.line.color, trace.line.color):
        if isinstance(colour, str):
            return colour
    return "currentColor"
