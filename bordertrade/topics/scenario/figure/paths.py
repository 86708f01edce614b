"""A scenario beside what was recorded: full lines are history, dotted ones hypothetical."""

from __future__ import annotations

import plotly.graph_objects as go

from bordertrade.figures import theme
from bordertrade.figures.levels import floor_key, target_line
from bordertrade.figures.theme import Look
from bordertrade.measures.book_level import Level
from bordertrade.topics.scenario.measure.paths import Point
from bordertrade.topics.scenario.measure.result import BookScenario, ScenarioResult
from bordertrade.topics.scenario.words import paths as paths_words
from bordertrade.vocabulary import Reporter
from bordertrade.words import _, labels, numbers
from bordertrade.words.dates import period as period_words

HEIGHT = 430
#: The history that is shown: enough to see where each pace comes from.
FIRST_YEAR = 2014
#: How far above the target the axis ends: beyond it the year is reached and the rest means little.
_HEADROOM = 1.3

_SYMBOLS = {Reporter.PK: "circle", Reporter.IR: "square"}
#: Hypothetical ranges are dotted, one book's with points and the other's with crosses.
_PATTERNS = {Reporter.PK: ".", Reporter.IR: "+"}


def scenario_figure(result: ScenarioResult, look: Look) -> go.Figure:
    """One band and path for each book to its year; the target across."""
    last = result.last_year
    traces: list[go.Scatter | go.Bar] = []
    for book in result.books:
        traces += _band(book, look)
    for book in result.books:
        traces += _paths(book, result, look)
    for book in result.books:
        traces.append(_history(book, look))
    if any(not level.is_complete for book in result.books for level in _shown(book)):
        traces.append(floor_key(look))
    top = result.target.value_usd * _HEADROOM
    first = min((level.period.end_year for b in result.books for level in _shown(b)), default=last)
    return theme.figure(
        look,
        HEIGHT,
        traces,
        xaxis={
            "range": [first - 0.6, last + 0.6],
            "tickformat": "d",
            "nticks": 10,
            "tickangle": 0,
        },
        yaxis=theme.usd_axis(0, top),
        shapes=[target_line(result.target.value_usd, first - 0.6, last + 0.6, look)],
        annotations=[_target_name(result, first, look)],
    )


def _shown(book: BookScenario) -> list[Level]:
    return [level for level in book.history if level.period.end_year >= FIRST_YEAR]


def _history(book: BookScenario, look: Look) -> go.Scatter:
    """Published levels; the line breaks where the published directions change or a year lacks."""
    x: list[float | None] = []
    y: list[float | None] = []
    symbols: list[str] = []
    texts: list[str] = []
    symbol = _SYMBOLS[book.reporter]
    before: Level | None = None
    for level in _shown(book):
        if before is not None and not _joins(before, level):
            _hole(x, y, symbols, texts, symbol)
        x.append(level.period.end_year)
        y.append(level.value_usd)
        symbols.append(symbol if level.is_complete else f"{symbol}-open")
        texts.append(_level_text(level))
        before = level
    colour = look.colour(book.reporter)
    name = _("{book}, recorded", book=labels.book(book.reporter))
    return go.Scatter(
        x=x,
        y=y,
        mode="lines+markers",
        connectgaps=False,
        name=name,
        line={"color": colour, "width": 2.5},
        marker={
            "size": 8,
            "symbol": symbols,
            "color": colour,
            "line": {"width": 2, "color": colour},
        },
        hovertext=texts,
        hovertemplate="%{hovertext}<extra>" + name + "</extra>",
    )


def _joins(before: Level, level: Level) -> bool:
    next_year = level.period.end_year == before.period.end_year + 1
    return next_year and before.missing == level.missing


def _hole(
    x: list[float | None], y: list[float | None], symbols: list[str], texts: list[str], symbol: str
) -> None:
    x.append(None)
    y.append(None)
    symbols.append(symbol)
    texts.append("")


def _level_text(level: Level) -> str:
    amount = numbers.usd(level.value_usd)
    told = amount if level.is_complete else _("at least {amount}", amount=amount)
    return f"{period_words(level.period)}<br><b>{told}</b>"


def _band(book: BookScenario, look: Look) -> list[go.Scatter]:
    """High, then low with the pattern between them; both edges dotted."""
    points = book.path_shown
    edge = {"color": look.faded(book.reporter, 0.7), "width": 1, "dash": "dot"}
    quiet = {
        "x": [each.year for each in points],
        "mode": "lines",
        "line": edge,
        "hoverinfo": "skip",
        "showlegend": False,
    }
    high = go.Scatter(y=[each.value_usd.high for each in points], **quiet)
    low = go.Scatter(
        y=[each.value_usd.low for each in points],
        fill="tonexty",
        fillcolor=look.faded(book.reporter, 0.05),
        fillpattern={
            "shape": _PATTERNS[book.reporter],
            "fgcolor": look.faded(book.reporter, 0.5),
            "bgcolor": look.faded(book.reporter, 0.05),
            "size": 9,
            "solidity": 0.14,
        },
        **quiet,
    )
    return [high, low]


def _paths(book: BookScenario, result: ScenarioResult, look: Look) -> list[go.Scatter]:
    """The central path; with a lever moved, the baseline too, thin and quiet."""
    name = labels.book(book.reporter)
    at_rest = _("{book}: levers at rest, hypothetical", book=name)
    drawn = [_path(book.baseline_shown, at_rest, book.reporter, look, at_rest=True)]
    if result.is_at_rest:
        return drawn
    moved = _("{book}: scenario, hypothetical", book=name)
    return [*drawn, _path(book.path_shown, moved, book.reporter, look, at_rest=False)]


def _path(
    points: tuple[Point, ...], name: str, reporter: Reporter, look: Look, *, at_rest: bool
) -> go.Scatter:
    return go.Scatter(
        x=[each.year for each in points],
        y=[each.value_usd.central for each in points],
        mode="lines",
        name=name,
        line=_line(look.colour(reporter), at_rest=at_rest),
        hovertext=[_point_text(each) for each in points],
        hovertemplate="%{hovertext}<extra>" + name + "</extra>",
    )


def _line(colour: str, *, at_rest: bool) -> dict[str, object]:
    """Dotted throughout; the levers at rest thin and far apart."""
    if at_rest:
        return {"color": colour, "width": 2, "dash": "2px,5px"}
    return {"color": colour, "width": 3.5, "dash": "dot"}


def _point_text(point: Point) -> str:
    amounts = paths_words.hypothetical_range(point.value_usd)
    return f"{point.year}<br><b>{amounts}</b>"


def _target_name(result: ScenarioResult, first: int, look: Look) -> dict[str, object]:
    text = _("Target {amount}", amount=numbers.usd(result.target.value_usd))
    return {
        "text": f"<b>{text}</b>",
        "x": first - 0.5,
        "y": result.target.value_usd,
        "xanchor": "left",
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"color": look.colour("target"), "size": 13},
    }
