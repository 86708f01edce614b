"""The lawful share over time: one panel a market, ranges as bands between 0 and 100 %."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import plotly.graph_objects as go

from bordertrade.calendars import Calendar
from bordertrade.envelope import Envelope
from bordertrade.figures import theme
from bordertrade.figures.theme import Look
from bordertrade.topics.formalisation import words as told
from bordertrade.topics.formalisation.measure.shares import Formalisation, FormalShare
from bordertrade.words import _, dates, labels, numbers

PANEL = 150  # px
_FOOT = 40  # px
_NAME = 0.22
_ROLE = {"PK": "PK", "IR": "IR"}
_SYMBOLS = {"PK": "circle", "IR": "square"}
_BAR = 0.5


@dataclass(frozen=True, slots=True)
class _Point:
    """A share that can be drawn: its place on the time axis and its range."""

    at: date | str
    ratio: Envelope
    share: FormalShare


def formalisation_figure(result: Formalisation, look: Look) -> go.Figure:
    """Monthly bands with a dashed middle where modelled, marks where observed; bars for years."""
    markets = list(dict.fromkeys(each.market for each in result.shares))
    yearly = result.calendar is Calendar.FISCAL
    draw: _Draw = _bars if yearly else _over_months
    traces: list[go.Scatter | go.Bar] = []
    seen: set[str] = set()
    for place, market in enumerate(markets):
        made = _panel(result.of(market), yearly, draw, _axis_id(place), look)
        for trace in made:
            trace.showlegend = bool(trace.name) and trace.name not in seen
            seen.add(trace.name or "")
        traces += made
    return theme.figure(
        look,
        PANEL * max(1, len(markets)) + _FOOT,
        traces,
        barmode="overlay",
        **_layout(markets, yearly, look),
    )


_Draw = Callable[[list[_Point], "_Pen"], list["go.Scatter | go.Bar"]]


@dataclass(frozen=True, slots=True)
class _Pen:
    look: Look
    role: str
    axis: str
    name: str
    modelled: bool
    symbol: str

    @property
    def colour(self) -> str:
        return self.look.colour(self.role)


def _panel(
    shares: Sequence[FormalShare], yearly: bool, draw: _Draw, axis: str, look: Look
) -> list[go.Scatter | go.Bar]:
    lines: dict[tuple[str, bool], list[_Point]] = {}
    for each in shares:
        if each.ratio is None:
            continue
        at = dates.period(each.period) if yearly else each.period.middle
        lines.setdefault((each.reporter, each.is_modelled), []).append(_Point(at, each.ratio, each))
    traces: list[go.Scatter | go.Bar] = []
    for (reporter, modelled), points in lines.items():
        kind = _("modelled range") if modelled else _("observed")
        name = _("{book}, {kind}", book=labels.book(reporter), kind=kind)
        pen = _Pen(look, _ROLE.get(reporter, "formal"), axis, name, modelled, _symbol(reporter))
        traces += draw(points, pen)
    return traces


def _symbol(reporter: str) -> str:
    return _SYMBOLS.get(reporter, "diamond")


def _over_months(points: list[_Point], pen: _Pen) -> list[go.Scatter | go.Bar]:
    return _band(points, pen) if pen.modelled else _marks(points, pen)


def _band(points: list[_Point], pen: _Pen) -> list[go.Scatter | go.Bar]:
    """High, low with the hatch between them, then the dashed middle; holes where months miss."""
    with_holes = _holed(points)
    x = [at for at, _point in with_holes]
    ends = {
        end: [getattr(point.ratio, end) if point else None for _at, point in with_holes]
        for end in ("low", "central", "high")
    }
    edge = {"color": pen.look.faded(pen.role, 0.35), "width": 1}
    quiet = {"x": x, "yaxis": pen.axis, "mode": "lines", "hoverinfo": "skip", "line": edge}
    return [
        go.Scatter(y=ends["high"], **quiet),
        go.Scatter(
            y=ends["low"],
            fill="tonexty",
            name=_("low and high"),
            fillcolor=pen.look.faded(pen.role, 0.1),
            fillpattern=theme.hatch(pen.look, pen.role),
            **quiet,
        ),
        go.Scatter(
            x=x,
            y=ends["central"],
            yaxis=pen.axis,
            mode="lines",
            name=_("central, {line}", line=pen.name),
            line={"color": pen.colour, "width": 2, "dash": "5px,3px"},
            hovertext=["" if point is None else _text(point) for _at, point in with_holes],
            hovertemplate="%{hovertext}<extra></extra>",
        ),
    ]


def _holed(points: list[_Point]) -> list[tuple[date | str, _Point | None]]:
    found: list[tuple[date | str, _Point | None]] = []
    last: date | None = None
    for point in points:
        start = point.share.period.start
        if last is not None and start - last > timedelta(days=1):
            found.append((start - timedelta(days=1), None))
        found.append((point.at, point))
        last = point.share.period.end
    return found


def _marks(points: list[_Point], pen: _Pen) -> list[go.Scatter | go.Bar]:
    """Observed shares: a full mark with the range as a whisker."""
    return [
        go.Scatter(
            x=[point.at for point in points],
            y=[point.ratio.central for point in points],
            yaxis=pen.axis,
            mode="markers",
            name=pen.name,
            marker={"symbol": pen.symbol, "size": 9, "color": pen.colour},
            error_y={
                "type": "data",
                "array": [point.ratio.high - point.ratio.central for point in points],
                "arrayminus": [point.ratio.central - point.ratio.low for point in points],
                "color": pen.colour,
            },
            hovertext=[_text(point) for point in points],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    ]


def _bars(points: list[_Point], pen: _Pen) -> list[go.Scatter | go.Bar]:
    """A bar a year from low to high, its middle a tick; a year that lacks months says so."""
    line = {"color": pen.colour, "width": 1}
    fill = (
        {"pattern": theme.hatch(pen.look, pen.role), "line": line}
        if pen.modelled
        else {"color": pen.look.faded(pen.role, 0.75), "line": line}
    )
    bar = go.Bar(
        x=[point.at for point in points],
        y=[point.ratio.high - point.ratio.low for point in points],
        base=[point.ratio.low for point in points],
        yaxis=pen.axis,
        width=_BAR,
        name=pen.name,
        marker=fill,
        text=["" if p.share.whole else f"{p.share.months}/12" for p in points],
        textposition="inside",
        insidetextanchor="end",
        textfont={"color": pen.look.colour("text"), "size": 12},
        hovertext=[_text(point) for point in points],
        hovertemplate="%{hovertext}<extra></extra>",
    )
    middle = go.Scatter(
        x=[point.at for point in points],
        y=[point.ratio.central for point in points],
        yaxis=pen.axis,
        mode="markers",
        name=_("central"),
        marker={
            "symbol": "line-ew-open",
            "size": 22,
            "color": pen.look.colour("text"),
            "line": {"width": 3, "color": pen.look.colour("text")},
        },
        hoverinfo="skip",
    )
    return [bar, middle]


def _text(point: _Point) -> str:
    share = point.share
    lines = [
        dates.period(share.period),
        f"<b>{told.percent_range(point.ratio)}</b>",
        _("central {amount}", amount=numbers.percent(point.ratio.central)),
        _("formal {range}", range=numbers.usd_range(share.formal_usd)),
        _("informal {range}", range=numbers.usd_range(share.informal_usd)),
        told.grade(share),
    ]
    if not share.whole:
        lines.append(_("{months} of 12 months", months=share.months))
    return "<br>".join(lines)


def _axis_id(place: int) -> str:
    return "y" if place == 0 else f"y{place + 1}"


def _layout(markets: list[str], yearly: bool, look: Look) -> dict[str, object]:
    panel = 1 / max(1, len(markets))
    time: dict[str, object] = {"anchor": _axis_id(max(0, len(markets) - 1))}
    time |= {"type": "category"} if yearly else {"type": "date"}
    layout: dict[str, object] = {"xaxis": time}
    for place, _market in enumerate(markets):
        top = 1 - place * panel
        layout[f"yaxis{place + 1 if place else ''}"] = {
            **theme.axis(0, 1, 2, lambda value, _figures: numbers.percent(value)),
            "domain": [max(0.0, top - panel), top - panel * _NAME],
        }
    layout["annotations"] = [
        _panel_name(market, 1 - place * panel, look) for place, market in enumerate(markets)
    ]
    return layout


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
    }
