"""One direction on both books: every figure at the middle of its own year, and the gap between."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

import plotly.graph_objects as go

from bordertrade.calendars import Period, month_count
from bordertrade.figures import theme
from bordertrade.figures.levels import also_published
from bordertrade.figures.theme import Look
from bordertrade.measures.observation import Observation
from bordertrade.topics.books.measure.years import MirrorYears, NextToNothing, YearPair
from bordertrade.vocabulary import Reporter
from bordertrade.words import N_, _, dates, labels, numbers
from bordertrade.words.markup import escape

HEIGHT = 440
#: The years before are in the table: Pakistan's customs series begins here.
FIRST_YEAR = 2003

#: The strip at the foot, in which each book's years stand as bars from their first to last day.
_STRIP, _PLOT = [0.0, 0.1], [0.17, 1.0]
#: How far left of the first near-zero its words stand: far enough to miss the newest years.
_ASIDE = timedelta(days=800)
_SYMBOLS = {"PK": "circle", "IR": "square"}
#: One year in four is named: all that a phone has room for.
_TICK = "M48"
_LEFT, _RIGHT = timedelta(days=120), timedelta(days=420)


def mirror_figure(result: MirrorYears, look: Look, first_year: int = FIRST_YEAR) -> go.Figure:
    """Both books on one axis of true dates; a strip below shows which days each figure is of."""
    first = date(first_year, 1, 1)
    books = {reporter: _since(result.book(reporter), first) for reporter in Reporter}
    pairs = [pair for pair in result.pairs if pair.pakistan.period.start >= first]
    also, parts = _since(result.also, first), _since(result.parts, first)
    known = [*books[Reporter.PK], *books[Reporter.IR], *parts]
    top = _top(result, known, also)
    runs = [tuple(pair for pair in run if pair in pairs) for run in result.runs]
    traces = [*_bands(runs, look), *_links(pairs, look)]
    for reporter, figures in books.items():
        traces += _as_published(result, reporter, figures, look)
        other = books[Reporter.IR if reporter is Reporter.PK else Reporter.PK]
        traces += _book(result, reporter, figures, _newest_usd(result, other), look)
        traces += _parts(result, reporter, parts, look)
    traces += _zeros(result, known, look)
    traces += _also(also, look)
    for reporter, figures in reversed(books.items()):
        traces += _strip(reporter, figures, parts, look)
    last = max((o.period.end for o in known), default=first)
    return theme.figure(
        look,
        HEIGHT,
        traces,
        xaxis={
            "type": "date",
            "range": [first - _LEFT, last + _RIGHT],
            "tickformat": "%Y",
            "tick0": f"{first_year + 1}-01-01",
            "dtick": _TICK,
            "tickangle": 0,
            "anchor": "y2",
        },
        margin={"l": 8, "r": 42, "t": 8, "b": 8},
        yaxis={**theme.usd_axis(0, top * 1.12), "domain": _PLOT},
        yaxis2={
            "type": "category",
            "domain": _STRIP,
            "showgrid": False,
            "fixedrange": True,
            "tickfont": {"size": 12},
        },
        annotations=_nothing_named(result, top, look),
    )


def _since(figures: Iterable[Observation], first: date) -> list[Observation]:
    return [o for o in figures if o.period.start >= first]


def _top(result: MirrorYears, figures: Iterable[Observation], also: Iterable[Observation]) -> float:
    published = [o.value_usd for o in (*figures, *also)]
    return max([*published, *(result.value_usd(o) for o in figures), 1.0])


# --- the books --------------------------------------------------------------------------------------


def _book(
    result: MirrorYears,
    reporter: Reporter,
    figures: list[Observation],
    other_usd: float,
    look: Look,
) -> list[go.Scatter]:
    """A line with a mark for each figure, broken where the book is silent. The newest figure says
    its amount, on the side away from the other book.
    """
    if not figures:
        return []
    points = list(_broken(figures))
    name = labels.book(reporter)
    newest = figures[-1]
    below = result.value_usd(newest) < other_usd
    return [
        go.Scatter(
            x=[o.period.middle if o else None for o in points],
            y=[result.value_usd(o) if o else None for o in points],
            mode="lines+markers+text",
            connectgaps=False,
            name=name,
            line={"color": look.colour(reporter), "width": 2.5},
            marker={"size": 8, "symbol": _SYMBOLS[reporter], "color": look.colour(reporter)},
            text=[_label(o, result) if o is newest else "" for o in points],
            textposition="bottom right" if below else "top center",
            textfont={"color": look.colour(reporter), "size": 13},
            hovertext=[_told(o, result) if o else "" for o in points],
            hovertemplate="%{hovertext}<extra>" + name + "</extra>",
            cliponaxis=False,
        )
    ]


def _broken(figures: list[Observation]) -> Iterator[Observation | None]:
    """The figures, with None where days between two of them belong to neither."""
    before: Observation | None = None
    for figure in figures:
        if before and (figure.period.start - before.period.end).days > 1:
            yield None
        yield figure
        before = figure


def _newest_usd(result: MirrorYears, figures: list[Observation]) -> float:
    return result.value_usd(figures[-1]) if figures else 0.0


def _label(figure: Observation, result: MirrorYears) -> str:
    """The amount, short enough for a phone's edge; nothing for what lies on the axis."""
    near = result.next_to_nothing
    if near and figure in near.figures:
        return ""
    return f"<b>{numbers.scaled(result.value_usd(figure))}</b>"


