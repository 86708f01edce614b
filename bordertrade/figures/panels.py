"""Panels one below the other, each with its title over its labels and an axis of its own.

The room for labels is fixed, so that titles may begin at the very left: on a phone the plot alone
is too narrow for them.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from bordertrade.figures.theme import Look
from bordertrade.words.markup import escape

LABELS = 184  # px
_TOP, _TITLE, _TICKS = 10, 44, 42  # px
_LONGEST_LINE = 27
#: The small type of labels that hold two lines.
LABEL_FONT = {"size": 12}


@dataclass(frozen=True, slots=True)
class Panel:
    """A title in two lines, and how high its plot is, px."""

    title: str
    detail: str
    height: int


def height(panels: Sequence[Panel]) -> int:
    return _TOP + sum(panel.height + _TITLE + _TICKS for panel in panels)


def stacked(panels: Sequence[Panel], look: Look, labels: int = LABELS) -> dict[str, object]:
    """The layout of the panels: margin, titles, and each panel's domain in its y axis.

    Axes are ``x``/``y``, ``x2``/``y2`` and so on, in order; ``axis_name`` names them.
    """
    whole = height(panels)
    layout: dict[str, object] = {"margin": {"l": labels, "r": 16, "t": 0, "b": 0}}
    titles: list[dict[str, object]] = []
    top = _TOP
    for place, panel in enumerate(panels):
        first = top + _TITLE
        last = first + panel.height
        domain = [max(0.0, 1 - last / whole), 1 - first / whole]
        layout[axis_name("yaxis", place)] = {"domain": domain, "anchor": axis_name("x", place)}
        layout[axis_name("xaxis", place)] = {"anchor": axis_name("y", place)}
        titles.append(_title(panel, 1 - (top + 2) / whole, look, labels))
        top = last + _TICKS
    return {**layout, "annotations": titles}


def axis_name(name: str, place: int) -> str:
    return f"{name}{place + 1}" if place else name


def labelled(names: Sequence[str], details: Sequence[str]) -> list[str]:
    """Two-line labels of a category axis, wrapped to their room and each different."""
    seen: dict[str, int] = {}
    found = []
    for name, detail in zip(names, details, strict=True):
        lines = textwrap.wrap(name, _LONGEST_LINE)[:2] or [""]
        text = "<br>".join([*map(escape, lines), f"<b>{escape(detail)}</b>"])
        again = seen.get(text, 0)
        seen[text] = again + 1
        found.append(text + "\u200b" * again)
    return found


def _title(panel: Panel, y: float, look: Look, labels: int) -> dict[str, object]:
    detail = f"<br>{escape(panel.detail)}" if panel.detail else ""
    return {
        "text": f"<b>{escape(panel.title)}</b>{detail}",
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "y": y,
        "xshift": 4 - labels,
        "xanchor": "left",
        "yanchor": "top",
        "align": "left",
        "showarrow": False,
        "font": {"size": 13, "color": look.colour("text")},
    }
