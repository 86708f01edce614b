"""Growth taken apart: from the first period's trade, step by step, to the last's.

Drawn with bars of their own base, not with plotly's waterfall, so that the legend and the house's
colours hold; each bar begins where the one before it ended.
"""

from __future__ import annotations

from dataclasses import dataclass

import plotly.graph_objects as go

from bordertrade.figures import panels, theme
from bordertrade.figures.theme import Look
from bordertrade.topics.growth import words
from bordertrade.topics.growth.measure import DIRECTIONS, Contribution, Decomposition, GrowthResult
from bordertrade.words import _, dates, ngettext, numbers
from bordertrade.words.markup import escape

ROW = 44  # px
#: More kinds of goods than this are drawn as one step; all stand in the table.
MOST_STEPS = 12
#: Kinds of goods that make less of the change than this are drawn as one step, if there are two.
SMALLEST = 0.005
_WHOLE, _UP, _DOWN, _REST = "whole", "rise", "fall", "rest"


@dataclass(frozen=True, slots=True)
class _Step:
    """One bar: it begins at ``base_usd`` and goes ``change_usd`` from there."""

    name: str
    detail: str
    base_usd: float
    change_usd: float
    kind: str


def contributions_figure(result: GrowthResult, look: Look) -> go.Figure:
    """A panel for each book or flow, its steps from top to bottom."""
    steps = [_steps(each) for each in result.found]
    drawn = [
        panels.Panel(words.flow_name(each), _headline(each), ROW * len(own))
        for each, own in zip(result.found, steps, strict=True)
    ]
    layout = panels.stacked(drawn, look)
    traces: list[go.Scatter | go.Bar] = []
    named: set[str] = set()
    for place, own in enumerate(steps):
        labels = panels.labelled([step.name for step in own], [step.detail for step in own])
        traces += _bars(own, labels, place, look, named)
        _axes(layout, place, labels, own)
    return theme.figure(look, panels.height(drawn), traces, barmode="overlay", **layout)


def _headline(value: Decomposition) -> str:
    return _(
        "{first} to {last}: {growth}",
        first=dates.period(value.first),
        last=dates.period(value.last),
        growth=words.signed_percent(value.growth),
    )


def _steps(value: Decomposition) -> list[_Step]:
    first, last = dates.period(value.first), dates.period(value.last)
    found = [_Step(first, numbers.usd(value.before_usd), 0.0, value.before_usd, _WHOLE)]
    at = value.before_usd
    for name, change in _changes(value):
        kind = _REST if name == _rest() else _UP if change >= 0 else _DOWN
        detail = _(
            "{change}, {points}",
            change=words.signed_usd(change, 3),
            points=words.points(change / value.before_usd),
        )
        found.append(_Step(name, detail, at, change, kind))
        at += change
    found.append(_Step(last, numbers.usd(value.after_usd), 0.0, value.after_usd, _WHOLE))
    return found


def _changes(value: Decomposition) -> list[tuple[str, float]]:
    """The parts, the smallest goods together, and what the source does not divide."""
    parts, others = _kept(value)
    found = [(words.part_name(value, part), part.change_usd) for part in parts]
    if others:
        name = ngettext("{count} other kind of goods", "{count} other kinds of goods", len(others))
        found.append((name, sum(part.change_usd for part in others)))
    if value.residual_usd:
        found.append((_rest(), value.residual_usd))
    return found


def _kept(value: Decomposition) -> tuple[list[Contribution], list[Contribution]]:
    if value.by == DIRECTIONS:
        return list(value.parts), []
    large = sorted(value.parts, key=lambda part: -abs(part.change_usd))[: MOST_STEPS - 1]
    least = SMALLEST * abs(value.change_usd)
    kept = [p for p in value.parts if p in large and abs(p.change_usd) >= least]
    others = [part for part in value.parts if part not in kept]
    return (list(value.parts), []) if len(others) < 2 else (kept, others)


def _rest() -> str:
    return _("Not divided by the source")


def _bars(
    steps: list[_Step], labels: list[str], place: int, look: Look, named: set[str]
) -> list[go.Bar]:
    names = {
        _WHOLE: _("Whole trade"),
        _UP: _("Growth"),
        _DOWN: _("Fall"),
        _REST: _("Not divided by the source"),
    }
    found = []
    for kind, name in names.items():
        own = [
            (label, step) for label, step in zip(labels, steps, strict=True) if step.kind == kind
        ]
        if not own:
            continue
        found.append(
            go.Bar(
                orientation="h",
                base=[step.base_usd for _label, step in own],
                x=[step.change_usd for _label, step in own],
                y=[label for label, _step in own],
                xaxis=panels.axis_name("x", place),
                yaxis=panels.axis_name("y", place),
                name=name,
                showlegend=name not in named,
                marker=_marker(kind, look),
                width=0.6,
                hovertext=[f"{escape(s.name)}<br><b>{s.detail}</b>" for _label, s in own],
                hovertemplate="%{hovertext}<extra></extra>",
            )
        )
        named.add(name)
    return found


def _marker(kind: str, look: Look) -> dict[str, object]:
    role = {_WHOLE: "three", _REST: "missing"}.get(kind, kind)
    return {
        "color": look.faded(role, 0.8),
        "line": {"color": look.colour(role), "width": 1},
    }


def _axes(layout: dict[str, object], place: int, labels: list[str], steps: list[_Step]) -> None:
    x, y = (panels.axis_name(name, place) for name in ("xaxis", "yaxis"))
    top = max(max(step.base_usd, step.base_usd + step.change_usd) for step in steps)
    layout[x] = {
        **layout[x],  # type: ignore[dict-item]
        **theme.usd_axis(0, top * 1.04, 3),
        "showgrid": True,
        "tickangle": 0,
    }
    layout[y] = {
        **layout[y],  # type: ignore[dict-item]
        "autorange": "reversed",
        "type": "category",
        "categoryarray": labels,
        "tickfont": panels.LABEL_FONT,
        "automargin": False,
    }
