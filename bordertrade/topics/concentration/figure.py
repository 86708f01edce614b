"""The concentration index as bars, each with the floor that its number of parts allows."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from bordertrade.figures import panels, theme
from bordertrade.figures.theme import Look
from bordertrade.topics.concentration import words
from bordertrade.topics.concentration.measure import MARKETS, Concentration, ConcentrationResult
from bordertrade.words import _, labels, numbers
from bordertrade.words.markup import escape

ROW = 46  # px
_TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)
#: More flows than this stand in the table only.
MOST = 8


def concentration_figure(result: ConcentrationResult, look: Look) -> go.Figure:
    """A panel for each flow, a bar for each period: from 0 to the index, the floor as a tick."""
    flows = list(_flows(result).values())[:MOST]
    drawn = [panels.Panel(_title(own[0]), _kind(own[0]), ROW * len(own)) for own in flows]
    layout = panels.stacked(drawn, look)
    traces: list[go.Scatter | go.Bar] = []
    named: set[str] = set()
    for place, own in enumerate(flows):
        names = panels.labelled(
            [words.largest(each) for each in own],
            [_label(each) for each in own],
        )
        traces += _bars(own, names, place, look, named)
        traces.append(_floors(own, names, place, look))
        _axes(layout, place, names)
    return theme.figure(look, panels.height(drawn), traces, barmode="overlay", **layout)


def _flows(result: ConcentrationResult) -> dict[str, list[Concentration]]:
    flows: dict[str, list[Concentration]] = {}
    for each in result.all:
        key = f"{each.by} {each.series} {words.flow_name(each)}"
        flows.setdefault(key, []).append(each)
    return {key: sorted(own, key=lambda each: each.end) for key, own in flows.items()}


def _title(value: Concentration) -> str:
    """Short enough for a phone: the book stands in the second line."""
    parts = [words.place(value)]
    if not value.series:
        parts.append(labels.channel(value.channel).lower())
    return ", ".join([*parts, labels.direction(value.direction)])


def _kind(value: Concentration) -> str:
    parts = [labels.book(value.reporter)] if value.reporter else []
    parts.append(_("by market") if value.by == MARKETS else _("by goods"))
    parts.append(labels.of(labels.SERIES, value.series) if value.series else _("observed"))
    return ", ".join(parts)


def _label(value: Concentration) -> str:
    return _(
        "{period}: {index}",
        period=words.when(value),
        index=words.index(value),
    )


def _axes(layout: dict[str, object], place: int, names: list[str]) -> None:
    x, y = (panels.axis_name(name, place) for name in ("xaxis", "yaxis"))
    layout[x] = {
        **layout[x],  # type: ignore[dict-item]
        "range": [0, 1.02],
        "tickvals": list(_TICKS),
        "ticktext": [numbers.decimal(tick, 2) for tick in _TICKS],
        "showgrid": True,
    }
    layout[y] = {
        **layout[y],  # type: ignore[dict-item]
        "autorange": "reversed",
        "type": "category",
        "categoryarray": names,
        "tickfont": panels.LABEL_FONT,
        "automargin": False,
    }


def _bars(
    own: Sequence[Concentration], names: list[str], place: int, look: Look, named: set[str]
) -> list[go.Bar]:
    """Observed bars full, a compiler's own estimates hatched."""
    found = []
    for estimated in (False, True):
        rows = [(n, e) for n, e in zip(names, own, strict=True) if e.estimated is estimated]
        if rows:
            found.append(_bar(rows, place, look, named, estimated=estimated))
    return found


def _bar(
    rows: list[tuple[str, Concentration]],
    place: int,
    look: Look,
    named: set[str],
    *,
    estimated: bool,
) -> go.Bar:
    values = [each for _name, each in rows]
    role = str(values[0].direction)
    marker: dict[str, object] = {"line": {"color": look.colour(role), "width": 1}}
    if estimated:
        marker["pattern"] = theme.hatch(look, role)
    else:
        marker["color"] = look.faded(role, 0.75)
    word = labels.direction(role)
    name = _("{direction}, compiler’s estimate", direction=word) if estimated else word
    first = name not in named
    named.add(name)
    return go.Bar(
        orientation="h",
        x=[each.index.central for each in values],
        y=[label for label, _each in rows],
        xaxis=panels.axis_name("x", place),
        yaxis=panels.axis_name("y", place),
        name=name,
        showlegend=first,
        marker=marker,
        width=0.5,
        error_x=_ranges(values, look),
        hovertext=[_text(each) for each in values],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _ranges(values: Sequence[Concentration], look: Look) -> dict[str, object] | None:
    if all(each.index.is_exact for each in values):
        return None
    return {
        "type": "data",
        "symmetric": False,
        "array": [each.index.high - each.index.central for each in values],
        "arrayminus": [each.index.central - each.index.low for each in values],
        "color": look.colour("text"),
        "thickness": 2,
    }


def _floors(own: Sequence[Concentration], names: list[str], place: int, look: Look) -> go.Scatter:
    return go.Scatter(
        x=[each.floor for each in own],
        y=names,
        xaxis=panels.axis_name("x", place),
        yaxis=panels.axis_name("y", place),
        mode="markers",
        name=_("Floor, 1/N: all N parts equal"),
        showlegend=place == 0,
        marker={
            "symbol": "line-ns-open",
            "size": 24,
            "color": look.colour("target"),
            "line": {"width": 3, "color": look.colour("target")},
        },
        hovertext=[
            _(
                "floor {floor}, {parts}",
                floor=numbers.decimal(e.floor, 2),
                parts=words.count(e),
            )
            for e in own
        ],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _text(value: Concentration) -> str:
    lines = [
        words.flow_name(value),
        f"{words.when(value)}: <b>{words.index(value)}</b>",
        *(_share(value, place) for place in range(min(3, value.count))),
    ]
    return "<br>".join(lines)


def _share(value: Concentration, place: int) -> str:
    share = value.shares[place]
    return f"{escape(words.share_name(value, share))} {numbers.percent(share.share)}"
