"""Which lever matters most: each moved alone over its reach, the widest on top, book by book."""

from __future__ import annotations

import plotly.graph_objects as go

from bordertrade.figures import theme
from bordertrade.figures.theme import Look
from bordertrade.topics.scenario.measure.result import BookScenario, ScenarioResult
from bordertrade.topics.scenario.measure.sensitivity import Effect, Swing
from bordertrade.topics.scenario.words import levers
from bordertrade.topics.scenario.words import paths as paths_words
from bordertrade.vocabulary import Reporter
from bordertrade.words import _, labels

ROW = 50  # px
_TITLE = 34  # px, above each book
_FRAME = 46  # px
_PATTERNS = {Reporter.PK: ".", Reporter.IR: "+"}


def levers_figure(result: ScenarioResult, look: Look) -> go.Figure:
    """Changes from the baseline: bars for the whole range, marks for the central path.

    One panel a book on one axis of US$; a mark shows the reader's own setting.
    """
    traces: list[go.Scatter | go.Bar] = []
    for place, book in enumerate(result.books):
        traces += _book(book, _axis(place), place == 0, look)
    count = max(1, len(result.books))
    height = count * (ROW * len(result.books[0].swings) + _TITLE) + _FRAME if result.books else ROW
    low, high = _ends(result)
    layout: dict[str, object] = {
        "barmode": "overlay",
        "xaxis": {
            **theme.usd_axis(low, high, 4),
            "showgrid": True,
            "tickangle": 0,
            "zeroline": True,
            "anchor": _axis(count - 1),
        },
        "annotations": [_name(book, place, count, look) for place, book in enumerate(result.books)],
    }
    for place, book in enumerate(result.books):
        layout["yaxis" + _axis(place)[1:]] = _rows(book, place, count, height)
    return theme.figure(look, height, traces, **layout)


def _axis(place: int) -> str:
    return "y" if place == 0 else f"y{place + 1}"


def _panel(place: int, count: int) -> tuple[float, float]:
    """The lower and upper end of a book's panel, 0 at the foot."""
    top, share = 1 - place / count, 1 / count
    return top - share, top - share * 0.11


def _rows(book: BookScenario, place: int, count: int, _height: int) -> dict[str, object]:
    return {
        "domain": list(_panel(place, count)),
        "type": "category",
        "autorange": "reversed",
        "categoryarray": [_label(each) for each in book.swings],
        "showgrid": False,
    }


def _name(book: BookScenario, place: int, count: int, look: Look) -> dict[str, object]:
    text = _("{book}, {year}", book=labels.book(book.reporter), year=book.end_year)
    return {
        "text": f"<b>{text}</b>",
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "y": _panel(place, count)[1],
        "xanchor": "left",
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"color": look.colour(book.reporter), "size": 14},
    }


def _label(swing: Swing) -> str:
    return f"{levers.name(swing.lever)}<br>{levers.reach(swing.lever)}"


def _ends(result: ScenarioResult) -> tuple[float, float]:
    found = [0.0]
    for book in result.books:
        for swing in book.swings:
            for each in (swing.at_least, swing.at_most, swing.own):
                found += [each.span.low, each.span.high]
    low, high = min(found), max(found)
    room = (high - low or 1.0) * 0.04
    return low - room, high + room


def _book(book: BookScenario, axis: str, first: bool, look: Look) -> list[go.Scatter | go.Bar]:
    made: list[go.Scatter | go.Bar] = [_range(book, axis, look), _central(book, axis, look)]
    own = [each for each in book.swings if book.effects.of(each.lever) != _NOTHING]
    if own:
        made.append(_own(own, axis, look))
    for trace in made:
        trace.showlegend = first or isinstance(trace, go.Bar)
    return made


_NOTHING = Effect(0.0, 0.0, 0.0)


def _range(book: BookScenario, axis: str, look: Look) -> go.Bar:
    lows = [min(each.at_least.span.low, each.at_most.span.low) for each in book.swings]
    highs = [max(each.at_least.span.high, each.at_most.span.high) for each in book.swings]
    role = book.reporter
    return go.Bar(
        orientation="h",
        y=[_label(each) for each in book.swings],
        x=[high - low for low, high in zip(lows, highs, strict=True)],
        base=lows,
        yaxis=axis,
        width=0.5,
        name=_("{book}: whole range, hypothetical", book=labels.book(role)),
        marker={
            "line": {"color": look.colour(role), "width": 1},
            "pattern": {
                "shape": _PATTERNS[role],
                "fgcolor": look.faded(role, 0.6),
                "bgcolor": look.faded(role, 0.08),
                "size": 7,
                "solidity": 0.16,
            },
        },
        hovertext=[_text(each) for each in book.swings],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _central(book: BookScenario, axis: str, look: Look) -> go.Scatter:
    """Where the central path ends at either end of the reach, joined by a dotted line."""
    x: list[float | None] = []
    y: list[str | None] = []
    for each in book.swings:
        x += [each.at_least.central_usd, each.at_most.central_usd, None]
        y += [_label(each), _label(each), None]
    return go.Scatter(
        x=x,
        y=y,
        yaxis=axis,
        mode="lines+markers",
        name=_("central path"),
        legendgroup="central",
        line={"color": look.colour("text"), "width": 1.5, "dash": "dot"},
        marker={
            "symbol": "line-ns-open",
            "size": 18,
            "color": look.colour("text"),
            "line": {"width": 2.5, "color": look.colour("text")},
        },
        hoverinfo="skip",
    )


def _own(swings: list[Swing], axis: str, look: Look) -> go.Scatter:
    return go.Scatter(
        x=[each.own.central_usd for each in swings],
        y=[_label(each) for each in swings],
        yaxis=axis,
        mode="markers",
        name=_("your setting, central path"),
        legendgroup="own",
        marker={
            "symbol": "diamond",
            "size": 13,
            "color": look.colour("chosen"),
            "line": {"width": 1.5, "color": look.colour("page")},
        },
        hovertext=[_own_text(each) for each in swings],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _text(swing: Swing) -> str:
    ends = zip(swing.settings, (swing.at_least, swing.at_most), strict=True)
    lines = [
        f"{levers.setting(swing.lever, setting)}: <b>{paths_words.change_range(each.span)}</b>"
        for setting, each in ends
    ]
    return "<br>".join([levers.name(swing.lever), *lines])


def _own_text(swing: Swing) -> str:
    setting = levers.setting(swing.lever, swing.setting)
    return f"{levers.name(swing.lever)}<br>{setting}: <b>{paths_words.change_range(swing.own.span)}</b>"
