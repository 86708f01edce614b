"""Trade of the markets over time: one panel a market, ranges as bands, on one time axis."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pandas as pd
import plotly.graph_objects as go

from bordertrade.calendars import Calendar
from bordertrade.figures import theme
from bordertrade.figures.theme import Look
from bordertrade.figures.time_axis import event_lines, event_trace, state_traces
from bordertrade.measures.market_series import MarketSeries
from bordertrade.vocabulary import Channel
from bordertrade.words import _, dates, labels, numbers

PANEL = 190  # px
_STRIP = 26  # px for the events above the first panel
_LEGEND = 84  # px
#: The part of a panel that its name takes, and that keeps it from the panel above.
_NAME = 0.2
#: A hole in a line longer than this is a missing month, not a long one.
_NEXT_MONTH = timedelta(days=32)


def market_series_figure(result: MarketSeries, look: Look) -> go.Figure:
    """Bands from low to high, hatched and dashed where modelled; marks where observed."""
    traces: list[go.Scatter | go.Bar] = []
    seen: set[str] = set()
    for place, market in enumerate(result.markets):
        axis = _axis_id(place)
        rows = result.frame[result.frame["market"] == market]
        traces += _lines(rows, result, look, axis, seen)
        own = [state for state in result.states if state.market == market]
        if result.calendar is Calendar.GREGORIAN:
            traces += _named_once(state_traces(own, look, axis, legend=True), seen)
    if look.events:
        traces.append(event_trace(look.events, look, f"y{len(result.markets) + 1}"))
    height = PANEL * max(1, len(result.markets)) + _LEGEND + (_STRIP if look.events else 0)
    made = theme.figure(look, height, traces)
    made.update_layout(_layout(result, look, height))
    return made


def _named_once(traces: list[go.Scatter], seen: set[str]) -> list[go.Scatter]:
    """Each name stands in the legend once, however many panels draw it."""
    for trace in traces:
        trace.showlegend = trace.name not in seen
        seen.add(trace.name)
    return traces


def _lines(
    rows: pd.DataFrame, result: MarketSeries, look: Look, axis: str, seen: set[str]
) -> list[go.Scatter | go.Bar]:
    traces: list[go.Scatter | go.Bar] = []
    for (direction, reporter, modelled), part in rows.groupby(
        ["direction", "reporter", "modelled"], sort=False
    ):
        role = "informal" if result.channel is Channel.INFORMAL else str(direction)
        name = _name(str(direction), str(reporter), bool(modelled))
        if result.calendar is not Calendar.GREGORIAN:
            made = _years(part, role, look, axis, name, bool(modelled))
        elif modelled:
            made = list(_band(part, role, look, axis, name))
        else:
            made = _observed(part, role, look, axis, name)
        first = name not in seen
        seen.add(name)
        for trace in made:
            trace.showlegend = first and trace.name == name
            trace.legendgroup = name
        traces += made
    return traces


def _name(direction: str, reporter: str, modelled: bool) -> str:
    parts = [labels.direction(direction)]
    if reporter:
        parts.append(labels.book(reporter))
    parts.append(_("modelled range") if modelled else _("observed"))
    return ", ".join(parts)


def _band(part: pd.DataFrame, role: str, look: Look, axis: str, name: str) -> Iterator[go.Scatter]:
    """High, low with the hatch between them, then the dashed centre."""
    rows = _with_holes(part)
    x = rows["middle"]
    edge = {"color": look.faded(role, 0.35), "width": 1}
    quiet = {"x": x, "yaxis": axis, "mode": "lines", "hoverinfo": "skip", "showlegend": False}
    yield go.Scatter(y=rows["value_high_usd"], line=edge, **quiet)
    yield go.Scatter(
        y=rows["value_low_usd"],
        line=edge,
        fill="tonexty",
        fillcolor=look.faded(role, 0.1),
        fillpattern=theme.hatch(look, role),
        **quiet,
    )
    yield go.Scatter(
        x=x,
        y=rows["value_usd"],
        yaxis=axis,
        mode="lines",
        name=name,
        line={"color": look.colour(role), "width": 2, "dash": "5px,3px"},
        hovertext=_texts(rows),
        hovertemplate=f"%{{hovertext}}<extra>{name}</extra>",
    )


def _observed(
    part: pd.DataFrame, role: str, look: Look, axis: str, name: str
) -> list[go.Scatter | go.Bar]:
    """A full bar as wide as its period: a quarter's figure is not a month's."""
    return [
        go.Bar(
            x=_middle(part),
            y=part["value_usd"],
            width=(part["end"] - part["start"]).dt.days * 86_400_000,
            yaxis=axis,
            name=name,
            marker={
                "color": look.faded(role, 0.75),
                "line": {"color": look.colour(role), "width": 1},
            },
            error_y=_spread(part, look.colour(role)),
            hovertext=_texts(part),
            hovertemplate=f"%{{hovertext}}<extra>{name}</extra>",
        )
    ]


def _years(
    part: pd.DataFrame, role: str, look: Look, axis: str, name: str, modelled: bool
) -> list[go.Scatter | go.Bar]:
    """One bar a year from low to high, with the centre as a line across it."""
    low, high = part["value_low_usd"], part["value_high_usd"]
    exact = bool((low == high).all())
    marker: dict[str, object] = {
        "color": look.faded(role, 0.75),
        "line": {"color": look.colour(role), "width": 1},
    }
    if modelled:
        marker = {
            "pattern": theme.hatch(look, role),
            "line": {"color": look.colour(role), "width": 1},
        }
    bar = go.Bar(
        x=part["period"],
        y=high if exact else high - low,
        base=None if exact else low,
        yaxis=axis,
        name=name,
        marker=marker,
        offsetgroup=name,
        hovertext=_texts(part),
        hovertemplate=f"%{{hovertext}}<extra>{name}</extra>",
    )
    return [bar]


def _with_holes(part: pd.DataFrame) -> pd.DataFrame:
    """The rows in order, with an empty one wherever a month is missing."""
    rows = part.sort_values("start").assign(middle=_middle(part))
    holes = rows["start"] - rows["end"].shift() > pd.Timedelta(days=1)
    if not holes.any():
        return rows
    empty = rows[holes].assign(
        middle=rows["start"][holes] - pd.Timedelta(days=1),
        value_low_usd=float("nan"),
        value_usd=float("nan"),
        value_high_usd=float("nan"),
    )
    return pd.concat([rows, empty]).sort_values("middle")


def _middle(part: pd.DataFrame) -> pd.Series[pd.Timestamp]:
    return part["start"] + (part["end"] - part["start"]) / 2


def _spread(part: pd.DataFrame, colour: str) -> dict[str, object] | None:
    if (part["value_low_usd"] == part["value_high_usd"]).all():
        return None
    return {
        "type": "data",
        "array": part["value_high_usd"] - part["value_usd"],
        "arrayminus": part["value_usd"] - part["value_low_usd"],
        "color": colour,
    }


def _texts(rows: pd.DataFrame) -> list[str]:
    texts = []
    columns = ["period", "value_low_usd", "value_usd", "value_high_usd", "months", "whole"]
    for period, low, central, high, months, whole in rows[columns].itertuples(index=False):
        if central != central:
            texts.append("")
            continue
        amount = numbers.usd_range(numbers.envelope(low, central, high))
        text = f"{dates.period(period)}<br><b>{amount}</b>"
        if low != high:
            text += "<br>" + _("central {amount}", amount=numbers.usd(central, 2))
        if not whole:
            text += "<br>" + _("{months} of 12 months", months=months)
        texts.append(text)
    return texts


def _axis_id(place: int) -> str:
    return "y" if place == 0 else f"y{place + 1}"


def _layout(result: MarketSeries, look: Look, height: int) -> dict[str, object]:
    """Panels one above the other, the first market on top, the events' strip above all."""
    count = max(1, len(result.markets))
    strip = _STRIP / (height - _LEGEND) if look.events else 0.0
    panel = (1 - strip) / count
    layout: dict[str, object] = {
        "xaxis": _time(result),
        "barmode": "group",
        "shapes": event_lines(look.events, look),
        "annotations": [],
    }
    annotations = []
    for place, market in enumerate(result.markets):
        top = 1 - strip - place * panel
        own = result.frame[result.frame["market"] == market]
        highest = max(own["value_high_usd"].max(), 1.0) if len(own) else 1.0
        layout[f"yaxis{place + 1 if place else ''}"] = {
            **theme.usd_axis(0, highest * 1.06, 3),
            "domain": [max(0.0, top - panel), top - panel * _NAME],
        }
        annotations.append(_panel_name(market, top, look))
    layout["annotations"] = annotations
    if look.events:
        layout[f"yaxis{count + 1}"] = {
            "domain": [1 - strip, 1],
            "visible": False,
            "range": [-1, 1],
            "fixedrange": True,
        }
    return layout


def _time(result: MarketSeries) -> dict[str, object]:
    anchor = _axis_id(max(0, len(result.markets) - 1))
    if result.calendar is not Calendar.GREGORIAN:
        return {"anchor": anchor, "type": "category", "categoryorder": "category ascending"}
    return {"anchor": anchor, "range": [result.start, result.end], "type": "date"}


def _panel_name(market: str, top: float, look: Look) -> dict[str, object]:
    return {
        "text": f"<b>{labels.market(market)}</b>",
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "y": top - 0.005,
        "xanchor": "left",
        "yanchor": "top",
        "showarrow": False,
        "font": {"size": 15, "color": look.colour("text")},
        "bgcolor": look.faded("page", 0.8),
    }
