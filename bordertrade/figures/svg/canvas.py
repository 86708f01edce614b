"""Where the drawing goes: its parts in order, and the hatches and clips that they use."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from bordertrade.figures.svg.axis import Axis
from bordertrade.figures.svg.paint import fill, stroke
from bordertrade.figures.svg.stretch import Stretch

_USUAL_SIZE = 8.0


@dataclass(frozen=True, slots=True)
class Plot:
    """The room that the axes share, px from the top left; ``edge`` is where the picture ends."""

    left: float
    right: float
    edge: float
    up: Stretch

    def across(self, share: float) -> float:
        """Where a share of plotly's width stands, from the left."""
        return self.left + share * (self.right - self.left)

    def upward(self, share: float) -> float:
        """Where a share of plotly's height stands, from the foot."""
        return self.up.at(share)


@dataclass(slots=True)
class Canvas:
    """``axes`` by plotly's names: "x", "x2", "y", …; ``layout`` the figure's."""

    axes: Mapping[str, Axis]
    plot: Plot
    layout: Mapping[str, Any]
    ink: str
    parts: list[str] = field(default_factory=list)
    defined: dict[str, str] = field(default_factory=dict)

    def add(self, part: str) -> None:
        self.parts.append(part)

    def of(self, trace: Mapping[str, Any]) -> tuple[Axis, Axis]:
        """The axes that a trace stands on."""
        return self.axes[trace.get("xaxis") or "x"], self.axes[trace.get("yaxis") or "y"]

    @contextmanager
    def clipped(self, trace: Mapping[str, Any]) -> Iterator[None]:
        """What is drawn inside ends at the axes of a trace, unless the trace says otherwise."""
        if trace.get("cliponaxis") is False:
            yield
            return
        x, y = self.of(trace)
        box = (x.start, y.end, x.end - x.start, y.start - y.end)
        name = "c" + hashlib.sha256(repr(box).encode()).hexdigest()[:10]
        left, top, width, height = (f"{each:.1f}" for each in box)
        self.defined[name] = (
            f'<clipPath id="{name}"><rect x="{left}" y="{top}" width="{width}" height="{height}"/>'
            "</clipPath>"
        )
        self.add(f'<g clip-path="url(#{name})">')
        yield
        self.add("</g>")

    def hatched(self, pattern: Mapping[str, Any], colour: str) -> str:
        """The paint of plotly's pattern: "url(#…)". The same pattern has the same name in every
        drawing, so that several can stand in one page.
        """
        shape = str(pattern.get("shape", "/"))
        ink = str(pattern.get("fgcolor") or colour)
        paper = str(pattern.get("bgcolor") or "none")
        size = float(pattern.get("size") or _USUAL_SIZE)
        weight = max(size * float(pattern.get("solidity") or 0.3), 0.8)
        name = (
            "h" + hashlib.sha256(repr((shape, ink, paper, size, weight)).encode()).hexdigest()[:10]
        )
        self.defined[name] = (
            f'<pattern id="{name}" width="{size:g}" height="{size:g}" patternUnits="userSpaceOnUse">'
            f'<rect width="{size:g}" height="{size:g}" {fill(paper)}/>'
            f"{_strokes(shape, ink, size, weight)}</pattern>"
        )
        return f"url(#{name})"

    def finished(self) -> str:
        defined = "".join(self.defined.values())
        return (f"<defs>{defined}</defs>" if defined else "") + "".join(self.parts)


def _strokes(shape: str, ink: str, size: float, weight: float) -> str:
    half = size / 2
    if shape == ".":
        return f'<circle cx="{half:g}" cy="{half:g}" r="{max(weight * 0.8, 1):.2f}" {fill(ink)}/>'
    paths = {
        "/": f"M-1 {size + 1:g}L{size + 1:g} -1M-1 1L1 -1M{size - 1:g} {size + 1:g}L{size + 1:g} {size - 1:g}",
        "\\": f"M-1 -1L{size + 1:g} {size + 1:g}M-1 {size - 1:g}L1 {size + 1:g}M{size - 1:g} -1L{size + 1:g} 1",
        "+": f"M0 {half:g}H{size:g}M{half:g} 0V{size:g}",
        "-": f"M0 {half:g}H{size:g}",
        "|": f"M{half:g} 0V{size:g}",
        "x": f"M0 0L{size:g} {size:g}M0 {size:g}L{size:g} 0",
    }
    return f'<path d="{paths[shape]}" {stroke(ink)} stroke-width="{weight:.2f}" fill="none"/>'
