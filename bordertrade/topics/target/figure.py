"""Both books' history against the target, and the path that is still needed."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from bordertrade.envelope import Envelope
from bordertrade.figures import theme
from bordertrade.figures.levels import also_published, floor_key, target_line
from bordertrade.figures.theme import Look
from bordertrade.figures.time_axis import event_axis, event_lines, event_marks
from bordertrade.measures.observation import Observation
from bordertrade.measures.target import Progress, Target
from bordertrade.topics.target.measure.outlook import Outlook
from bordertrade.topics.target.measure.result import TargetResult, broken_at_changes
from bordertrade.words import _, labels, numbers
from bordertrade.words import levels as levels_words
from bordertrade.words.dates import partial_date
from bordertrade.words.dates import period as period_words
from bordertrade.words.markup import escape

HEIGHT = 400
_STRIP = 0.94
#: A pace that needs longer runs out of the picture; the words and the table give its year.
_FURTHEST = 2045
_SYMBOLS = {"PK": "circle", "IR": "square"}

#: The first year of the unbroken customs series on Pakistan's book: earlier ones are in the table.
FIRST_YEAR = 2003


def target_figure(result: TargetResult, look: Look, first_year: int = FIRST_YEAR) -> go.Figure:
    """Years on the axis are those in which a year of the book ends."""
    traces: list[go.Scatter | go.Bar] = []
    for reporter in result.history["reporter"].unique():
        rows = result.history[result.history["reporter"] == reporter]
        traces += _book(rows[rows["year"] >= first_year], str(reporter), look)
    if len(result.history) and not result.history["complete"].all():
        traces.append(floor_key(look))
    traces += [trace for each in result.progress for trace in _with_informal(each, result, look)]
    traces += [trace for each in result.progress for trace in _path(each, look)]
    traces += [trace for each in result.outlooks for trace in _pace(each, look)]
    traces += _in_force(result, first_year, look)
    traces += _also([o for o in result.also if o.period.end_year >= first_year], look)
    traces += _other_targets(result.others, first_year, look)
    traces += _missing(result.history[result.history["year"] >= first_year], look)
    if look.events:
        traces.append(event_marks(look.events, look, "y2", by_year=True))
    last = _last_year(result)
    return theme.figure(
        look,
        HEIGHT,
        traces,
        xaxis={
            "range": [first_year - 0.6, last + 1.4],
            "tickformat": "d",
            "nticks": 12,
            "tickangle": 0,
        },
        yaxis={
            **theme.usd_axis(0, _top(result) * 1.12),
            "domain": [0, _STRIP - 0.02 if look.events else 1],
        },
        yaxis2=event_axis(1 - _STRIP),
        shapes=[
            target_line(result.target.value_usd, first_year - 0.6, last + 1.4, look),
            *event_lines(look.events, look, by_year=True),
        ],
        annotations=[_target_name(result, first_year, look)],
    )


def _top(result: TargetResult) -> float:
    return max([result.target.value_usd, *(each.base_usd for each in result.progress)])


def _last_year(result: TargetResult) -> int:
    deadlines = [each.deadline_year or 0 for each in result.progress]
    years = [*deadlines, result.target.deadline_year or 0, *result.history["year"].tolist()]
    reached = [min(each.year or 0, _FURTHEST) for each in result.outlooks]
    return max([*years, *reached], default=FIRST_YEAR)


def _book(rows: pd.DataFrame, reporter: str, look: Look) -> list[go.Scatter]:
    """Full marks where both directions are published, open ones where the level is a floor.

    The line breaks wherever the published directions change: a year of exports alone is no fall.
    """
    rows = broken_at_changes(rows)
    filled = rows["complete"].tolist()
    symbol = _SYMBOLS[reporter]
    line = {"color": look.colour(reporter), "width": 2.5}
    drawn = go.Scatter(
        x=rows["year"],
        y=rows["value_usd"],
        mode="lines+markers",
        connectgaps=False,
        name=labels.book(reporter),
        line=line,
        marker={
            "size": 9,
            "symbol": [symbol if full else f"{symbol}-open" for full in filled],
            "color": look.colour(reporter),
            "line": {"width": 2, "color": look.colour(reporter)},
        },
        hovertext=_texts(rows),
        hovertemplate="%{hovertext}<extra>" + labels.book(reporter) + "</extra>",
    )
    return [drawn]


def _texts(rows: pd.DataFrame) -> list[str]:
    texts = []
    for period, value, complete in rows[["period", "value_usd", "complete"]].itertuples(
        index=False
    ):
        if not period:
            texts.append("")
            continue
        amount = numbers.usd(value)
        told = amount if complete else _("at least {amount}", amount=amount)
        texts.append(f"{period_words(period)}<br><b>{told}</b>")
    return texts


def _with_informal(progress: Progress, result: TargetResult, look: Look) -> list[go.Scatter]:
    """Where the base stands with informal fuel: an open mark with its dashed range, modelled."""
    if not progress.informal_usd or result.fuel is None:
        return []
    fuel, base = result.fuel.value_usd, progress.base.value_usd
    year, role = progress.base.period.end_year, str(progress.reporter)
    name = _("{book} with informal fuel, modelled", book=labels.book(role))
    text = f"{name}<br><b>{numbers.usd_range(fuel + Envelope.exact(base))}</b>"
    ends = go.Scatter(
        x=[year, year],
        y=[base + fuel.low, base + fuel.high],
        mode="lines",
        line={"color": look.colour(role), "width": 2, "dash": "dash"},
        showlegend=False,
        hovertext=[text, text],
        hovertemplate="%{hovertext}<extra></extra>",
    )
    mark = go.Scatter(
        x=[year],
        y=[progress.base_usd],
        mode="markers",
        name=name,
        marker={
            "symbol": "diamond-open",
            "size": 11,
            "color": look.colour(role),
            "line": {"width": 2},
        },
        hovertext=[text],
        hovertemplate="%{hovertext}<extra></extra>",
    )
    return [ends, mark]


def _path(progress: Progress, look: Look) -> list[go.Scatter]:
    path = progress.path()
    if not path:
        return []
    years, values = zip(*path, strict=True)
    book = labels.book(progress.reporter)
    growth = numbers.percent(progress.growth or 0, 1)
    name = _("{book}: {growth} a year needed", book=book, growth=growth)
    return [
        go.Scatter(
            x=years,
            y=values,
            mode="lines",
            name=name,
            line={"color": look.colour(progress.reporter), "width": 2, "dash": "dot"},
            hovertext=[f"{y}<br><b>{numbers.usd(v, 3)}</b>" for y, v in path],
            hovertemplate="%{hovertext}<extra>" + name + "</extra>",
        )
    ]


def _pace(outlook: Outlook, look: Look) -> list[go.Scatter]:
    """The book going on as it has: thin and open-ended, so that it never looks like a figure."""
    points = outlook.continuation()
    if not points or outlook.pace is None:
        return []
    years, values = zip(*points, strict=True)
    name = _(
        "{book}: at the pace since {period}",
        book=labels.book(outlook.reporter),
        period=period_words(outlook.pace.first.period),
    )
    return [
        go.Scatter(
            x=years,
            y=values,
            mode="lines",
            name=name,
            line={"color": look.faded(outlook.reporter, 0.7), "width": 1.5, "dash": "8px,5px"},
            hovertext=[f"{y}<br><b>{numbers.usd(v, 3)}</b>" for y, v in points],
            hovertemplate="%{hovertext}<extra>" + name + "</extra>",
        )
    ]


def _in_force(result: TargetResult, first: int, look: Look) -> list[go.Scatter]:
    """The target as it moved: a step at each announcement of another amount."""
    steps = [(max(year, first), each) for year, each in result.in_force]
    if len(steps) < 2:
        return []
    years = [year for year, _target in steps] + [steps[-1][0] + 1]
    values = [each.value_usd for _year, each in steps]
    texts = [
        f"{levels_words.target_name(each)}<br>{escape(each.announced_by)}" for _year, each in steps
    ]
    return [
        go.Scatter(
            x=years,
            y=[*values, values[-1]],
            mode="lines",
            name=_("target last announced"),
            line={"color": look.faded("target", 0.55), "width": 1.5, "shape": "hv", "dash": "dot"},
            hovertext=[*texts, ""],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    ]


def _also(found: list[Observation], look: Look) -> list[go.Scatter]:
    """Two-way totals that were published undivided, and figures that are not preferred."""
    texts = [
        f"{period_words(each.period)}<br><b>{numbers.usd(each.value_usd)}</b><br>"
        + f"{labels.direction(each.direction)}, {labels.of(labels.SERIES, each.series)}"
        + f"<br>{labels.book(each.reporter)}"
        for each in found
    ]
    years = [each.period.end_year for each in found]
    return also_published(years, [each.value_usd for each in found], texts, look)


def _other_targets(others: tuple[Target, ...], first: int, look: Look) -> list[go.Scatter]:
    """Targets that were announced besides, at the year they were due."""
    dated = [(each.deadline_year, each) for each in others if each.deadline_year]
    shown = [(year, each) for year, each in dated if year >= first]
    if not shown:
        return []
    texts = [
        f"{levels_words.target_name(each)}<br>{partial_date(each.announced)}<br>{escape(each.announced_by)}"
        for _year, each in shown
    ]
    return [
        go.Scatter(
            x=[year for year, _target in shown],
            y=[each.value_usd for _year, each in shown],
            mode="markers",
            name=_("other announced targets"),
            marker={
                "symbol": "star-diamond-open",
                "size": 11,
                "color": look.colour("target"),
                "line": {"width": 1.5},
            },
            hovertext=texts,
            hovertemplate="%{hovertext}<extra></extra>",
        )
    ]


def _missing(history: pd.DataFrame, look: Look) -> list[go.Scatter]:
    """Years for which a book publishes nothing: marks at the foot, never a value."""
    empty = history[history["value_usd"].isna()]
    if empty.empty:
        return []
    return [
        go.Scatter(
            x=empty["year"],
            y=[0] * len(empty),
            mode="markers",
            name=_("no figure published"),
            marker={
                "symbol": "line-ew-open",
                "size": 12,
                "line": {"width": 3, "color": look.colour("missing")},
                "color": look.colour("missing"),
            },
            hovertext=[
                _("{year}: no figure on {book}", year=y, book=labels.book(r))
                for y, r in zip(empty["year"], empty["reporter"], strict=True)
            ],
            hovertemplate="%{hovertext}<extra></extra>",
            cliponaxis=False,
        )
    ]


def _target_name(result: TargetResult, first: int, look: Look) -> dict[str, object]:
    aim = levels_words.target_aim(result.target, result.basis.end_year)
    text = _("Target {aim}", aim=aim)
    return {
        "text": f"<b>{text}</b>",
        "x": first - 0.5,
        "y": result.target.value_usd,
        "xanchor": "left",
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"color": look.colour("target"), "size": 13},
    }
