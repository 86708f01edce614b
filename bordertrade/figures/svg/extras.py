"""Lines and words that stand beside the traces: plotly's shapes and annotations."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bordertrade.figures.svg.canvas import Canvas
from bordertrade.figures.svg.paint import fill
from bordertrade.figures.svg.texts import Spot, Text, draw, read
from bordertrade.figures.symbols import dash_array

_SIZE = 14.0


def draw_shape(shape: Mapping[str, Any], canvas: Canvas) -> None:
    """Straight lines; our figures have no other shapes. Raises KeyError for another."""
    line = shape.get("line", {})
    drawn = "".join(
        f"M{x0:.1f} {y0:.1f}L{x1:.1f} {y1:.1f}"
        for (x0, y0), (x1, y1) in (
            (_corner(start, shape, canvas), _corner(end, shape, canvas))
            for start, end in _strokes(shape)
        )
    )
    canvas.add(
        f'<path d="{drawn}" fill="none" '
        f'stroke="{line.get("color", canvas.ink)}" stroke-width="{line.get("width", 2):g}" '
        f'stroke-dasharray="{dash_array(line.get("dash"))}"/>'
    )


_Point = tuple[Any, Any]
#: One stroke of a path, as ``figures.time_axis`` writes it: days may have dashes, never blanks.
_STROKE = re.compile(r"M([^ ,]+),([^ ,]+) L([^ ,]+),([^ ,]+)(?: |$)")


def _strokes(shape: Mapping[str, Any]) -> list[tuple[_Point, _Point]]:
    if shape.get("type") == "line":
        return [((shape["x0"], shape["y0"]), (shape["x1"], shape["y1"]))]
    path = shape.get("path", "")
    if shape.get("type") != "path" or _STROKE.sub("", path):
        raise KeyError(shape.get("type"))
    return [((x0, y0), (x1, y1)) for x0, y0, x1, y1 in _STROKE.findall(path)]


def _corner(point: _Point, shape: Mapping[str, Any], canvas: Canvas) -> tuple[float, float]:
    x, y = point
    return (
        _at(x, shape.get("xref"), "x", canvas),
        _at(y, shape.get("yref"), "y", canvas),
    )


def draw_annotation(note: Mapping[str, Any], canvas: Canvas) -> None:
    x = _at(note["x"], note.get("xref"), "x", canvas) + float(note.get("xshift", 0))
    y = _at(note["y"], note.get("yref"), "y", canvas) - float(note.get("yshift", 0))
    if note.get("showarrow", True) and note.get("ax") is not None:
        x, y = _arrow(note, x, y, canvas)
    font = note.get("font", {})
    size = float(font.get("size", _SIZE))
    anchor = {"left": "start", "right": "end"}.get(note.get("xanchor") or "center", "middle")
    room = {"start": canvas.plot.edge - x, "end": x}.get(anchor, canvas.plot.edge)
    text = read(note.get("text") or "").within(room, size)
    if not any(text.lines):
        return
    down = {"top": 0.0, "bottom": 1.0}.get(note.get("yanchor") or "middle", 0.5)
    spot = Spot(x, y, anchor, down)
    if note.get("bgcolor"):
        canvas.add(_box(note["bgcolor"], text, spot, size))
    canvas.add(draw(text, spot, size, font.get("color", canvas.ink)))


def _box(colour: str, text: Text, spot: Spot, size: float) -> str:
    """A ground that keeps lines from running through a text."""
    width, height = text.width(size), text.height(size)
    left = spot.x - {"start": 0.0, "middle": 0.5, "end": 1.0}[spot.anchor] * width
    return (
        f'<rect x="{left - 2:.1f}" y="{spot.y - spot.down * height:.1f}" width="{width + 4:.1f}" '
        f'height="{height:.1f}" {fill(colour)}/>'
    )


def _arrow(note: Mapping[str, Any], x: float, y: float, canvas: Canvas) -> tuple[float, float]:
    """Draws the arrow to (x, y) and returns where it starts: there stands the text."""
    from_x = _at(note["ax"], note.get("axref"), "x", canvas)
    from_y = _at(note["ay"], note.get("ayref"), "y", canvas)
    colour, weight = note.get("arrowcolor", canvas.ink), float(note.get("arrowwidth", 1))
    length = max(((x - from_x) ** 2 + (y - from_y) ** 2) ** 0.5, 1e-6)
    ux, uy = (x - from_x) / length, (y - from_y) / length
    head = 4 * weight
    wings = "".join(
        f"M{x:.1f} {y:.1f}L{x - head * (ux + side * uy * 0.5):.1f} "
        f"{y - head * (uy - side * ux * 0.5):.1f}"
        for side in (-1, 1)
    )
    canvas.add(
        f'<path d="M{from_x:.1f} {from_y:.1f}L{x:.1f} {y:.1f}{wings}" fill="none" '
        f'stroke="{colour}" stroke-width="{weight:g}"/>'
    )
    return from_x, from_y


def _at(value: object, ref: str | None, usual: str, canvas: Canvas) -> float:
    """Where a value stands: on an axis, or on the whole plot ("paper")."""
    name = ref or usual
    if name.split()[0] == "paper":
        place = canvas.plot.across if usual == "x" else canvas.plot.upward
        return place(float(value))  # type: ignore[arg-type]
    found = canvas.axes[name.split()[0]].at(value)
    assert found is not None
    return found
