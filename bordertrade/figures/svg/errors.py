"""Error bars: how far a figure may lie above and below."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bordertrade.figures.svg.canvas import Canvas
from bordertrade.figures.svg.paint import stroke
from bordertrade.figures.svg.trace import each, listed, marked, part


def draw_errors(trace: Mapping[str, Any], canvas: Canvas, offset: float = 0.0) -> None:
    """The upright ones of a trace. ``offset`` moves them with their bars, in the axis's numbers."""
    given = part(trace, "error_y")
    if not given or given.get("array") is None:
        return
    xs, ys = listed(trace.get("x")), listed(trace.get("y"))
    ups, downs = each(given["array"], len(xs)), each(given.get("arrayminus"), len(xs))
    bases = each(trace.get("base"), len(xs))
    for x, y, base, up, down in zip(xs, ys, bases, ups, downs, strict=True):
        if y is not None and not (up is None and down is None):
            top, foot = y + (base or 0) + (up or 0), y + (base or 0) - (down or 0)
            _one(trace, canvas, offset, _Range(x, foot, top))


@dataclass(frozen=True, slots=True)
class _Range:
    """From ``low`` to ``high`` above the place ``x``."""

    x: object
    low: float
    high: float


def _one(trace: Mapping[str, Any], canvas: Canvas, offset: float, told: _Range) -> None:
    given = trace["error_y"]
    across, along = canvas.of(trace)
    own, top, foot = across.number(told.x), along.at(told.high), along.at(told.low)
    if own is None or top is None or foot is None or top == foot:
        return
    at, half = across.pixel(own + offset), float(given.get("width") or 4)
    colour, weight = given.get("color") or canvas.ink, float(given.get("thickness") or 2)
    said = marked(trace, x=told.x, low=told.low, high=told.high)
    canvas.add(
        f'<path d="M{at:.1f} {top:.1f}V{foot:.1f}M{at - half:.1f} {top:.1f}h{2 * half:.1f}'
        f'M{at - half:.1f} {foot:.1f}h{2 * half:.1f}" {stroke(colour)} stroke-width="{weight:g}" '
        f'fill="none" {said}/>'
    )
