"""US$ a calendar day and US$ an open day, month by month, with the closures that part the two."""

from __future__ import annotations

from datetime import date, timedelta

import plotly.graph_objects as go

from bordertrade.figures import panels, theme
from bordertrade.figures.theme import Look
from bordertrade.figures.time_axis import SYMBOLS
from bordertrade.topics.open_days import words
from bordertrade.topics.open_days.measure import CLOSED, Line, OpenDaysResult, PerDay
from bordertrade.words import _, dates, labels, numbers
from bordertrade.words.markup import escape

HEIGHT = 230  # px
LABELS = 120  # px
#: Lines of more markets, channels and books than this stand in the table only.
MOST = 6
#: A single quarter would fill its panel like a block: an axis shows a year at least.
_SHORTEST = timedelta(days=365)
_DAY_MS = 24 * 3600 * 1000
_OPEN_ROLE = "text"


def open_days_figure(result: OpenDaysResult, look: Look) -> go.Figure:
    """A panel for each line: bars, diamonds with their ranges, and the closures on top."""
    lines = result.lines[:MOST]
    drawn = [panels.Panel(words.line_name(line), _detail(line), HEIGHT) for line in lines]
    layout = panels.stacked(drawn, look, LABELS)
    traces: list[go.Scatter | go.Bar] = []
    for place, line in enumerate(lines):
        top = _top(line)
        own = [
            *_calendar_days(line, look),
            *_open_days(line, look),
            *_closed(line, look),
            *_closures(line, look, top),
        ]
        traces += [
            trace.update(xaxis=panels.axis_name("x", place), yaxis=panels.axis_name("y", place))
            for trace in own
        ]
        _axes(layout, place, line, top)
    _name_once(traces)
    return theme.figure(look, panels.height(drawn), traces, barmode="overlay", **layout)


def _detail(line: Line) -> str:
    if line.market:
        return _("US$ a day, as observed at the market")
    return _("US$ a day; months without a bar have no figure of their own")


def _top(line: Line) -> float:
    tops = [end for cell in line.cells for end in _ends(cell)]
    return max(tops, default=0.0) * 1.15 or 1.0


def _ends(cell: PerDay) -> list[float]:
    day, open_day = cell.per_day_usd, cell.per_open_day_usd
    return [each.high for each in (day, open_day) if each is not None]


def _calendar_days(line: Line, look: Look) -> list[go.Bar]:
    role = str(line.direction)
    known = [(cell, cell.per_day_usd) for cell in line.cells if cell.per_day_usd is not None]
    if not known:
        return []
    ranged = any(not day.is_exact for _cell, day in known)
    return [
        go.Bar(
            x=[_middle(cell) for cell, _day in known],
            y=[day.central for _cell, day in known],
            width=[0.8 * cell.days * _DAY_MS for cell, _day in known],
            name=_("a calendar day, {direction}", direction=labels.direction(role)),
            marker={
                "color": look.faded(role, 0.45),
                "line": {"color": look.colour(role), "width": 1},
            },
            error_y={
                "type": "data",
                "symmetric": False,
                "array": [day.high - day.central for _cell, day in known],
                "arrayminus": [day.central - day.low for _cell, day in known],
                "color": look.colour(role),
            }
            if ranged
            else None,
            hovertext=[_text(cell) for cell, _day in known],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    ]


def _open_days(line: Line, look: Look) -> list[go.Scatter]:
    known = [(cell, v) for cell in line.cells if (v := cell.per_open_day_usd) is not None]
    if not known:
        return []
    colour = look.colour(_OPEN_ROLE)
    return [
        go.Scatter(
            x=[_middle(cell) for cell, _value in known],
            y=[value.central for _cell, value in known],
            mode="markers",
            name=_("an open day, with its range where closures are disputed"),
            marker={"symbol": "diamond", "size": 8, "color": colour},
            error_y={
                "type": "data",
                "symmetric": False,
                "array": [value.high - value.central for _cell, value in known],
                "arrayminus": [value.central - value.low for _cell, value in known],
                "color": colour,
                "thickness": 2,
                "width": 5,
            },
            hovertext=[_text(cell) for cell, _value in known],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    ]


def _closed(line: Line, look: Look) -> list[go.Scatter]:
    """A mark at the foot for a period without an open day: never a zero."""
    shut = [cell for cell in line.cells if cell.state == CLOSED]
    if not shut:
        return []
    return [
        go.Scatter(
            x=[_middle(cell) for cell in shut],
            y=[0] * len(shut),
            mode="markers",
            name=labels.of(labels.STATES, CLOSED),
            marker={
                "symbol": SYMBOLS[CLOSED],
                "size": 11,
                "color": look.colour("quiet"),
                "line": {"width": 3, "color": look.colour("quiet")},
            },
            hovertext=[_("{period}: closed", period=dates.period(cell.period)) for cell in shut],
            hovertemplate="%{hovertext}<extra></extra>",
            cliponaxis=False,
        )
    ]


def _closures(line: Line, look: Look, top: float) -> list[go.Scatter]:
    """A line along the top for each closure that touches a figure; dotted where disputed."""
    found = {each.event: each for cell in line.cells for each in cell.open_days.closures}
    traces = []
    for disputed, name, dash in (
        (True, _("Closure, disputed"), "dot"),
        (False, _("Closure"), "solid"),
    ):
        own = [each for each in found.values() if each.disputed is disputed]
        if own:
            texts = [
                f"<b>{escape(c.title)}</b><br>{dates.span(c.span.start, c.span.end)}" for c in own
            ]
            traces.append(
                go.Scatter(
                    x=[day for c in own for day in (c.span.start, c.span.end, None)],
                    y=[y for _c in own for y in (top * 0.97, top * 0.97, None)],
                    mode="lines",
                    name=name,
                    line={"color": look.colour("event"), "width": 4, "dash": dash},
                    hovertext=[text for told in texts for text in (told, told, "")],
                    hovertemplate="%{hovertext}<extra></extra>",
                )
            )
    return traces


def _text(cell: PerDay) -> str:
    day = cell.per_day_usd
    lines = [dates.period(cell.period, with_span=True)]
    if day is not None:
        amount = numbers.usd_range(day, 3)
        lines.append(_("{amount} a calendar day", amount=amount))
    lines.append(_("{amount} an open day", amount=words.per_open_day(cell)))
    return "<br>".join([*lines, words.days(cell)])


def _middle(cell: PerDay) -> date:
    return cell.period.middle


def _axes(layout: dict[str, object], place: int, line: Line, top: float) -> None:
    x, y = (panels.axis_name(name, place) for name in ("xaxis", "yaxis"))
    first = min(cell.period.start for cell in line.cells) - timedelta(days=20)
    last = max(cell.period.end for cell in line.cells) + timedelta(days=20)
    room = max(timedelta(), _SHORTEST - (last - first)) / 2
    first, last = first - room, last + room
    layout[x] = {
        **layout[x],  # type: ignore[dict-item]
        "type": "date",
        "range": [first, last],
        "tickformat": "%b\n%Y",
        "nticks": 6,
    }
    layout[y] = {
        **layout[y],  # type: ignore[dict-item]
        **theme.usd_axis(0, top, 4),
        "automargin": False,
    }


def _name_once(traces: list[go.Scatter | go.Bar]) -> None:
    named: set[str] = set()
    for trace in traces:
        trace.showlegend = trace.name not in named
        named.add(trace.name)
