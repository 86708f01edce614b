"""Error bars: how far a figure may lie above and below."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bordertrade.figures.svg.canvas import Canvas
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
            _one(trace, given, canvas, offset, x, y + (base or 0), up or 0, down or 0)


def _one(
    trace: Mapping[str, Any],
    given: Mapping[str, Any],
    canvas: Canvas,
    offset: float,
    x: object,
    y: float,
    up: float,
    down: float,
) -> None:
    across, along = canvas.of(trace)
    own, top, foot = across.number(x), along.at(y + up), along.at(y - down)
    if own is None or top is None or foot is None or top == foot:
        return
    at, half = across.pixel(own + offset), float(given.get("width") or 4)
    colour, weight = given.get("color") or canvas.ink, float(given.get("thickness") or 2)
    told = marked(trace, x=x, low=y - down, high=y + up)
    canvas.add(
        f'<path d="M{at:.1f} {top:.1f}V{foot:.1f}M{at - half:.1f} {top:.1f}h{2 * half:.1f}'
        f'M{at - half:.1f} {foot:.1f}h{2 * half:.1f}" stroke="{colour}" stroke-width="{weight:g}" '
        f'fill="none" {told}/>'
    )
