"""What stands along a time axis besides the figures: events, and stretches without a figure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import plotly.graph_objects as go

from bordertrade.figures.theme import Look
from bordertrade.measures.absence import State
from bordertrade.measures.events import Event
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


#: Where the marks of events stand in the height of their strip.
_MARK_AT = 0.6


def event_axis(strip: float) -> dict[str, object]:
    """The axis of the events' marks: the top ``strip`` of a figure (a share of its height), unseen.

    It must not reach over the plot: plotly gives each pair of axes a layer of its own for the
    pointer, and the last one takes what the figures below should answer.
    """
    return {"domain": [1 - strip, 1], "visible": False, "range": [0, 1], "fixedrange": True}


def event_marks(
    events: Iterable[Event], look: Look, yaxis: str, *, by_year: bool = False
) -> go.Scatter:
    """A mark for each event whose words appear on touch, on ``event_axis``.

    ``by_year`` puts them on an axis of years.
    """
    shown = list(events)
    return go.Scatter(
        x=[_place(event, by_year) for event in shown],
        y=[_MARK_AT] * len(shown),
        yaxis=yaxis,
        mode="markers",
        name=_("Events"),
        marker={"symbol": "diamond-tall", "size": 11, "color": look.colour("event")},
        hovertext=[_event_text(event) for event in shown],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def event_lines(
    events: Iterable[Event], look: Look, *, by_year: bool = False
) -> list[dict[str, object]]:
    """A thin line down for each event: one shape for all, because plotly takes a millisecond for
    every shape. A shape, unlike a trace, leaves the pointer to the figures under it.
    """
    days = [_place(event, by_year) for event in events]
    if not days:
        return []
    return [
        {
            "type": "path",
            "path": " ".join(f"M{day},0 L{day},1" for day in days),
            "xref": "x",
            "yref": "paper",
            "layer": "below",
            "line": {"color": look.faded("event", 0.28), "width": 1},
        }
    ]


def _place(event: Event, by_year: bool) -> date | float:
    return round(_year(event.start), 4) if by_year else event.start


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
