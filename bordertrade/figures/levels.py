"""What pictures of a book's levels share: open marks, the target's line, figures published besides."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import plotly.graph_objects as go

from bordertrade.figures.theme import Look
from bordertrade.words import _


def floor_key(look: Look) -> go.Scatter:
    """The legend's word for an open mark."""
    return go.Scatter(
        x=[None],
        y=[None],
        mode="markers",
        name=_("one direction only (at least)"),
        marker={"symbol": "circle-open", "size": 9, "color": look.colour("quiet")},
    )


def target_line(value_usd: float, first: float, last: float, look: Look) -> dict[str, object]:
    """A shape across the plot at the target, from one place on the axis to another."""
    return {
        "type": "line",
        "x0": first,
        "x1": last,
        "y0": value_usd,
        "y1": value_usd,
        "line": {"color": look.colour("target"), "width": 2, "dash": "dashdot"},
    }


def also_published(
    x: Sequence[date | int], values_usd: Sequence[float], texts: Sequence[str], look: Look
) -> list[go.Scatter]:
    """Figures published besides the ones that are drawn: visible, but quiet."""
    if not values_usd:
        return []
    return [
        go.Scatter(
            x=x,
            y=values_usd,
            mode="markers",
            name=_("also published"),
            marker={
                "symbol": "x-thin-open",
                "size": 8,
                "color": look.colour("quiet"),
                "line": {"width": 1.5},
            },
            hovertext=texts,
            hovertemplate="%{hovertext}<extra></extra>",
        )
    ]
