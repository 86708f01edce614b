"""Bars, as plotly stands them: side by side in their groups or over one another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from bordertrade.figures.svg.axis import CATEGORY, DATE, DAY_MS, Axis
from bordertrade.figures.svg.canvas import Canvas
from bordertrade.figures.svg.errors import draw_errors
from bordertrade.figures.svg.paint import fill, stroke
from bordertrade.figures.svg.texts import Spot, draw, read
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
    for given in _given(trace):
        bar = _bar(trace, canvas, standing, given)
        if bar is None:
            continue
        _paint(trace, canvas, given, bar)
        if given.text:
            _label(trace, bar, str(given.text), canvas)
    draw_errors(trace, canvas, standing.offset)


@dataclass(frozen=True, slots=True)
class _Given:
    """One figure of a trace, number ``at`` of ``count``."""

    at: int
    count: int
    place: object
    value: object
    base: object
    width: Any
    text: object

    def of(self, values: object) -> Any:
        """What a list gives for this figure, or a single value for all."""
        return each(values, self.count)[self.at]


def _given(trace: Mapping[str, Any]) -> Iterator[_Given]:
    ways = ("x", "y") if _is_upright(trace) else ("y", "x")
    places, values = (listed(trace.get(way)) for way in ways)
    count = len(places)
    others = (each(trace.get(name), count) for name in ("base", "width", "text"))
    for at, (place, value, *rest) in enumerate(zip(places, values, *others, strict=True)):
        yield _Given(at, count, place, value, *rest)


def _bar(
    trace: Mapping[str, Any], canvas: Canvas, standing: Standing, given: _Given
) -> _Bar | None:
    upright = _is_upright(trace)
    x, y = canvas.of(trace)
    along, up = (x, y) if upright else (y, x)
    own, amount = along.number(given.place), up.number(given.value)
    if own is None or amount is None:
        return None
    foot = 0.0 if given.base is None else up.number(given.base) or 0.0
    across = standing.width if given.width is None else float(given.width)
    centre = own + standing.offset
    edges = sorted((along.pixel(centre - across / 2), along.pixel(centre + across / 2)))
    return _Bar(up.pixel(foot), up.pixel(foot + amount), edges[0], edges[1] - edges[0], upright)


def _paint(trace: Mapping[str, Any], canvas: Canvas, given: _Given, bar: _Bar) -> None:
    colour = given.of(part(trace, "marker", "color"))
    edge = given.of(part(trace, "marker", "line", "color")) or colour
    weight = given.of(part(trace, "marker", "line", "width")) or 0
    pattern = part(trace, "marker", "pattern") or {}
    single = {name: given.of(values) for name, values in pattern.items()}
    hatched = canvas.hatched(single, str(edge)) if single.get("shape") else ""
    paint = hatched or str(colour or "none")
    line = f' {stroke(str(edge))} stroke-width="{weight:g}"' if weight else ""
    told = marked(trace, place=given.place, value=given.value, base=given.base)
    canvas.add(f"<rect {bar.box} {fill(paint)}{line} {told}/>")


def _label(trace: Mapping[str, Any], bar: _Bar, text: str, canvas: Canvas) -> None:
    size = float(part(trace, "textfont", "size") or _TEXT_PX)
    colour = part(trace, "textfont", "color") or canvas.ink
    middle = bar.left + bar.across / 2
    if bar.upright:
        down = 1.0 if bar.top <= bar.foot else 0.0
        y = bar.top + (-3 if down else 3)
        canvas.add(draw(read(text), Spot(middle, y, "middle", down), size, colour))
        return
    right = bar.top >= bar.foot
    x = bar.top + (4 if right else -4)
    anchor = "start" if right else "end"
    canvas.add(draw(read(text), Spot(x, middle, anchor, 0.5), size, colour))


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
    steps = (later - earlier for earlier, later in pairwise(known))
    return min(steps, default=30 * DAY_MS if axis.kind == DATE else 1.0)


def _along(bar: Mapping[str, Any], canvas: Canvas) -> Axis:
    x, y = canvas.of(bar)
    return x if _is_upright(bar) else y


def _is_upright(bar: Mapping[str, Any]) -> bool:
    return bar.get("orientation") != "h"


def _subplot(bar: Mapping[str, Any]) -> tuple[str, str]:
    return bar.get("xaxis") or "x", bar.get("yaxis") or "y"