def _told(figure: Observation, result: MirrorYears) -> str:
    value = result.value_usd(figure)
    lines = [dates.period(figure.period, with_span=True), f"<b>{numbers.usd(value)}</b>"]
    if value != figure.value_usd:
        published = numbers.usd(figure.value_usd)
        lines.append(_("as published: {amount}", amount=published))
    return "<br>".join([*lines, _origin(figure)])


def _origin(figure: Observation) -> str:
    compiler = escape(labels.of(labels.SERIES, figure.series))
    status = labels.of(labels.OBS_STATUS, figure.obs_status)
    told = compiler if figure.obs_status == "A" else f"{compiler} · {status}"
    return f"{told}<br>{escape(', '.join(figure.sources))}"


def _as_published(
    result: MirrorYears, reporter: Reporter, figures: list[Observation], look: Look
) -> list[go.Scatter]:
    """With freight taken off, the importer's published figures stay in sight."""
    if not any(result.value_usd(o) != o.value_usd for o in figures):
        return []
    points = list(_broken(figures))
    return [
        go.Scatter(
            x=[o.period.middle if o else None for o in points],
            y=[o.value_usd if o else None for o in points],
            mode="lines",
            connectgaps=False,
            name=_("{book}, as published", book=labels.book(reporter)),
            line={"color": look.faded(reporter, 0.55), "width": 1.2},
            hoverinfo="skip",
        )
    ]


