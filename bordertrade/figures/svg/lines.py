"""Lines, bands, markers and texts of scatter traces."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from bordertrade.figures.svg.canvas import Canvas
from bordertrade.figures.svg.errors import draw_errors
from bordertrade.figures.svg.paint import fill, stroke
from bordertrade.figures.svg.texts import Spot, draw, read
from bordertrade.figures.svg.trace import each, listed, marked, part, plain
from bordertrade.figures.symbols import dash_array, is_open, shape

Point = tuple[float, float]
#: A point of the trace on the drawing; None where its line has a hole.
Points = list[Point | None]
_TEXT_PX = 12.0


def points(trace: Mapping[str, Any], canvas: Canvas) -> Points:
    x, y = canvas.of(trace)
    pairs = zip(listed(trace.get("x")), listed(trace.get("y")), strict=True)
    placed = ((x.at(one), y.at(other)) for one, other in pairs)
    return [(a, b) if a is not None and b is not None else None for a, b in placed]


def draw_scatter(
    trace: Mapping[str, Any], canvas: Canvas, before: Mapping[str, Any] | None
) -> None:
    """A trace; ``before`` is the one that stood before it on the same axes."""
    found = points(trace, canvas)
    mode = str(trace.get("mode") or "lines")
    _fill(trace, found, canvas, before)
    if "lines" in mode:
        _line(trace, found, canvas)
    draw_errors(trace, canvas)
    if "markers" in mode:
        _markers(trace, found, canvas)
    if "text" in mode:
        _texts(trace, found, canvas)


def _fill(
    trace: Mapping[str, Any], found: Points, canvas: Canvas, before: Mapping[str, Any] | None
) -> None:
    kind = trace.get("fill")
    if kind not in {"toself", "tonexty"}:
        return
    others = points(before, canvas) if before else []
    outlines = runs(found) if kind == "toself" else _between(found, others)
    pattern = part(trace, "fillpattern", "shape") and part(trace, "fillpattern")
    colour = str(trace.get("fillcolor") or "none")
    paint = canvas.hatched(pattern, colour) if pattern else colour
    for outline in outlines:
        if len(outline) > 2:
            canvas.add(f'<path d="{_path(outline)}z" {fill(paint)} {marked(trace)}/>')


def _between(upper: Points, lower: Points) -> list[list[Point]]:
    """The band between two lines. Where they do not break at the same places, as one piece."""
    if len(upper) != len(lower):
        up, down = ([each for each in one if each] for one in (upper, lower))
        return [up + down[::-1]]
    both = [(a, b) if a and b else None for a, b in zip(upper, lower, strict=True)]
    pieces: list[list[tuple[Point, Point]]] = [[]]
    for pair in both:
        if pair is None:
            pieces.append([])
        else:
            pieces[-1].append(pair)
    return [[a for a, _b in piece] + [b for _a, b in reversed(piece)] for piece in pieces if piece]


def _line(trace: Mapping[str, Any], found: Points, canvas: Canvas) -> None:
    weight = part(trace, "line", "width")
    weight = 2.0 if weight is None else float(weight)
    if not weight:
        return
    colour = part(trace, "line", "color") or canvas.ink
    dash = dash_array(part(trace, "line", "dash"))
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    steps = part(trace, "line", "shape") == "hv"
    told = marked(trace, values=_values(trace))
    path = "".join(_path(_stepped(run) if steps else run) for run in runs(found) if len(run) > 1)
    if path:
        canvas.add(
            f'<path d="{path}" fill="none" {stroke(colour)} stroke-width="{weight:g}"'
            f'{dashed} stroke-linejoin="round" {told}/>'
        )


def _values(trace: Mapping[str, Any]) -> str:
    given = listed(trace.get("y"))
    return " ".join("" if value is None or value != value else plain(value) for value in given)


def _markers(trace: Mapping[str, Any], found: Points, canvas: Canvas) -> None:
    count = len(found)
    symbols = each(part(trace, "marker", "symbol") or "circle", count)
    sizes = each(part(trace, "marker", "size") or 6, count)
    colours = each(part(trace, "marker", "color"), count)
    edges = each(part(trace, "marker", "line", "color"), count)
    weights = each(part(trace, "marker", "line", "width"), count)
    xs, ys = listed(trace.get("x")), listed(trace.get("y"))
    for at, point in enumerate(found):
        if point is None:
            continue
        symbol = str(symbols[at] or "circle")
        colour = colours[at] or part(trace, "line", "color") or canvas.ink
        edge = edges[at] if edges[at] and not is_open(symbol) else colour
        scale = float(sizes[at] or 6) / 10
        weight = float(weights[at] or (1.6 if is_open(symbol) or "thin" in symbol else 0))
        inside = "none" if is_open(symbol) else colour
        told = marked(trace, x=xs[at], y=ys[at])
        canvas.add(
            f'<g transform="translate({point[0]:.1f} {point[1]:.1f}) scale({scale:.2f})" '
            f'{fill(inside)} {stroke(edge)} stroke-width="{weight / scale:.2f}" {told}>'
            f"{shape(symbol)}</g>"
        )


def _texts(trace: Mapping[str, Any], found: Points, canvas: Canvas) -> None:
    texts = each(trace.get("text"), len(found))
    positions = each(trace.get("textposition") or "middle center", len(found))
    size = float(part(trace, "textfont", "size") or _TEXT_PX)
    colours = each(part(trace, "textfont", "color") or canvas.ink, len(found))
    for at, point in enumerate(found):
        if point and texts[at]:
            upright, sideways = str(positions[at]).split()
            anchor = {"left": "end", "right": "start"}.get(sideways, "middle")
            down = {"top": 1.0, "bottom": 0.0}.get(upright, 0.5)
            x = point[0] + {"left": -6, "right": 6}.get(sideways, 0)
            y = point[1] + {"top": -5, "bottom": 5}.get(upright, 0)
            canvas.add(draw(read(texts[at]), Spot(x, y, anchor, down), size, str(colours[at])))


def runs(found: Points) -> list[list[Point]]:
    """The pieces of a line between its holes."""
    pieces: list[list[Point]] = [[]]
    for point in found:
        if point is None:
            pieces.append([])
        else:
            pieces[-1].append(point)
    return [piece for piece in pieces if piece]


def _stepped(run: Sequence[Point]) -> list[Point]:
    """Level until the next point, then up or down."""
    corners = [(later[0], earlier[1]) for earlier, later in pairwise(run)]
    pairs = zip(run[1:], corners, strict=True)
    return [run[0], *(point for later, corner in pairs for point in (corner, later))]


def _path(run: Sequence[Point]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in run)
