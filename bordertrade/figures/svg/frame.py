"""The frame of a drawing: its axes, the room they share, grids and ticks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bordertrade.figures.svg.axis import CATEGORY, DATE, LINEAR, Axis, axis_of
from bordertrade.figures.svg.canvas import Canvas, Plot
from bordertrade.figures.svg.stretch import stretched
from bordertrade.figures.svg.texts import LINE, Spot, Text, draw, read
from bordertrade.figures.svg.ticks import ticks
from bordertrade.figures.svg.trace import listed, part
from bordertrade.figures.symbols import dash_array

_MARGIN = {"l": 8.0, "r": 16.0, "t": 8.0, "b": 8.0}
#: Of a figure that does not say, px.
USUAL_HEIGHT = 420
_TICK_PX = 13.0
_APART = 6.0


def axes_of(layout: Mapping[str, Any], traces: Sequence[Mapping[str, Any]]) -> dict[str, Axis]:
    """Every axis that the layout describes or a trace stands on, not yet placed."""
    used = {trace.get(f"{way}axis") or way for trace in traces for way in "xy"}
    described = {key.replace("axis", "") for key in layout if key[1:5] == "axis"}
    found = {}
    for name in sorted({"x", "y"} | used | described):
        given = _described(layout, name)
        own = [trace for trace in traces if (trace.get(f"{name[0]}axis") or name[0]) == name]
        values = [value for trace in own for value in _values(trace, name[0])]
        found[name] = axis_of(name, given, values, bars=any(map(_is_bar, own)))
    return found


def _described(layout: Mapping[str, Any], name: str) -> dict[str, Any]:
    usual = part(layout, "template", "layout", f"{name[0]}axis") or {}
    own = layout.get(f"{name[0]}axis{name[1:]}", {})
    return {**usual, **own}


def _values(trace: Mapping[str, Any], way: str) -> list[Any]:
    values = listed(trace.get(way))
    base = trace.get("base")
    is_length = (way == "y") == (trace.get("orientation") != "h")
    if not _is_bar(trace) or base is None or not is_length:
        return values
    bases = listed(base) if hasattr(base, "__len__") and not isinstance(base, str) else [base]
    bases = bases * len(values) if len(bases) == 1 else bases
    tops = [
        low + value
        for low, value in zip(bases, values, strict=True)
        if low is not None and value is not None
    ]
    return [*(low for low in bases if low is not None), *tops]


def _is_bar(trace: Mapping[str, Any]) -> bool:
    return bool(trace["type"] == "bar")


def placed(
    axes: Mapping[str, Axis], layout: Mapping[str, Any], width: float, top: float, bottom: float
) -> tuple[dict[str, Axis], Plot]:
    """The axes with their pixels, between ``top`` and ``bottom``: labels get the room they need."""
    margin = {**_MARGIN, **(part(layout, "template", "layout", "margin") or {})}
    margin |= layout.get("margin", {})
    beside = (axis for axis in axes.values() if _labels(axis, "y") and _is_left(axis, axes))
    left = max([margin["l"], *map(_label_width, beside)])
    right = max([margin["r"], *(_overhang(axis) for axis in axes.values() if _labels(axis, "x"))])
    below = [
        _label_height(axis) for axis in axes.values() if _labels(axis, "x") and _is_low(axis, axes)
    ]
    frame = margin["t"] + max([margin["b"], *below])
    up = stretched(
        [_domain(axis) for axis in axes.values() if _labels(axis, "y")],
        float(layout.get("height") or USUAL_HEIGHT) - frame,
        foot=bottom - frame + margin["t"],
        top=top + margin["t"],
    )
    plot = Plot(left, width - right, width, up)
    return {name: _place(axis, plot) for name, axis in axes.items()}, plot


def _labels(axis: Axis, way: str) -> bool:
    """Whether an axis of this way has words that need room."""
    is_shown: bool = axis.given.get("visible", True) and axis.given.get("showticklabels", True)
    return is_shown and axis.name[0] == way


def _label_width(axis: Axis) -> float:
    size = _size(axis)
    return max((tick.text.width(size) for tick in ticks(axis)), default=0.0) + _APART + 6


def _overhang(axis: Axis) -> float:
    """Half of the last label stands beyond the axis."""
    found = ticks(axis)
    return found[-1].text.width(_size(axis)) / 2 + 2 if found else 0.0


def _label_height(axis: Axis) -> float:
    size = _size(axis)
    labels = max((tick.text.height(size) for tick in ticks(axis)), default=0.0)
    title = _title(axis)
    return labels + _APART + (size * LINE + 4 if any(title.lines) else 0.0)


def _title(axis: Axis) -> Text:
    return read(part(axis.given, "title", "text") or "")


def _is_low(axis: Axis, axes: Mapping[str, Axis]) -> bool:
    """Whether an x axis stands at the foot of the picture."""
    partner = axes.get(axis.given.get("anchor") or "y")
    return partner is None or _domain(partner)[0] < 0.02


def _is_left(axis: Axis, axes: Mapping[str, Axis]) -> bool:
    """Whether a y axis stands at the left of the picture."""
    partner = axes.get(axis.given.get("anchor") or "x")
    return partner is None or _domain(partner)[0] < 0.02


def _domain(axis: Axis) -> tuple[float, float]:
    low, high = axis.given.get("domain", (0.0, 1.0))
    return float(low), float(high)


def _place(axis: Axis, plot: Plot) -> Axis:
    place = plot.across if axis.name[0] == "x" else plot.upward
    low, high = _domain(axis)
    return axis.placed(place(low), place(high))


def draw_grid(canvas: Canvas) -> None:
    """Lines behind the traces."""
    for axis in canvas.axes.values():
        if axis.given.get("visible", True):
            _grid(axis, canvas)


def _grid(axis: Axis, canvas: Canvas) -> None:
    colour, quiet = axis.given.get("gridcolor", "#ddd"), axis.given.get("zerolinecolor", "#999")
    dash = axis.given.get("griddash")
    if axis.given.get("showgrid", axis.kind != CATEGORY):
        for tick in ticks(axis):
            canvas.add(_across(axis, tick.own, canvas, colour, dash))
    low, high = sorted((axis.low, axis.high))
    if axis.kind == LINEAR and axis.given.get("zeroline", True) and low <= 0 <= high:
        canvas.add(_across(axis, 0.0, canvas, quiet, None))


def _across(axis: Axis, own: float, canvas: Canvas, colour: str, dash: str | None) -> str:
    at, partner = axis.pixel(own), _partner(axis, canvas)
    start, end = (partner.start, partner.end)
    path = (
        f"M{at:.1f} {start:.1f}V{end:.1f}"
        if axis.name[0] == "x"
        else f"M{start:.1f} {at:.1f}H{end:.1f}"
    )
    return f'<path d="{path}" stroke="{colour}" stroke-width="1" stroke-dasharray="{dash_array(dash)}"/>'


def _partner(axis: Axis, canvas: Canvas) -> Axis:
    other = "y" if axis.name[0] == "x" else "x"
    name = axis.given.get("anchor") or other + axis.name[1:]
    return canvas.axes.get(name) or canvas.axes[other]


def draw_ticks(canvas: Canvas) -> None:
    """The words of the axes."""
    for axis in canvas.axes.values():
        if axis.given.get("visible", True) and axis.given.get("showticklabels", True):
            (_below if axis.name[0] == "x" else _beside)(axis, canvas)


def _below(axis: Axis, canvas: Canvas) -> None:
    """Labels under an axis; one that would touch the one before it is left out."""
    size, colour, foot = _size(axis), _colour(axis, canvas), _partner(axis, canvas).start
    free = float("-inf")
    for tick in ticks(axis):
        at, half = axis.pixel(tick.own), tick.text.width(size) / 2
        if at - half > free:
            canvas.add(draw(tick.text, Spot(at, foot + _APART, "middle", 0), size, colour))
            free = at + half + (2 if axis.kind == DATE else 4)
    title = _title(axis)
    if any(title.lines):
        y = foot + _label_height(axis) - size * LINE
        middle = (axis.start + axis.end) / 2
        canvas.add(draw(title, Spot(middle, y, "middle", 0), size, colour))


def _beside(axis: Axis, canvas: Canvas) -> None:
    size, colour, left = _size(axis), _colour(axis, canvas), _partner(axis, canvas).start
    for tick in ticks(axis):
        at = axis.pixel(tick.own)
        canvas.add(draw(tick.text, Spot(left - _APART, at, "end", 0.5), size, colour))


def _size(axis: Axis) -> float:
    return float(part(axis.given, "tickfont", "size") or _TICK_PX)


def _colour(axis: Axis, canvas: Canvas) -> str:
    return str(part(axis.given, "tickfont", "color") or canvas.ink)
