"""Unit values by goods on a scale of tens: the plausible range, its median, and what is flagged."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from bordertrade.dataset.rows import rows_of
from bordertrade.figures import panels, theme
from bordertrade.figures.theme import Look
from bordertrade.topics.unit_values import words
from bordertrade.topics.unit_values.measure import ALONE, IMPLAUSIBLE, PLAUSIBLE, UnitValues
from bordertrade.words import _, dates, labels, ngettext, numbers
from bordertrade.words.markup import escape

ROW = 48  # px
#: A phone shows so many goods, a browser draws so many marks; the table holds all.
MOST_GOODS, MOST_MARKS = 12, 200
#: Labels such as "US$10 thousand" need their room: so many steps of the scale at most.
_MOST_STEPS = 2


@dataclass(frozen=True, slots=True)
class _Row:
    """The unit values of one kind of goods, place and direction."""

    label: str
    frame: pd.DataFrame

    def of(self, verdict: str) -> pd.DataFrame:
        return self.frame[self.frame["verdict"] == verdict]


def unit_values_figure(result: UnitValues, look: Look) -> go.Figure:
    """A panel for each kind of unit, a row for each kind of goods."""
    units = [(str(unit), _rows(own)) for unit, own in result.frame.groupby("base_unit", sort=True)]
    drawn = [
        panels.Panel(
            _("US$ {unit}", unit=words.unit_name(unit)),
            _("on a scale of tens: each step to the right multiplies"),
            ROW * len(rows),
        )
        for unit, rows in units
    ]
    layout = panels.stacked(drawn, look)
    traces: list[go.Scatter | go.Bar] = []
    for place, (unit, rows) in enumerate(units):
        own = [*_ranges(rows, unit, look), *_medians(rows, look), *_marks(rows, look)]
        traces += [
            trace.update(xaxis=panels.axis_name("x", place), yaxis=panels.axis_name("y", place))
            for trace in own
        ]
        _axes(layout, place, rows)
    _name_once(traces)
    return theme.figure(look, panels.height(drawn), traces, **layout)


_GOODS = ["market", "goods", "direction"]


def _rows(frame: pd.DataFrame) -> list[_Row]:
    """Kinds of goods, those with flags and with most rows first."""
    flags = (frame["verdict"] == IMPLAUSIBLE).groupby([frame[name] for name in _GOODS])
    counts = flags.agg(["sum", "size"]).sort_values(["sum", "size"], ascending=False, kind="stable")
    kept = counts.head(MOST_GOODS).index
    groups = dict(iter(frame[pd.MultiIndex.from_frame(frame[_GOODS]).isin(kept)].groupby(_GOODS)))
    shown = [groups[key] for key in kept]
    firsts = [next(rows_of(own.head(1))) for own in shown]
    names = panels.labelled(
        [words.goods(row) for row in firsts],
        [
            _(
                "{place}, {direction}",
                place=words.place(row),
                direction=labels.direction(row.direction),
            )
            for row in firsts
        ],
    )
    return [_Row(name, own) for name, own in zip(names, shown, strict=True)]


def _ranges(rows: list[_Row], unit: str, look: Look) -> list[go.Scatter]:
    """From the lowest to the highest plausible value, in one trace: a line for each row."""
    x: list[float | None] = []
    y: list[str | None] = []
    texts: list[str] = []
    for row in rows:
        values = row.of(PLAUSIBLE)["unit_value_usd"]
        if values.empty:
            continue
        low, high = float(values.min()), float(values.max())
        told = ngettext("{count} plausible row", "{count} plausible rows", len(values))
        amounts = _("{low} to {high}", low=numbers.usd(low, 3), high=words.per_unit(high, unit))
        x += [low, high, None]
        y += [row.label, row.label, None]
        texts += [f"{told}<br><b>{amounts}</b>"] * 2 + [""]
    if not x:
        return []
    return [
        go.Scatter(
            x=x,
            y=y,
            mode="lines+markers",
            name=_("Plausible: lowest to highest"),
            line={"color": look.faded("formal", 0.55), "width": 9},
            marker={
                "symbol": "line-ns-open",
                "size": 12,
                "line": {"width": 2, "color": look.colour("formal")},
                "color": look.colour("formal"),
            },
            hovertext=texts,
            hovertemplate="%{hovertext}<extra></extra>",
        )
    ]


def _medians(rows: list[_Row], look: Look) -> list[go.Scatter]:
    known = [row for row in rows if (row.frame["verdict"] != ALONE).any()]
    if not known:
        return []
    return [
        go.Scatter(
            x=[float(row.frame["median_usd"].iloc[0]) for row in known],
            y=[row.label for row in known],
            mode="markers",
            name=_("Median of the same goods"),
            marker={
                "symbol": "diamond",
                "size": 9,
                "color": look.colour("text"),
            },
            hovertext=[
                _(
                    "median of {count}: {amount}",
                    count=int(row.frame["observations"].iloc[0]),
                    amount=numbers.usd(float(row.frame["median_usd"].iloc[0]), 3),
                )
                for row in known
            ],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    ]


_LOOKS = {
    IMPLAUSIBLE: ("x-thin-open", "target", 12),
    ALONE: ("circle-open", "formal", 10),
}


def _marks(rows: list[_Row], look: Look) -> list[go.Scatter]:
    """What is flagged, and what stands alone; of very many the furthest off."""
    found = []
    for verdict, (symbol, role, size) in _LOOKS.items():
        own = [(row.label, each) for row in rows for each in rows_of(_furthest(row.of(verdict)))]
        if not own:
            continue
        found.append(
            go.Scatter(
                x=[each.unit_value_usd for _label, each in own],
                y=[label for label, _each in own],
                mode="markers",
                name=labels.of(labels.VERDICTS, verdict),
                marker={
                    "symbol": symbol,
                    "size": size,
                    "color": look.colour(role),
                    "line": {"width": 3, "color": look.colour(role)},
                },
                hovertext=[_text(each) for _label, each in own],
                hovertemplate="%{hovertext}<extra></extra>",
            )
        )
    return found


def _furthest(rows: pd.DataFrame) -> pd.DataFrame:
    if len(rows) <= MOST_MARKS:
        return rows
    off = (rows["unit_value_usd"] / rows["median_usd"]).map(lambda times: abs(math.log(times)))
    return rows.loc[off.nlargest(MOST_MARKS).index]


def _text(row: object) -> str:
    return "<br>".join(
        [
            escape(words.goods(row)),
            f"{dates.period(row.period)}: <b>{words.per_unit(row.unit_value_usd, row.base_unit)}</b>",  # type: ignore[attr-defined]
            _("{table}, line {line}", table=row.table, line=row.line),  # type: ignore[attr-defined]
        ]
    )


def _axes(layout: dict[str, object], place: int, rows: list[_Row]) -> None:
    x, y = (panels.axis_name(name, place) for name in ("xaxis", "yaxis"))
    values = pd.concat([row.frame["unit_value_usd"] for row in rows])
    first = math.floor(math.log10(float(values.min())))
    last = max(first + 1, math.ceil(math.log10(float(values.max()))))
    step = math.ceil((last - first) / _MOST_STEPS)
    tens = [10.0**power for power in range(first, last + 1, step)]
    layout[x] = {
        **layout[x],  # type: ignore[dict-item]
        "type": "log",
        "range": [first - 0.1 * (last - first), last + 0.25 * (last - first)],
        "tickvals": tens,
        "ticktext": [numbers.usd(value, 3) for value in tens],
        "showgrid": True,
        "tickangle": 0,
        "tickfont": {"size": 11},
    }
    layout[y] = {
        **layout[y],  # type: ignore[dict-item]
        "autorange": "reversed",
        "type": "category",
        "categoryarray": [row.label for row in rows],
        "tickfont": panels.LABEL_FONT,
        "automargin": False,
        "showgrid": False,
    }


def _name_once(traces: list[go.Scatter | go.Bar]) -> None:
    named: set[str] = set()
    for trace in traces:
        trace.showlegend = trace.name not in named
        named.add(trace.name)
