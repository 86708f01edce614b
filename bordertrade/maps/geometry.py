"""Coordinate lists made smaller: snapped, thinned, clipped. Degrees or pixels alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

Point = tuple[float, float]
Line = list[Point]
#: west, south, east, north (or left, top, right, bottom)
Window = tuple[float, float, float, float]

#: Windows and the grid in them, degrees: the border itself at 0.1 km; what a wide screen shows
#: at first at 1 km, as good as the source; what zooming out shows at 3 km.
_GRIDS: tuple[tuple[Window, float], ...] = (
    ((60.0, 24.5, 64.5, 30.5), 0.001),
    ((52.0, 22.5, 72.0, 33.0), 0.01),
    ((46.0, 20.0, 78.0, 37.0), 0.03),
)
_FAR_GRID = 0.5


def snapped(lon: float, lat: float) -> Point:
    """A vertex on the grid of its neighbourhood.

    The rule looks at the vertex alone, so fills, borders and coasts that share vertices still
    share them afterwards and no slivers open between them.
    """
    grid = next((grid for window, grid in _GRIDS if within((lon, lat), window)), _FAR_GRID)
    return _on_grid(lon, grid), _on_grid(lat, grid)


def _on_grid(degrees: float, grid: float) -> float:
    return round(round(degrees / grid) * grid, 3)


def without_repeats(points: Iterable[Point]) -> Line:
    """The line without vertices that repeat the one before."""
    line: Line = []
    for point in points:
        if not line or line[-1] != point:
            line.append(point)
    return line


def light_line(points: Iterable[Sequence[float]]) -> Line:
    return without_repeats(snapped(lon, lat) for lon, lat in points)


def simplified(line: Line, tolerance: float) -> Line:
    """Douglas-Peucker: no dropped vertex lay further than ``tolerance`` from the new line."""
    if len(line) < 3:
        return line
    distances = [_distance(point, line[0], line[-1]) for point in line[1:-1]]
    worst = max(distances)
    if worst <= tolerance:
        return [line[0], line[-1]]
    cut = distances.index(worst) + 1
    return simplified(line[: cut + 1], tolerance)[:-1] + simplified(line[cut:], tolerance)


def _distance(point: Point, start: Point, end: Point) -> float:
    """From a point to a stretch between two others."""
    (x, y), (x0, y0), (x1, y1) = point, start, end
    dx, dy = x1 - x0, y1 - y0
    length = dx * dx + dy * dy
    along = 0.0 if length == 0 else min(1.0, max(0.0, ((x - x0) * dx + (y - y0) * dy) / length))
    return float(((x - x0 - along * dx) ** 2 + (y - y0 - along * dy) ** 2) ** 0.5)


def clipped_ring(ring: Line, window: Window) -> Line:
    """A ring cut to a window (Sutherland-Hodgman); empty when it lies outside."""
    for axis, edge, keep_above in (
        (0, window[0], True),
        (1, window[1], True),
        (0, window[2], False),
        (1, window[3], False),
    ):
        ring = _cut_at(ring, axis, edge, keep_above)
    return ring


def _cut_at(ring: Line, axis: int, edge: float, keep_above: bool) -> Line:
    def inside(point: Point) -> bool:
        return (point[axis] >= edge) is keep_above or point[axis] == edge

    kept: Line = []
    for before, point in zip([*ring[-1:], *ring[:-1]], ring, strict=True):
        if inside(before) is not inside(point):
            kept.append(_crossing(before, point, axis, edge))
        if inside(point):
            kept.append(point)
    return kept


def _crossing(a: Point, b: Point, axis: int, edge: float) -> Point:
    """Where the stretch from a to b meets the edge."""
    share = (edge - a[axis]) / (b[axis] - a[axis])
    other = a[1 - axis] + share * (b[1 - axis] - a[1 - axis])
    return (edge, other) if axis == 0 else (other, edge)


def pieces_within(line: Line, window: Window) -> list[Line]:
    """The stretches of a line that have an end inside the window, unclipped at its edges."""
    pieces: list[Line] = []
    for a, b in pairwise(line):
        if not (within(a, window) or within(b, window)):
            continue
        if pieces and pieces[-1][-1] == a:
            pieces[-1].append(b)
        else:
            pieces.append([a, b])
    return pieces


def within(point: Point, window: Window) -> bool:
    return window[0] <= point[0] <= window[2] and window[1] <= point[1] <= window[3]


def holds(ring: Sequence[Sequence[float]], lon: float, lat: float) -> bool:
    """Does a ring hold a point? Even-odd rule."""
    inside = False
    for (x0, y0), (x1, y1) in pairwise(ring):
        if (y0 > lat) is not (y1 > lat) and lon < x0 + (lat - y0) / (y1 - y0) * (x1 - x0):
            inside = not inside
    return inside


def moved(line: Iterable[Sequence[float]], project: Callable[[float, float], Point]) -> Line:
    return [project(lon, lat) for lon, lat in line]
