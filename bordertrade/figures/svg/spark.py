"""Small drawings for pages that load no chart library: inline SVG, no script.

Colours are CSS ``light-dark()`` pairs, so one drawing serves both page schemes.
"""

from __future__ import annotations

from collections.abc import Sequence

from bordertrade.palette import either
from bordertrade.words.markup import escape


def spark(
    lines: Sequence[tuple[str, Sequence[tuple[float, float | None]]]],
    *,
    title: str,
    width: int = 560,
    height: int = 120,
    ceiling: float | None = None,
) -> str:
    """Lines of (x, y) by colour role; a None is a hole. ``ceiling`` draws the target's line.

    Points stand alone where both neighbours are missing, so no figure is lost.
    """
    points = [(x, y) for _, line in lines for x, y in line if y is not None]
    if not points:
        return ""
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top = max(ceiling or 0, *(y for _, y in points)) or 1.0
    scale = _Scale(left, right, top, width, height)
    body = [_ceiling(scale, ceiling)] if ceiling else []
    body += [_base(scale)]
    for place, (role, line) in enumerate(lines):
        body += _line(role, line, scale, _DASHES[place % len(_DASHES)])
    return (
        f'<svg class="bt-spark" viewBox="0 0 {width} {height}" role="img" '
        f'preserveAspectRatio="none" aria-label="{escape(title)}">{"".join(body)}</svg>'
    )


#: The second line is dashed: the two must differ without colour.
_DASHES = ("none", "7 3")


class _Scale:
    """Data to pixels, with room for the marks at the edges."""

    EDGE = 6

    def __init__(self, left: float, right: float, top: float, width: int, height: int) -> None:
        self.left, self.span, self.top = left, max(right - left, 1), top
        self.width, self.height = width, height

    def x(self, value: float) -> float:
        return self.EDGE + (value - self.left) / self.span * (self.width - 2 * self.EDGE)

    def y(self, value: float) -> float:
        return self.height - self.EDGE - value / self.top * (self.height - 2 * self.EDGE)


def _ceiling(scale: _Scale, value: float) -> str:
    y = scale.y(value)
    return (
        f'<line x1="0" x2="{scale.width}" y1="{y:.1f}" y2="{y:.1f}" stroke-width="2" '
        f'stroke-dasharray="8 4 2 4" style="stroke:{either("target")}"/>'
    )


def _base(scale: _Scale) -> str:
    y = scale.y(0)
    return (
        f'<line x1="0" x2="{scale.width}" y1="{y:.1f}" y2="{y:.1f}" '
        f'style="stroke:{either("line")}"/>'
    )


def _line(
    role: str, line: Sequence[tuple[float, float | None]], scale: _Scale, dash: str
) -> list[str]:
    drawn = []
    for run in _runs(line):
        at = [(scale.x(x), scale.y(y)) for x, y in run]
        if len(at) == 1:
            drawn.append(
                f'<circle cx="{at[0][0]:.1f}" cy="{at[0][1]:.1f}" r="3.5" '
                f'style="fill:{either(role)}"/>'
            )
        else:
            path = " ".join(f"{x:.1f},{y:.1f}" for x, y in at)
            drawn.append(
                f'<polyline points="{path}" fill="none" stroke-width="2.5" stroke-dasharray="{dash}" '
                f'stroke-linejoin="round" style="stroke:{either(role)}"/>'
            )
    return drawn


def _runs(line: Sequence[tuple[float, float | None]]) -> list[list[tuple[float, float]]]:
    runs: list[list[tuple[float, float]]] = [[]]
    for x, y in line:
        if y is None or y != y:
            runs.append([])
        else:
            runs[-1].append((x, y))
    return [run for run in runs if run]