def _parts(
    result: MirrorYears, reporter: Reporter, parts: list[Observation], look: Look
) -> list[go.Scatter]:
    """Open marks: the year holds at least this, so no line leads to them."""
    own = [o for o in parts if o.reporter == reporter and o.value_usd > 0]
    if not own:
        return []
    return [
        go.Scatter(
            x=[o.period.middle for o in own],
            y=[result.value_usd(o) for o in own],
            mode="markers",
            name=_("{book}, part of a year", book=labels.book(reporter)),
            marker={
                "symbol": f"{_SYMBOLS[reporter]}-open",
                "size": 8,
                "color": look.colour(reporter),
                "line": {"width": 1.8},
            },
            hovertext=[f"{_told(o, result)}<br>{_months(o)}" for o in own],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    ]


def _months(figure: Observation) -> str:
    return _("{months} of 12 months", months=month_count(figure.period))


def _zeros(result: MirrorYears, known: list[Observation], look: Look) -> list[go.Scatter]:
    """Rings round true zeros, those of single months among them: nothing is nothing for any time."""
    shown = [o for o in known if o.value_usd == 0]
    if not shown:
        return []
    return [
        go.Scatter(
            x=[o.period.middle for o in shown],
            y=[0.0] * len(shown),
            mode="markers+text",
            name=_("true zero: nothing recorded"),
            marker={
                "symbol": "circle-open",
                "size": 15,
                "color": look.colour(shown[0].reporter),
                "line": {"width": 2.5},
            },
            text=["<b>0</b>"] * len(shown),
            textposition="top center",
            textfont={"color": look.colour(shown[0].reporter), "size": 13},
            hovertext=[_told(o, result) for o in shown],
            hovertemplate="%{hovertext}<extra></extra>",
            cliponaxis=False,
        )
    ]


def _also(figures: list[Observation], look: Look) -> list[go.Scatter]:
    texts = [
        f"{dates.period(o.period, with_span=True)}<br><b>{numbers.usd(o.value_usd)}</b><br>"
        f"{labels.book(o.reporter)}, {_origin(o)}"
        for o in figures
    ]
    days = [o.period.middle for o in figures]
    return also_published(days, [o.value_usd for o in figures], texts, look)


# --- the gap ----------------------------------------------------------------------------------------


def _links(pairs: list[YearPair], look: Look) -> list[go.Scatter]:
    """From figure to figure of each pair: slanted, because their years miss each other."""
    if not pairs:
        return []
    return [
        go.Scatter(
            x=[x for pair in pairs for x in (*(o.period.middle for o in pair.figures), None)],
            y=[y for pair in pairs for y in (pair.pakistan_usd, pair.iran_usd, None)],
            mode="lines",
            connectgaps=False,
            name=_("gap between the books"),
            line={"color": look.colour("quiet"), "width": 1.3},
            hoverinfo="skip",
        )
    ]


def _bands(runs: Iterable[tuple[YearPair, ...]], look: Look) -> list[go.Scatter]:
    """The area between the books over each run of years that both speak of."""
    return [
        go.Scatter(
            x=[
                *(pair.iran.period.middle for pair in run),
                *(pair.pakistan.period.middle for pair in reversed(run)),
            ],
            y=[*(pair.iran_usd for pair in run), *(pair.pakistan_usd for pair in reversed(run))],
            mode="lines",
            fill="toself",
            fillcolor=look.faded("quiet", 0.2),
            line={"width": 0},
            showlegend=False,
            hoverinfo="skip",
        )
        for run in runs
        if len(run) > 1
    ]


# --- which days, and what is next to nothing ----------------------------------------------------------


def _strip(
    reporter: Reporter, figures: list[Observation], parts: list[Observation], look: Look
) -> list[go.Scatter]:
    """Each figure's own days as a bar, thin for parts of a year: where a book is silent, its lane
    is empty.
    """
    own = [o for o in parts if o.reporter == reporter]
    whole = _lane(reporter, figures, look, width=9)
    whole.showlegend = reporter is Reporter.PK
    return [whole, *([_lane(reporter, own, look, width=3)] if own else [])]


def _lane(reporter: Reporter, figures: list[Observation], look: Look, width: int) -> go.Scatter:
    lane = _("Pakistan") if reporter is Reporter.PK else _("Iran")
    shown: list[tuple[Period | None, date | None]] = []
    for each in figures:
        period = each.period
        shown += [(period, period.start), (period, period.end), (None, None)]
    return go.Scatter(
        x=[day for _period, day in shown],
        y=[lane] * len(shown),
        yaxis="y2",
        mode="lines",
        connectgaps=False,
        name=_("the days each figure is of"),
        showlegend=False,
        line={"color": look.colour(reporter), "width": width},
        hovertext=[dates.period(p, with_span=True) if p else "" for p, _day in shown],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _nothing_named(result: MirrorYears, top: float, look: Look) -> list[dict[str, object]]:
    """The words that make a line along the foot of the chart impossible to overlook."""
    found = result.next_to_nothing
    if found is None:
        return []
    return [
        {
            "text": f"<b>{_nothing(found)}</b>",
            "x": found.figures[0].period.middle,
            "y": 0.015 * top,
            "axref": "x",
            "ayref": "y",
            "ax": found.figures[0].period.start - _ASIDE,
            "ay": 0.9 * top,
            "align": "right",
            "xanchor": "right",
            "arrowhead": 2,
            "arrowwidth": 1.8,
            "arrowcolor": look.colour(found.reporter),
            "font": {"color": look.colour(found.reporter), "size": 13},
        }
    ]


def _nothing(found: NextToNothing) -> str:
    text = (
        N_("{book}:<br>nothing at all<br>since {first}")
        if found.highest_usd == 0
        else N_("{book}:<br>0 to {most}<br>a year since {first}")
    )
    return _(
        text,
        book=labels.book(found.reporter),
        most=numbers.usd(found.highest_usd),
        first=dates.period(found.figures[0].period),
    )
