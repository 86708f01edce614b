"""A plotly figure as standalone SVG: the very figure of the page, drawn without a browser.

It knows what our figures use: bars and scatter traces on linear, date, category and logarithmic
axes. Anything else is an error, so that a new kind of trace is noticed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from bordertrade.figures.legend import HEIGHT, WIDTH, legend_keys
from bordertrade.figures.svg.bars import draw_bars, standings
from bordertrade.figures.svg.canvas import Canvas
from bordertrade.figures.svg.extras import draw_annotation, draw_shape
from bordertrade.figures.svg.frame import USUAL_HEIGHT, axes_of, draw_grid, draw_ticks, placed
from bordertrade.figures.svg.lines import draw_scatter
from bordertrade.figures.svg.stretch import least_height
from bordertrade.figures.svg.texts import Spot, draw, read
from bordertrade.palette import Scheme, colour
from bordertrade.typography import FAMILY, shortened
from bordertrade.typography import width as text_width
from bordertrade.words.markup import escape

_LEGEND_PX = 13.0
_LEGEND_LINE = 21.0
_BETWEEN_KEYS = 18.0
#: What a figure is drawn for on the page, px.
_USUAL_WIDTH = 800
_MOST_ZOOM, _LEAST_ZOOM = 1.4, 0.3

_Key = tuple[str, str]


def svg(
    figure: go.Figure, width: int, height: int, scheme: Scheme = Scheme.LIGHT, *, title: str = ""
) -> str:
    """The figure and its legend, ``width`` by ``height`` px; ``title`` is for those who listen.

    Raises KeyError for traces, shapes and symbols that nobody has drawn yet.
    """
    ink = colour("text", scheme)
    zoom = _zoom(figure, width, height)
    across, down = width / zoom, height / zoom
    legend = _rows(legend_keys(figure), across)
    told = f"<title>{escape(title)}</title>" if title else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {across:.1f} {down:.1f}" '
        f'width="{width}" height="{height}" role="img" color="{ink}" font-family="{FAMILY}">{told}'
        f"{_legend(legend, ink)}"
        f"{_body(figure, across, len(legend) * _LEGEND_LINE, down, ink)}</svg>"
    )


def natural_height(figure: go.Figure, width: int) -> int:
    """The height that the figure asks for, with its legend, px."""
    zoom = _largest_zoom(width)
    rows = _rows(legend_keys(figure), width / zoom)
    return round(zoom * ((figure.layout.height or USUAL_HEIGHT) + len(rows) * _LEGEND_LINE))


def _largest_zoom(width: float) -> float:
    """A wide picture is looked at from further away, as a card or on a slide."""
    return min(max(width / _USUAL_WIDTH, 1.0), _MOST_ZOOM)


def _zoom(figure: go.Figure, width: float, height: float) -> float:
    """How large to draw, so that rows and titles keep the room that they need: what does not fit
    is drawn on a larger sheet and made smaller with all that is on it.
    """
    zoom = _largest_zoom(width)
    keys, least = legend_keys(figure), least_height(figure.layout.to_plotly_json())
    while zoom > _LEAST_ZOOM:
        if least + len(_rows(keys, width / zoom)) * _LEGEND_LINE <= height / zoom:
            break
        zoom *= 0.96
    return zoom


def _body(figure: go.Figure, width: float, top: float, bottom: float, ink: str) -> str:
    layout: Mapping[str, Any] = figure.layout.to_plotly_json()
    traces = [trace.to_plotly_json() for trace in figure.data]
    traces = [trace for trace in traces if trace.get("visible", True) is True]
    axes, plot = placed(axes_of(layout, traces), layout, width, top, bottom)
    canvas = Canvas(axes, plot, layout, ink)
    draw_grid(canvas)
    _traces(traces, canvas)
    for shape in layout.get("shapes", ()):
        draw_shape(shape, canvas)
    draw_ticks(canvas)
    for note in layout.get("annotations", ()):
        draw_annotation(note, canvas)
    return canvas.finished()


def _traces(traces: Sequence[Mapping[str, Any]], canvas: Canvas) -> None:
    """Bars first, then lines, as plotly layers them."""
    bars = [trace for trace in traces if trace["type"] == "bar"]
    stand = standings(bars, canvas)
    for bar in bars:
        with canvas.clipped(bar):
            draw_bars(bar, stand[id(bar)], canvas)
    before: dict[object, Mapping[str, Any]] = {}
    for trace in traces:
        if trace["type"] == "scatter":
            place = (trace.get("xaxis"), trace.get("yaxis"))
            with canvas.clipped(trace):
                draw_scatter(trace, canvas, before.get(place))
            before[place] = trace
        elif trace["type"] != "bar":
            raise KeyError(trace["type"])


def _rows(keys: Sequence[_Key], width: float) -> list[list[_Key]]:
    """The legend's keys in rows that fit."""
    rows: list[list[_Key]] = []
    used = float("inf")
    for name, drawn in keys:
        told = shortened(name, width - WIDTH - 8, _LEGEND_PX)
        needed = _room(told)
        if used + needed > width:
            rows.append([])
            used = 0.0
        rows[-1].append((told, drawn))
        used += needed + _BETWEEN_KEYS
    return rows


def _legend(rows: Sequence[Sequence[_Key]], ink: str) -> str:
    drawn = []
    for line, row in enumerate(rows):
        x, y = 0.0, line * _LEGEND_LINE
        for name, key in row:
            drawn.append(f'<g transform="translate({x:.1f} {y + 3:.1f})">{key}</g>')
            text = read(escape(name))
            middle = y + 3 + HEIGHT / 2
            drawn.append(draw(text, Spot(x + WIDTH + 6, middle, "start", 0.5), _LEGEND_PX, ink))
            x += _room(name) + _BETWEEN_KEYS
    return "".join(drawn)


def _room(name: str) -> float:
    return WIDTH + 6 + text_width(name, _LEGEND_PX)
