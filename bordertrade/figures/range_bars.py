"""Ranges side by side: a bar from low to high, the centre as a tick."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from bordertrade.envelope import Envelope
from bordertrade.figures import theme
from bordertrade.figures.theme import Look
from bordertrade.words import _, numbers

ROW = 44  # px
_FRAME = 48  # px


@dataclass(frozen=True, slots=True)
class RangeBar:
    """One range. ``group`` is the legend's word for its role; ``note`` is added on touch."""

    label: str
    group: str
    role: str
    value_usd: Envelope
    modelled: bool
    note: str = ""


def range_bars(bars: Sequence[RangeBar], look: Look) -> go.Figure:
    """Horizontal bars, the first on top; hatched where modelled."""
    traces: list[go.Scatter | go.Bar] = []
    for group in dict.fromkeys(bar.group for bar in bars):
        own = [bar for bar in bars if bar.group == group]
        traces.append(_bar_trace(own, group, look))
    traces.append(_centres(bars, look))
    return theme.figure(
        look,
        ROW * max(1, len(bars)) + _FRAME,
        traces,
        barmode="overlay",
        xaxis={**theme.usd_axis(0, _furthest(bars), 4), "showgrid": True, "tickangle": 0},
        yaxis={
            "autorange": "reversed",
            "type": "category",
            "categoryarray": [b.label for b in bars],
        },
    )


def _furthest(bars: Sequence[RangeBar]) -> float:
    return max((bar.value_usd.high for bar in bars), default=1.0) * 1.04 or 1.0


def _bar_trace(bars: list[RangeBar], group: str, look: Look) -> go.Bar:
    role = bars[0].role
    marker: dict[str, object] = {"line": {"color": look.colour(role), "width": 1}}
    if all(bar.modelled for bar in bars):
        marker["pattern"] = theme.hatch(look, role)
    else:
        marker["color"] = look.faded(role, 0.75)
    widths = [bar.value_usd.high - bar.value_usd.low for bar in bars]
    exact = [bar.value_usd.is_exact for bar in bars]
    return go.Bar(
        orientation="h",
        y=[bar.label for bar in bars],
        x=[b.value_usd.high if e else w for b, w, e in zip(bars, widths, exact, strict=True)],
        base=[0 if e else b.value_usd.low for b, e in zip(bars, exact, strict=True)],
        name=group,
        marker=marker,
        width=0.55,
        hovertext=[_text(bar) for bar in bars],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _centres(bars: Sequence[RangeBar], look: Look) -> go.Scatter:
    ranged = [bar for bar in bars if not bar.value_usd.is_exact]
    return go.Scatter(
        x=[bar.value_usd.central for bar in ranged],
        y=[bar.label for bar in ranged],
        mode="markers",
        name=_("central"),
        marker={
            "symbol": "line-ns-open",
            "size": 20,
            "line": {"width": 3, "color": look.colour("text")},
            "color": look.colour("text"),
        },
        hoverinfo="skip",
    )


def _text(bar: RangeBar) -> str:
    lines = [bar.label, f"<b>{numbers.usd_range(bar.value_usd)}</b>"]
    if not bar.value_usd.is_exact:
        lines.append(_("central {amount}", amount=numbers.usd(bar.value_usd.central, 2)))
        lines.append(numbers.width(bar.value_usd))
    if bar.note:
        lines.append(bar.note)
    return "<br>".join(lines)
