"""A figure made higher or lower than it was made for: its plots give way, what stands between
them (titles, labels) keeps its pixels.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from bordertrade.figures.svg.trace import part

_Span = tuple[float, float]
#: How low a plot may become, as a share of the height that it was made for.
_LEAST = 0.55
_LEAST_CATEGORIES = 0.78  # two lines for each
_LEAST_NOTES = 0.9  # a bar and two lines of words for each
_MANY_NOTES = 3


@dataclass(frozen=True, slots=True)
class Stretch:
    """Shares of plotly's height, from the foot up, and the pixels that they stand at."""

    shares: tuple[float, ...]
    pixels: tuple[float, ...]

    def at(self, share: float) -> float:
        places = list(zip(self.shares, self.pixels, strict=True))
        for (low, foot), (high, top) in pairwise(places):
            if share <= high or high == self.shares[-1]:
                return foot + (share - low) / (high - low) * (top - foot)
        return self.pixels[0]


def stretched(domains: Iterable[_Span], made_for: float, *, foot: float, top: float) -> Stretch:
    """``domains`` are the plots' shares of a height of ``made_for`` px; it becomes the pixels
    from ``foot`` up to ``top``.
    """
    plots = _plots(domains)
    shares = sorted({0.0, 1.0, *(edge for plot in plots for edge in plot)})
    inside = [_within(each, plots) for each in pairwise(shares)]
    lengths = [(high - low) * made_for for low, high in pairwise(shares)]
    kept = sum(length for length, plot in zip(lengths, inside, strict=True) if not plot)
    factor = (foot - top - kept) / max(sum(lengths) - kept, 1e-9)
    pixels = [foot]
    for length, plot in zip(lengths, inside, strict=True):
        pixels.append(pixels[-1] - length * (factor if plot else 1.0))
    return Stretch(tuple(shares), tuple(pixels))


def least_height(layout: Mapping[str, Any]) -> float:
    """The lowest that a figure may be drawn without its words touching each other, px."""
    height = float(layout.get("height") or 0)
    axes = [axis for name, axis in layout.items() if name.startswith("yaxis")]
    seen = [axis for axis in axes if axis.get("visible", True)] or axes
    plots = _plots(tuple(axis.get("domain", (0.0, 1.0))) for axis in seen)
    share = min(sum(high - low for low, high in plots), 1.0)
    return height * (1 - share * (1 - _least(layout, seen)))


def _least(layout: Mapping[str, Any], axes: Sequence[Mapping[str, Any]]) -> float:
    notes = layout.get("annotations", ())
    if sum(part(note, "yref") != "paper" for note in notes) > _MANY_NOTES:
        return _LEAST_NOTES
    if any(axis.get("type") == "category" for axis in axes):
        return _LEAST_CATEGORIES
    return _LEAST


def _plots(domains: Iterable[_Span]) -> list[_Span]:
    """The domains from the foot up; those that share room are one."""
    plots: list[_Span] = []
    for low, high in sorted((max(low, 0.0), min(high, 1.0)) for low, high in domains):
        if plots and low < plots[-1][1]:
            plots[-1] = (plots[-1][0], max(high, plots[-1][1]))
        else:
            plots.append((low, high))
    return plots or [(0.0, 1.0)]


def _within(span: _Span, plots: Sequence[_Span]) -> bool:
    middle = sum(span) / 2
    return any(low < middle < high for low, high in plots)
