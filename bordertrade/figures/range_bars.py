"""Ranges side by side: a bar from low to high, the centre as a tick."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from bordertrade.envelope import Envelope
from bordertrade.figures import theme
from bordertrade.figures.theme import Look
from bordertrade.money import MoneyBasis
from bordertrade.words import _, money, numbers

ROW = 44  # px
_FRAME = 48  # px


@dataclass(frozen=True, slots=True)
class RangeBar:
    """One range in the money of the bars.

    ``group`` is the legend's word for its role: its bars are all modelled or all observed;
    ``note`` is added on touch.
    """

    label: str
    group: str
    role: str
    value: Envelope
    modelled: bool
    note: str = ""


def range_bars(
    bars: Sequence[RangeBar], look: Look, basis: MoneyBasis = MoneyBasis.USD, row: int = ROW
) -> go.Figure:
    """Horizontal bars, the first on top; hatched where modelled. ``row``: px for each."""
    traces: list[go.Scatter | go.Bar] = []
    for group in dict.fromkeys(bar.group for bar in bars):
        own = [bar for bar in bars if bar.group == group]
        traces.append(_bar_trace(own, group, look, basis))
    traces.append(_centres(bars, look))
    return theme.figure(
        look,
        row * max(1, len(bars)) + _FRAME,
        traces,
        barmode="overlay",
        xaxis={
            **theme.axis(0, _furthest(bars), theme.ticks_across(basis), money.on_axis(basis)),
            "showgrid": True,
            "tickangle": 0,
        },
        yaxis={
            "autorange": "reversed",
            "type": "category",
            "categoryarray": [b.label for b in bars],
        },
    )


def _furthest(bars: Sequence[RangeBar]) -> float:
    return max((bar.value.high for bar in bars), default=1.0) * 1.04 or 1.0


def _bar_trace(bars: list[RangeBar], name: str, look: Look, basis: MoneyBasis) -> go.Bar:
    """Bars of one group that are all modelled or all observed."""
    role = bars[0].role
    marker: dict[str, object] = {"line": {"color": look.colour(role), "width": 1}}
    if bars[0].modelled:
        marker["pattern"] = theme.hatch(look, role)
    else:
        marker["color"] = look.faded(role, 0.75)
    widths = [bar.value.high - bar.value.low for bar in bars]
    exact = [bar.value.is_exact for bar in bars]
    return go.Bar(
        orientation="h",
        y=[bar.label for bar in bars],
        x=[b.value.high if e else w for b, w, e in zip(bars, widths, exact, strict=True)],
        base=[0 if e else b.value.low for b, e in zip(bars, exact, strict=True)],
        name=name,
        marker=marker,
        width=0.55,
        hovertext=[_text(bar, basis) for bar in bars],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _centres(bars: Sequence[RangeBar], look: Look) -> go.Scatter:
    ranged = [bar for bar in bars if not bar.value.is_exact]
    return go.Scatter(
        x=[bar.value.central for bar in ranged],
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


def _text(bar: RangeBar, basis: MoneyBasis) -> str:
    lines = [bar.label, f"<b>{money.amount_range(bar.value, basis)}</b>"]
    if not bar.value.is_exact:
        lines.append(_("central {amount}", amount=money.amount(bar.value.central, basis, 2)))
        lines.append(numbers.width(bar.value))
    if bar.note:
        lines.append(bar.note)
    return "<br>".join(lines)
