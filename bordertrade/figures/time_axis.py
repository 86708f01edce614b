"""What stands along a time axis besides the figures: events, and stretches without a figure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import plotly.graph_objects as go

from bordertrade.figures.theme import Look
from bordertrade.measures.events import Event
from bordertrade.measures.market_series import State
from bordertrade.words import _, dates, labels
from bordertrade.words.markup import escape

#: One symbol for each kind of nothing: told apart in greyscale and by a screen reader's legend.
SYMBOLS = {
    "zero": "circle-open",
    "closed": "x-thin-open",
    "not_open": "triangle-right-open",
    "not_collected": "line-ew-open",
    "no_rate": "diamond-open",
}
_DASHES = {
    "zero": "solid",
    "closed": "solid",
    "not_open": "dot",
    "not_collected": "dash",
    "no_rate": "dashdot",
}


#: The axis that events stand on: over the whole height of a figure, never seen.
EVENT_AXIS = {"domain": [0, 1], "visible": False, "range": [0, 1], "fixedrange": True}
_MARK_HEIGHT = 0.985


def event_traces(
    events: Iterable[Event], look: Look, yaxis: str, *, by_year: bool = False
) -> list[go.Scatter]:
    """A thin line down for each event, and a mark on top whose words appear on touch.

    Two traces, not a shape each: plotly takes a millisecond for every shape. ``by_year`` puts
    them on an axis of years.
    """
    shown = list(events)
    at: list[date | float] = [_year(event.start) if by_year else event.start for event in shown]
    lines = go.Scatter(
        x=[x for day in at for x in (day, day, None)],
        y=[0, _MARK_HEIGHT, None] * len(shown),
        yaxis=yaxis,
        mode="lines",
        showlegend=False,
        hoverinfo="skip",
        line={"color": look.faded("event", 0.28), "width": 1},
    )
    marks = go.Scatter(
        x=at,
        y=[_MARK_HEIGHT] * len(shown),
        yaxis=yaxis,
        mode="markers",
        name=_("Events"),
        marker={"symbol": "diamond-tall", "size": 11, "color": look.colour("event")},
        hovertext=[_event_text(event) for event in shown],
        hovertemplate="%{hovertext}<extra></extra>",
    )
    return [lines, marks]


def _year(day: date) -> float:
    """A day's place on an axis of years."""
    return day.year + day.timetuple().tm_yday / 366


def _event_text(event: Event) -> str:
    when = dates.partial_span(event.date_text, event.end_text)
    return f"<b>{escape(event.title)}</b><br>{when} · {labels.of(labels.EFFECTS, event.effect)}"


def state_traces(states: Iterable[State], look: Look, yaxis: str, legend: bool) -> list[go.Scatter]:
    """A line along the foot of the axis for each stretch without a figure."""
    by_kind: dict[str, list[State]] = {}
    for state in states:
        by_kind.setdefault(state.kind, []).append(state)
    return [_state_trace(kind, runs, look, yaxis, legend) for kind, runs in by_kind.items()]


def _state_trace(kind: str, runs: list[State], look: Look, yaxis: str, legend: bool) -> go.Scatter:
    x: list[date | None] = []
    texts: list[str] = []
    label = labels.of(labels.STATES, kind)
    for run in runs:
        x += [run.start, run.end, None]
        texts += [f"{label}: {dates.span(run.start, run.end)}"] * 2 + [""]
    return go.Scatter(
        x=x,
        y=[None if day is None else 0 for day in x],
        yaxis=yaxis,
        mode="lines+markers",
        name=label,
        legendgroup=kind,
        showlegend=legend,
        line={"color": look.colour("quiet"), "width": 3, "dash": _DASHES[kind]},
        marker={"symbol": SYMBOLS[kind], "size": 10, "line": {"width": 2}},
        hovertext=texts,
        hovertemplate="%{hovertext}<extra></extra>",
        cliponaxis=False,
    )
