"""Lines and words that stand beside the traces: plotly's shapes and annotations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bordertrade.figures.svg.canvas import Canvas
from bordertrade.figures.svg.paint import fill
from bordertrade.figures.svg.texts import Spot, Text, draw, read
from bordertrade.figures.symbols import dash_array

_SIZE = 14.0


def draw_shape(shape: Mapping[str, Any], canvas: Canvas) -> None:
    """A straight line; our figures have no other shapes. Raises KeyError for another."""
    if shape.get("type") != "line":
        raise KeyError(shape.get("type"))
    x0, x1 = (_at(shape[key], shape.get("xref"), "x", canvas) for key in ("x0", "x1"))
    y0, y1 = (_at(shape[key], shape.get("yref"), "y", canvas) for key in ("y0", "y1"))
    line = shape.get("line", {})
    canvas.add(
        f'<path d="M{x0:.1f} {y0:.1f}L{x1:.1f} {y1:.1f}" fill="none" '
        f'stroke="{line.get("color", canvas.ink)}" stroke-width="{line.get("width", 2):g}" '
        f'stroke-dasharray="{dash_array(line.get("dash"))}"/>'
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
