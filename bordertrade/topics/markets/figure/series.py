"""Trade of the markets over time: one panel a market, ranges as bands, on one time axis."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from bordertrade.calendars import Calendar
from bordertrade.dataset.rows import rows_of
from bordertrade.figures import theme
from bordertrade.figures.theme import Look
from bordertrade.figures.time_axis import event_axis, event_lines, event_marks, state_traces
from bordertrade.money import MoneyBasis
from bordertrade.topics.markets import words
from bordertrade.topics.markets.measure.series import MarketSeries
from bordertrade.topics.markets.measure.years import APPROXIMATE, MIXED
from bordertrade.vocabulary import Channel
from bordertrade.words import _, dates, labels, money, numbers

PANEL = 190  # px
_STRIP = 26  # px for the events above the first panel
_FOOT = 40  # px for the time axis
#: The part of a panel that its name takes, and that keeps it from the panel above.
_NAME = 0.2
#: Directions differ in their dashes too, not only in colour.
_DASHES = {"PK_TO_IR": "2px,3px"}
#: On a bar there is room for one sign; the axis says what it means.
_ABOUT = "≈"


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
        traces.append(event_marks(look.events, look, f"y{len(result.markets) + 1}"))
    height = PANEL * max(1, len(result.markets)) + _FOOT + (_STRIP if look.events else 0)
    return theme.figure(look, height, traces, **_layout(result, look, height))


def _named_once(traces: list[go.Scatter], seen: set[str]) -> list[go.Scatter]:
    """Each name stands in the legend once, however many panels draw it."""
    for trace in traces:
        trace.showlegend = trace.name not in seen
        seen.add(trace.name)
    return traces


@dataclass(frozen=True, slots=True)
class _Pen:
    """How one line of a panel is drawn."""

    look: Look
    role: str
    axis: str
    name: str
    money: MoneyBasis

    @property
    def colour(self) -> str:
        return self.look.colour(self.role)

    def faded(self, opacity: float) -> str:
        return self.look.faded(self.role, opacity)

    def fill(self, modelled: bool) -> dict[str, object]:
        """Hatched where modelled, full where observed."""
        line = {"color": self.colour, "width": 1}
        if modelled:
            return {"pattern": theme.hatch(self.look, self.role), "line": line}
        return {"color": self.faded(0.75), "line": line}


def _lines(
    rows: pd.DataFrame, result: MarketSeries, look: Look, axis: str, seen: set[str]
) -> list[go.Scatter | go.Bar]:
    traces: list[go.Scatter | go.Bar] = []
    keys = ["direction", "reporter", "modelled"]
    for (direction, reporter, modelled), part in rows.groupby(keys, sort=False):
        role = "informal" if result.channel is Channel.INFORMAL else str(direction)
        name = labels.line(str(direction), str(reporter), bool(modelled))
        pen = _Pen(look, role, axis, name, result.money)
        if result.calendar is not Calendar.GREGORIAN:
            made = _years(part, pen, bool(modelled))
        else:
            made = _band(part, pen) if modelled else _observed(part, pen)
        first = name not in seen
        seen.add(name)
        for trace in made:
            trace.showlegend = first and trace.name == name
            trace.legendgroup = name
        traces += made
    return traces


def _band(part: pd.DataFrame, pen: _Pen) -> list[go.Scatter | go.Bar]:
    """The hatched areas, then the dashed centre, which breaks where they do."""
    rows = _stretches(part)
    areas = [trace for _place, stretch in rows.groupby("stretch") for trace in _area(stretch, pen)]
    return [*areas, _centre(_with_holes(rows), pen)]


def _area(rows: pd.DataFrame, pen: _Pen) -> tuple[go.Scatter, go.Scatter]:
    """High, then low with the hatch between them; across a hole the hatch would fold over."""
    edge = {"color": pen.faded(0.35), "width": 1}
    quiet = {
        "x": rows["middle"],
        "yaxis": pen.axis,
        "mode": "lines",
        "line": edge,
        "hoverinfo": "skip",
        "showlegend": False,
    }
    high = go.Scatter(y=rows["value_high"], **quiet)
    low = go.Scatter(
        y=rows["value_low"],
        fill="tonexty",
        fillcolor=pen.faded(0.1),
        fillpattern=theme.hatch(pen.look, pen.role),
        **quiet,
    )
    return high, low


def _centre(rows: pd.DataFrame, pen: _Pen) -> go.Scatter:
    return go.Scatter(
        x=rows["middle"],
        y=rows["value"],
        yaxis=pen.axis,
        mode="lines",
        name=pen.name,
        line={"color": pen.colour, "width": 2, "dash": _DASHES.get(pen.role, "5px,3px")},
        hovertext=_texts(rows, pen.money),
        hovertemplate=f"%{{hovertext}}<extra>{pen.name}</extra>",
    )


def _observed(part: pd.DataFrame, pen: _Pen) -> list[go.Scatter | go.Bar]:
    """A full bar as wide as its period, as high as its mean month; the words give the whole."""
    months = part["months"].clip(lower=1)
    return [
        go.Bar(
            x=_middle(part),
            y=part["value"] / months,
            width=(part["end"] - part["start"]).dt.days * 86_400_000,
            yaxis=pen.axis,
            name=pen.name,
            marker=pen.fill(modelled=False),
            error_y=_spread(part, months, pen.colour),
            hovertext=_texts(part, pen.money),
            hovertemplate=f"%{{hovertext}}<extra>{pen.name}</extra>",
        )
    ]


def _years(part: pd.DataFrame, pen: _Pen, modelled: bool) -> list[go.Scatter | go.Bar]:
    """One bar a year from low to high in two parts that meet at the centre.

    A year that lacks months says how many it holds, an approximate one that it is.
    """
    parts_of_year = [_above(row) for row in rows_of(part)]
    low, centre, high = (part[f"value{end}"] for end in ("_low", "", "_high"))
    ends = [(0 * low, high)] if bool((low == high).all()) else [(low, centre), (centre, high)]
    return [
        go.Bar(
            x=part["period"],
            y=top - base,
            base=base,
            yaxis=pen.axis,
            name=pen.name if place == 0 else "",
            marker=pen.fill(modelled),
            offsetgroup=pen.name,
            text=parts_of_year if place == len(ends) - 1 else None,
            textposition="outside",
            constraintext="none",
            textfont={"color": pen.look.colour("quiet"), "size": 12},
            cliponaxis=False,
            hovertext=_texts(part, pen.money),
            hovertemplate=f"%{{hovertext}}<extra>{pen.name}</extra>",
        )
        for place, (base, top) in enumerate(ends)
    ]


def _above(row: Any) -> str:
    """What stands over the bar of a year: "≈", "3/12", "≈ 3/12"."""
    months = "" if row.whole else f"{row.months}/12"
    return f"{_ABOUT} {months}".rstrip() if row.fit in (APPROXIMATE, MIXED) else months


def _stretches(part: pd.DataFrame) -> pd.DataFrame:
    """The rows in order, each with its ``stretch`` of months that follow one another.

    A month alone stands twice, at its two ends: an area or a line through one point is nothing.
    """
    rows = part.sort_values("start").assign(middle=_middle(part))
    rows["stretch"] = (rows["start"] - rows["end"].shift() > pd.Timedelta(days=1)).cumsum()
    alone = ~rows["stretch"].duplicated(keep=False)
    ends = [rows[alone].assign(middle=rows[end][alone]) for end in ("start", "end")]
    return pd.concat([rows[~alone], *ends]).sort_values("middle")


def _with_holes(rows: pd.DataFrame) -> pd.DataFrame:
    """The same with an empty row between two stretches."""
    holes = rows["stretch"].diff() > 0
    empty = rows[holes].assign(
        middle=rows["start"][holes] - pd.Timedelta(days=1),
        value_low=float("nan"),
        value=float("nan"),
        value_high=float("nan"),
    )
    return pd.concat([rows, empty]).sort_values("middle")


def _middle(part: pd.DataFrame) -> pd.Series[pd.Timestamp]:
    return part["start"] + (part["end"] - part["start"]) / 2


def _spread(part: pd.DataFrame, months: pd.Series[int], colour: str) -> dict[str, object] | None:
    if (part["value_low"] == part["value_high"]).all():
        return None
    return {
        "type": "data",
        "array": (part["value_high"] - part["value"]) / months,
        "arrayminus": (part["value"] - part["value_low"]) / months,
        "color": colour,
    }


def _texts(rows: pd.DataFrame, basis: MoneyBasis) -> list[str]:
    return ["" if row.value != row.value else _text(row, basis) for row in rows_of(rows)]


def _text(row: Any, basis: MoneyBasis) -> str:
    value = numbers.envelope(row.value_low, row.value, row.value_high)
    lines = [dates.period(row.period), f"<b>{money.amount_range(value, basis)}</b>"]
    if not value.is_exact:
        lines.append(_("central {amount}", amount=money.amount(value.central, basis, 2)))
    if not row.whole:
        lines.append(_("{months} of 12 months", months=row.months))
    elif not row.modelled and row.months > 1:
        mean = money.amount(value.central / row.months, basis, 2)
        lines.append(
            _("{count} months, {amount} a month on average", count=row.months, amount=mean)
        )
    if row.fit in (APPROXIMATE, MIXED):
        lines.append(words.fit(row.fit, row.first, row.last))
    if row.converted:
        lines.append(_("converted"))
    return "<br>".join(lines)


def _axis_id(place: int) -> str:
    return "y" if place == 0 else f"y{place + 1}"


def _layout(result: MarketSeries, look: Look, height: int) -> dict[str, object]:
    """Panels one above the other, the first market on top, the events' strip above all."""
    count = max(1, len(result.markets))
    strip = _STRIP / (height - _FOOT) if look.events else 0.0
    panel = (1 - strip) / count
    layout: dict[str, object] = {
        "xaxis": _time(result),
        "barmode": "group",
        "annotations": [],
    }
    annotations = []
    monthly = result.calendar is Calendar.GREGORIAN
    for place, market in enumerate(result.markets):
        top = 1 - strip - place * panel
        own = result.frame[result.frame["market"] == market]
        highest = _highest(own, monthly)
        layout[f"yaxis{place + 1 if place else ''}"] = {
            **theme.axis(0, highest * (1.06 if monthly else 1.16), 3, money.on_axis(result.money)),
            "domain": [max(0.0, top - panel), top - panel * _NAME],
        }
        annotations.append(_panel_name(market, top, look))
    layout["annotations"] = annotations
    if look.events:
        layout[f"yaxis{count + 1}"] = event_axis(strip)
        layout["shapes"] = event_lines(look.events, look)
    return layout


def _highest(rows: pd.DataFrame, monthly: bool) -> float:
    """The top of what is drawn: on a monthly axis an observed span stands at its mean month."""
    if rows.empty:
        return 1.0
    per = rows["months"].clip(lower=1).where(~rows["modelled"], 1) if monthly else 1
    return max(float((rows["value_high"] / per).max()), 1.0)


def _time(result: MarketSeries) -> dict[str, object]:
    anchor = _axis_id(max(0, len(result.markets) - 1))
    if result.calendar is not Calendar.GREGORIAN:
        about = words.approximate_years(result)
        return {
            "anchor": anchor,
            "type": "category",
            "categoryorder": "category ascending",
            "title": {"text": f"{_ABOUT} {about}" if about else ""},
        }
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
