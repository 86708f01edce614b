"""Published estimates one below the other: how much of a range each source gave, by shape.

The words stand above each bar, not beside it: beside it they take half of a phone's chart.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from bordertrade.figures import theme
from bordertrade.figures.theme import Look
from bordertrade.measures.estimates import Bounds, Shape
from bordertrade.words import _
from bordertrade.words.markup import escape

ROW = 62  # px
_FRAME = 44  # px
_THICK = 0.26  # of a row
#: How far above its bar the words of a row begin, in rows.
_ABOVE = 0.2
_AXIS_TICKS = 5
#: The axis begins a little below nought, so that its first tick has room for its words.
_BELOW = 0.04

#: What a source gave -> the mark that says so; a range is a bar.
_SYMBOLS = {
    Shape.SINGLE: "circle",
    Shape.AT_LEAST: "triangle-right",
    Shape.AT_MOST: "triangle-left",
}


@dataclass(frozen=True, slots=True)
class EstimateRow:
    """One estimate as it is drawn: ``bounds`` in the axis's unit, the rest are words.

    ``kind``: ``own`` (a statement about Pakistan's border), ``repeat``, ``elsewhere`` (another
    scope) or ``modelled`` (composed or valued by us).
    """

    name: str
    amount: str
    bounds: Bounds
    kind: str
    remarks: tuple[str, ...]
    details: tuple[str, ...]


def estimates_figure(
    rows: Sequence[EstimateRow], say: Callable[[float, int], str], role: str, look: Look
) -> go.Figure:
    """Rows from top to bottom on one axis, whose ticks ``say`` puts into words."""
    placed = [(-place, row) for place, row in enumerate(rows)]
    traces: list[go.Scatter | go.Bar] = [
        *_ranges(placed, role, look),
        *_elsewhere(placed, look),
        *_marks(placed, role, look),
        *_centres(placed, look),
    ]
    furthest = max((max(row.bounds.given) for row in rows), default=1.0) * 1.04 or 1.0
    return theme.figure(
        look,
        ROW * max(1, len(rows)) + _FRAME,
        traces,
        barmode="overlay",
        xaxis={
            **theme.axis(0, furthest, _AXIS_TICKS, say),
            "range": [-_BELOW * furthest, furthest],
            "showgrid": True,
            "zeroline": False,  # it would strike through the words
            "tickangle": 0,
        },
        yaxis={"visible": False, "range": [0.62 - max(1, len(rows)), 0.85]},
        annotations=[_words(at, row, look) for at, row in placed],
    )


_Placed = list[tuple[int, EstimateRow]]


def _ranges(placed: _Placed, role: str, look: Look) -> list[go.Bar]:
    """Bars from low to high: full where a source gave both ends, hatched where we made them."""
    ranged = [(at, row) for at, row in placed if row.bounds.shape is Shape.RANGE]
    line = {"color": look.colour(role), "width": 1}
    looks: dict[str, tuple[str, dict[str, object]]] = {
        "own": (_("range given by the source"), {"color": look.faded(role, 0.7), "line": line}),
        "modelled": (_("modelled"), {"pattern": theme.hatch(look, role), "line": line}),
        "repeat": (
            _("repeats another source (range)"),
            {"color": look.faded("quiet", 0.25), "line": {**line, "color": look.colour("quiet")}},
        ),
    }
    bars = []
    for kind, (name, marker) in looks.items():
        own = [(at, row) for at, row in ranged if row.kind == kind]
        if own:
            bars.append(_bar(own, name, marker))
    return bars


def _bar(own: _Placed, name: str, marker: dict[str, object]) -> go.Bar:
    ends = [row.bounds.ends for _at, row in own]
    return go.Bar(
        orientation="h",
        y=[at for at, _row in own],
        x=[high - low for low, high in ends],
        base=[low for low, _high in ends],
        width=_THICK,
        name=name,
        marker=marker,
        hovertext=[_text(row) for _at, row in own],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _elsewhere(placed: _Placed, look: Look) -> list[go.Scatter]:
    """Another scope: a dashed line between open marks, in the quiet colour."""
    own = [(at, row) for at, row in placed if row.kind == "elsewhere"]
    if not own:
        return []
    points = [(at, row, end) for at, row in own for end in (*row.bounds.given, None)]
    return [
        go.Scatter(
            x=[end for _at, _row, end in points],
            y=[None if end is None else at for at, _row, end in points],
            mode="lines+markers",
            name=_("all of Iran’s neighbours, not Pakistan alone"),
            line={"color": look.colour("quiet"), "width": 2, "dash": "dash"},
            marker={
                "symbol": [_elsewhere_symbol(row) for _at, row, _end in points],
                "size": 11,
                "color": look.colour("quiet"),
                "line": {"width": 2, "color": look.colour("quiet")},
            },
            hovertext=["" if end is None else _text(row) for _at, row, end in points],
            hovertemplate="%{hovertext}<extra></extra>",
            cliponaxis=False,
        )
    ]


def _elsewhere_symbol(row: EstimateRow) -> str:
    return f"{_SYMBOLS.get(row.bounds.shape, 'diamond')}-open"


def _marks(placed: _Placed, role: str, look: Look) -> list[go.Scatter]:
    """One number without a range, or one end only: a mark, never a bar that ends somewhere."""
    names = {
        ("own", Shape.SINGLE): _("one number, no range given"),
        ("own", Shape.AT_LEAST): _("at least: lower bound only"),
        ("own", Shape.AT_MOST): _("at most: upper bound only"),
        ("repeat", Shape.SINGLE): _("repeats another source, not a second measurement"),
        ("modelled", Shape.AT_LEAST): _("modelled lower bound"),
        ("modelled", Shape.AT_MOST): _("modelled upper bound"),
    }
    traces = []
    for (kind, shape), name in names.items():
        own = [(at, row) for at, row in placed if (row.kind, row.bounds.shape) == (kind, shape)]
        if own:
            colour = look.colour("quiet" if kind == "repeat" else role)
            symbol = _SYMBOLS[shape] if kind == "own" else f"{_SYMBOLS[shape]}-open"
            traces.append(_mark(own, name, symbol, colour))
    return traces


def _mark(own: _Placed, name: str, symbol: str, colour: str) -> go.Scatter:
    return go.Scatter(
        x=[row.bounds.given[0] for _at, row in own],
        y=[at for at, _row in own],
        mode="markers",
        name=name,
        marker={
            "symbol": symbol,
            "size": 13,
            "color": colour,
            "line": {"width": 2, "color": colour},
        },
        hovertext=[_text(row) for _at, row in own],
        hovertemplate="%{hovertext}<extra></extra>",
        cliponaxis=False,
    )


def _centres(placed: _Placed, look: Look) -> list[go.Scatter]:
    """The middle of a range, only where there is one."""
    own = [
        (at, row.bounds.central)
        for at, row in placed
        if row.bounds.shape is Shape.RANGE and row.bounds.central is not None
    ]
    if not own:
        return []
    return [
        go.Scatter(
            x=[value for _at, value in own],
            y=[at for at, _value in own],
            mode="markers",
            name=_("central"),
            marker={
                "symbol": "line-ns-open",
                "size": 18,
                "color": look.colour("text"),
                "line": {"width": 3, "color": look.colour("text")},
            },
            hoverinfo="skip",
        )
    ]


def _words(at: int, row: EstimateRow, look: Look) -> dict[str, object]:
    """Who, when and how much, above the bar; remarks in a second colour."""
    remarks = "".join(
        f' <span style="color:{look.colour("quiet")}">· {escape(each)}</span>'
        for each in row.remarks
    )
    return {
        "text": f"<b>{escape(row.name)}</b><br>{escape(row.amount)}{remarks}",
        "x": 0,
        "xref": "paper",
        "y": at + _ABOVE,
        "xanchor": "left",
        "yanchor": "bottom",
        "align": "left",
        "showarrow": False,
        "font": {"size": 13, "color": look.colour("text")},
        "bgcolor": look.faded("page", 0.85),
    }


def _text(row: EstimateRow) -> str:
    lines = [f"<b>{escape(row.name)}</b>", escape(row.amount)]
    lines += [escape(each) for each in row.details if each]
    return "<br>".join(lines)
