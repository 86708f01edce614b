"""Bars, as plotly stands them: side by side in their groups or over one another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bordertrade.figures.svg.axis import CATEGORY, DATE, DAY_MS, Axis
from bordertrade.figures.svg.canvas import Canvas
from bordertrade.figures.svg.errors import draw_errors
from bordertrade.figures.svg.paint import fill, stroke
from bordertrade.figures.svg.texts import draw, read
from bordertrade.figures.svg.trace import each, listed, marked, part

_GAP = 0.2
_TEXT_PX = 12.0


@dataclass(frozen=True, slots=True)
class Standing:
    """How wide the bars of a trace are and how far from their place, in the axis's numbers."""

    width: float
    offset: float


@dataclass(frozen=True, slots=True)
class _Bar:
    """A bar along its value axis from ``foot`` to ``top`` and across from ``left``, px."""

    foot: float
    top: float
    left: float
    across: float
    upright: bool

    @property
    def box(self) -> str:
        start, length = min(self.foot, self.top), abs(self.top - self.foot)
        x, y, w, h = (
            (self.left, start, self.across, length)
            if self.upright
            else (start, self.left, length, self.across)
        )
        return f'x="{x:.2f}" y="{y:.2f}" width="{w:.2f}" height="{h:.2f}"'


def standings(bars: Sequence[Mapping[str, Any]], canvas: Canvas) -> dict[int, Standing]:
    """How the bars of each trace stand, by the trace's id."""
    found: dict[int, Standing] = {}
    for subplot in dict.fromkeys(_subplot(bar) for bar in bars):
        together = [bar for bar in bars if _subplot(bar) == subplot]
        axis = _along(together[0], canvas)
        found |= _standing(together, axis, canvas.layout)
    return found


def draw_bars(trace: Mapping[str, Any], standing: Standing, canvas: Canvas) -> None:
    upright = _is_upright(trace)
    places, values = (trace.get("x"), trace.get("y")) if upright else (trace.get("y"), trace.get("x"))
    places, values = listed(places), listed(values)
    count = len(places)
    bases, widths = each(trace.get("base"), count), each(trace.get("width"), count)
    texts = each(trace.get("text"), count)
    for at, (place, value) in enumerate(zip(places, values, strict=True)):
        bar = _bar(trace, canvas, standing, place, value, bases[at], widths[at])
        if bar is None:
            continue
        _paint(trace, at, count, bar, canvas, place, value, bases[at])
        if texts[at]:
            _label(trace, bar, str(texts[at]), canvas)
    draw_errors(trace, canvas, standing.offset)


def _bar(
    trace: Mapping[str, Any],
    canvas: Canvas,
    standing: Standing,
    place: object,
    value: object,
    base: object,
    width: object,
) -> _Bar | None:
    upright = _is_upright(trace)
    x, y = canvas.of(trace)
    along, up = (x, y) if upright else (y, x)
    own, amount = along.number(place), up.number(value)
    if own is None or amount is None:
        return None
    foot = up.number(base) if base is not None else 0.0
    foot = 0.0 if foot is None else foot
    across = float(width) if width is not None else standing.width  # type: ignore[arg-type]
    centre = own + standing.offset
    edges = sorted((along.pixel(centre - across / 2), along.pixel(centre + across / 2)))
    return _Bar(up.pixel(foot), up.pixel(foot + amount), edges[0], edges[1] - edges[0], upright)


def _paint(
    trace: Mapping[str, Any],
    at: int,
    count: int,
    bar: _Bar,
    canvas: Canvas,
    place: object,
    value: object,
    base: object,
) -> None:
    colour = each(part(trace, "marker", "color"), count)[at]
    edge = each(part(trace, "marker", "line", "color"), count)[at] or colour
    weight = each(part(trace, "marker", "line", "width"), count)[at] or 0
    pattern = part(trace, "marker", "pattern") or {}
    shape = each(pattern.get("shape"), count)[at]
    single = {name: each(given, count)[at] for name, given in pattern.items()}
    paint = canvas.hatched(single, str(edge)) if shape else str(colour or "none")
    told = marked(trace, place=place, value=value, base=base)
    line = f' {stroke(str(edge))} stroke-width="{weight:g}"' if weight else ""
    canvas.add(f'<rect {bar.box} {fill(paint)}{line} {told}/>')


def _label(trace: Mapping[str, Any], bar: _Bar, text: str, canvas: Canvas) -> None:
    size = float(part(trace, "textfont", "size") or _TEXT_PX)
    colour = part(trace, "textfont", "color") or canvas.ink
    middle = bar.left + bar.across / 2
    if bar.upright:
        down = 1.0 if bar.top <= bar.foot else 0.0
        y = bar.top + (-3 if down else 3)
        canvas.add(draw(read(text), middle, y, size, colour, anchor="middle", down=down))
        return
    right = bar.top >= bar.foot
    x = bar.top + (4 if right else -4)
    anchor = "start" if right else "end"
    canvas.add(draw(read(text), x, middle, size, colour, anchor=anchor, down=0.5))


def _standing(
    bars: Sequence[Mapping[str, Any]], axis: Axis, layout: Mapping[str, Any]
) -> dict[int, Standing]:
    gap = float(layout.get("bargap", part(layout, "template", "layout", "bargap") or _GAP))
    step = _smallest_step(bars, axis)
    room = step * (1 - gap)
    if layout.get("barmode", "group") != "group":
        return {id(bar): Standing(room, 0.0) for bar in bars}
    groups = list(dict.fromkeys(_group(bar) for bar in bars))
    each_width = room / len(groups)
    return {
        id(bar): Standing(
            each_width, (groups.index(_group(bar)) - (len(groups) - 1) / 2) * each_width
        )
        for bar in bars
    }


def _group(bar: Mapping[str, Any]) -> object:
    return bar.get("offsetgroup") or id(bar)


def _smallest_step(bars: Sequence[Mapping[str, Any]], axis: Axis) -> float:
    if axis.kind == CATEGORY:
        return 1.0
    places = (
        axis.number(place)
        for bar in bars
        for place in listed(bar.get("x") if _is_upright(bar) else bar.get("y"))
    )
    known = sorted({place for place in places if place is not None})
    steps = (later - earlier for earlier, later in zip(known, known[1:], strict=False))
    return min(steps, default=30 * DAY_MS if axis.kind == DATE else 1.0)


def _along(bar: Mapping[str, Any], canvas: Canvas) -> Axis:
    x, y = canvas.of(bar)
    return x if _is_upright(bar) else y


def _is_upright(bar: Mapping[str, Any]) -> bool:
    return bar.get("orientation") != "h"


def _subplot(bar: Mapping[str, Any]) -> tuple[str, str]:
    return bar.get("xaxis") or "x", bar.get("yaxis") or "y"
