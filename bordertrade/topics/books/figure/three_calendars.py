"""One series in three calendars, one below the other: each year as wide as its days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

import plotly.graph_objects as go

from bordertrade.calendars import Calendar
from bordertrade.figures import theme
from bordertrade.figures.theme import Look
from bordertrade.measures.recut import Fit
from bordertrade.topics.books.measure.import_years import CALENDARS, ImportYear, ImportYears
from bordertrade.topics.books.words import calendars as calendars_words
from bordertrade.words import _, dates, labels, numbers
from bordertrade.words.markup import escape

HEIGHT = 560
_HEADING, _PLOT, _SPACE = 0.05, 0.235, 0.12
_DAY_MS = 86_400_000
#: White between neighbouring years, days.
_BETWEEN = 16
_MARGIN = timedelta(days=45)


def import_years_figure(result: ImportYears, look: Look) -> go.Figure:
    """Full bars are exact, open ones approximate; where a year cannot be re-cut only the range in
    which it must lie is drawn.
    """
    top = 1.22 * max(_heights(result))
    traces: list[go.Scatter | go.Bar] = []
    layout: dict[str, object] = {}
    for place, calendar in enumerate(CALENDARS):
        axis = f"y{place + 1}" if place else "y"
        years = _shown(result, calendar)
        traces += [*_ranges(years, axis, look), *_bars(years, axis, look)]
        traces += _iran(years, axis, look)
        layout[axis.replace("y", "yaxis")] = {
            **theme.usd_axis(0, top, count=3),
            "domain": _domain(place),
        }
    _name_once(traces)
    starts = [each.period.start for calendar in CALENDARS for each in _shown(result, calendar)]
    ends = [each.period.end for calendar in CALENDARS for each in _shown(result, calendar)]
    return theme.figure(
        look,
        HEIGHT,
        traces,
        **layout,
        barmode="overlay",
        xaxis={
            "type": "date",
            "range": [min(starts) - _MARGIN, max(ends) + _MARGIN],
            "tickformat": "%Y",
            "dtick": "M12",
            "anchor": "y3",
            "showgrid": True,
            "griddash": "dot",
        },
        annotations=[_heading(place, calendar, look) for place, calendar in enumerate(CALENDARS)],
    )


def _shown(result: ImportYears, calendar: Calendar) -> list[ImportYear]:
    """Years that the pieces cover from the first day to the last, or that could be made."""
    known = result.years[calendar]
    return [each for each in known if each.sum.value is not None or each.sum.high is not None]


def _heights(result: ImportYears) -> Iterator[float]:
    yield 1.0
    for calendar in CALENDARS:
        for each in _shown(result, calendar):
            yield each.sum.high or each.sum.value or 0.0
            yield each.iran.value_usd if each.iran else 0.0


def _domain(place: int) -> list[float]:
    high = 1 - _HEADING - place * (_PLOT + _SPACE)
    return [max(0.0, high - _PLOT), high]


def _heading(place: int, calendar: Calendar, look: Look) -> dict[str, object]:
    return {
        "text": f"<b>{escape(labels.of(labels.YEARS, calendar))}</b>",
        "xref": "paper",
        "x": 0,
        "y": _domain(place)[1] + 0.008,
        "yref": "paper",
        "xanchor": "left",
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"color": look.colour("text"), "size": 14},
    }


def _name_once(traces: Iterable[go.Scatter | go.Bar]) -> None:
    """One key for each kind of mark, whichever panel has it first."""
    known: set[str] = set()
    for trace in traces:
        trace.showlegend = bool(trace.name) and trace.name not in known
        known.add(trace.name)


def _bars(years: list[ImportYear], axis: str, look: Look) -> list[go.Bar]:
    made = []
    for fit in (Fit.EXACT, Fit.APPROXIMATE, Fit.INCOMPLETE):
        own = [each for each in years if each.fit is fit]
        if own:
            made.append(_bar(own, fit, axis, look))
    return made


def _bar(years: list[ImportYear], fit: Fit, axis: str, look: Look) -> go.Bar:
    full = fit is Fit.EXACT
    return go.Bar(
        x=[each.period.middle for each in years],
        y=[each.sum.value for each in years],
        width=[_width(each) for each in years],
        yaxis=axis,
        name=labels.of(labels.FITS, fit),
        marker={
            "color": look.colour("PK") if full else look.faded("PK", 0.12),
            "line": {"color": look.colour("PK"), "width": 0 if full else 2},
        },
        text=[_label(each, "" if full else "≈ ") for each in years],
        textposition="outside",
        textangle=0,
        constraintext="none",
        cliponaxis=False,
        textfont={"color": look.colour("text"), "size": 12},
        hovertext=[_told(each) for each in years],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _width(year: ImportYear) -> int:
    return (year.period.days - _BETWEEN) * _DAY_MS


def _label(year: ImportYear, sign: str) -> str:
    if year.fit is Fit.INCOMPLETE:
        return _("{months}/12", months=year.sum.cut.months)
    return sign + numbers.scaled(year.sum.value or 0.0, 3)


def _told(year: ImportYear) -> str:
    lines = [escape(calendars_words.year_told(year))]
    lines += [
        _("published for that year: {amount}", amount=numbers.usd(each.value_usd))
        for each in year.published
    ]
    return "<br>".join(_wrapped(lines))


def _wrapped(lines: Iterable[str]) -> Iterator[str]:
    """Hover texts do not wrap by themselves."""
    for line in lines:
        yield line.replace("; ", ";<br>").replace(": FY", ":<br>FY").replace(". ", ".<br>")


def _ranges(years: list[ImportYear], axis: str, look: Look) -> list[go.Scatter]:
    """From the least to the most that a year can hold: an upright line, no bar and no middle."""
    own = [each for each in years if each.fit is Fit.REFUSED and each.sum.high is not None]
    if not own:
        return []
    return [
        go.Scatter(
            x=[x for each in own for x in (each.period.middle, each.period.middle, None)],
            y=[y for each in own for y in (each.sum.low, each.sum.high, None)],
            yaxis=axis,
            mode="lines+markers",
            connectgaps=False,
            name=_("cannot be re-cut: somewhere between the marks"),
            line={"color": look.colour("quiet"), "width": 1.5},
            marker={
                "symbol": "line-ew-open",
                "size": 14,
                "color": look.colour("quiet"),
                "line": {"width": 2, "color": look.colour("quiet")},
            },
            hovertext=[t for each in own for t in (_told(each), _told(each), "")],
            hovertemplate="%{hovertext}<extra></extra>",
            cliponaxis=False,
        ),
        go.Scatter(
            x=[each.period.middle for each in own],
            y=[(each.sum.low + (each.sum.high or 0.0)) / 2 for each in own],
            yaxis=axis,
            mode="text",
            text=["<b> ?</b>"] * len(own),
            textposition="middle right",
            textfont={"color": look.colour("quiet"), "size": 15},
            hoverinfo="skip",
        ),
    ]


def _iran(years: list[ImportYear], axis: str, look: Look) -> list[go.Scatter]:
    """Iran's own figure for the same year: what the re-cut is to be held against."""
    own = [each.iran for each in years if each.iran]
    if not own:
        return []
    return [
        go.Scatter(
            x=[each.period.middle for each in own],
            y=[each.value_usd for each in own],
            yaxis=axis,
            mode="markers+text",
            name=labels.book("IR"),
            marker={"symbol": "square", "size": 9, "color": look.colour("IR")},
            text=[numbers.scaled(each.value_usd, 3) for each in own],
            textposition="top center",
            textfont={"color": look.colour("IR"), "size": 12},
            hovertext=[
                f"{dates.period(each.period, with_span=True)}<br>"
                f"<b>{numbers.usd(each.value_usd)}</b><br>{escape(', '.join(each.sources))}"
                for each in own
            ],
            hovertemplate="%{hovertext}<extra>" + labels.book("IR") + "</extra>",
            cliponaxis=False,
        )
    ]
