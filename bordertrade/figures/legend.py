"""A chart's legend as HTML: it wraps on a phone, reads aloud and runs from right to left.

Plotly's own takes its room from the plot: at 390 px nine entries leave a third of the chart.
"""

from __future__ import annotations

import plotly.graph_objects as go

from bordertrade.words.markup import escape

_WIDTH, _HEIGHT = 26, 14
_MIDDLE_X, _MIDDLE_Y = _WIDTH / 2, _HEIGHT / 2

#: Plotly's dash words as SVG dash arrays; anything else is already a list of lengths.
_DASHES = {"solid": "", "dot": "2 3", "dash": "6 4", "dashdot": "6 3 2 3"}

#: Shapes of plotly symbols on a square of 10, centred on 0.
_SHAPES = {
    "circle": '<circle r="4.2"/>',
    "square": '<rect x="-4" y="-4" width="8" height="8"/>',
    "diamond": '<path d="M0-5 5 0 0 5-5 0z"/>',
    "diamond-tall": '<path d="M0-6 3 0 0 6-3 0z"/>',
    "star-diamond": '<path d="M0-6 2-2 6 0 2 2 0 6-2 2-6 0-2-2z"/>',
    "triangle-left": '<path d="M4-5-5 0 4 5z"/>',
    "triangle-right": '<path d="M-4-5 5 0-4 5z"/>',
    "x-thin": '<path d="M-4-4 4 4M4-4-4 4"/>',
    "line-ew": '<path d="M-6 0H6"/>',
    "line-ns": '<path d="M0-6V6"/>',
}


def legend_html(figure: go.Figure) -> str:
    """One key for each named trace, in order; "" where nothing needs a key."""
    keys = [_key(trace) for trace in figure.data if trace.name and trace.showlegend is not False]
    if len(keys) < 2:
        return ""
    return f'<div class="bt-legend">{"".join(keys)}</div>'


def _key(trace: go.Scatter | go.Bar) -> str:
    drawn = _bar(trace) if isinstance(trace, go.Bar) else _scatter(trace)
    return (
        f'<span><svg width="{_WIDTH}" height="{_HEIGHT}" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        f'aria-hidden="true">{drawn}</svg>{escape(trace.name)}</span>'
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
    dash = trace.line.dash or "solid"
    array = _DASHES.get(dash, dash.replace("px", "").replace(",", " "))
    return (
        f'<path d="M1 {_MIDDLE_Y:g}H{_WIDTH - 1}" stroke="{trace.line.color}" stroke-width="2.2" '
        f'stroke-dasharray="{array}"/>'
    )


def _marker(trace: go.Scatter) -> str:
    symbols = trace.marker.symbol
    symbol = symbols if isinstance(symbols, str) else (symbols or ("circle",))[0]
    colour = _colour(trace)
    shape = _SHAPES[symbol.removesuffix("-open")]
    fill = "none" if symbol.endswith("-open") else colour
    return (
        f'<g transform="translate({_MIDDLE_X:g} {_MIDDLE_Y:g})" fill="{fill}" stroke="{colour}" '
        f'stroke-width="1.6">{shape}</g>'
    )


def _colour(trace: go.Scatter) -> str:
    for colour in (trace.marker.color, trace.marker.line.color, trace.line.color):
        if isinstance(colour, str):
            return colour
    return "currentColor"
