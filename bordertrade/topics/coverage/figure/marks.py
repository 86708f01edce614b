"""The marks of a month or a year: one for each state, told apart by shape and by lightness.

Each state has a shape of its own, so that they differ in greyscale, in print and for those who
see no colours: a full square, a striped square, a ring, a cross, a triangle and a small dot.
Marks of one state are one path, because a page has more than a thousand of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bordertrade.measures.absence import CLOSED, NOT_COLLECTED, NOT_OPEN, ZERO
from bordertrade.palette import either
from bordertrade.topics.coverage.measure.months import MODELLED, OBSERVED
from bordertrade.words import labels
from bordertrade.words.markup import escape

#: The side of a cell, in units of the drawing; marks keep a margin inside it.
CELL = 12


@dataclass(frozen=True, slots=True)
class Mark:
    """``path`` starts at the corner of its cell; ``drawn`` is how it is painted."""

    path: str
    role: str
    drawn: str

    def colour(self) -> str:
        return either(self.role)


#: In the order of the legend.
MARKS = {
    OBSERVED: Mark("m1.5 6h9", "text", 'fill="none" stroke-width="9"'),
    MODELLED: Mark(
        "m1.5 6h9", "modelled", 'fill="none" stroke-width="9" stroke-dasharray="1.8 1.8"'
    ),
    ZERO: Mark(
        "m2.5 6a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0", "text", 'fill="none" stroke-width="1.6"'
    ),
    CLOSED: Mark("m2.5 2.5l7 7m0-7l-7 7", "target", 'fill="none" stroke-width="2.2"'),
    NOT_OPEN: Mark("m6 3l3.5 6h-7z", "quiet", 'fill="none" stroke-width="1.1"'),
    NOT_COLLECTED: Mark("m6 6h0", "quiet", 'fill="none" stroke-width="2.4" stroke-linecap="round"'),
}


def marks(state: str, cells: Iterable[tuple[int, int]], title: str = "") -> str:
    """One path of all marks of a state; cells are (column, row) from the corner of the drawing."""
    mark = MARKS[state]
    drawn = "".join(f"M{CELL * column} {CELL * row}{mark.path}" for column, row in cells)
    if not drawn:
        return ""
    told = f"<title>{escape(title)}</title>" if title else ""
    return f'<path d="{drawn}" {mark.drawn} style="stroke:{mark.colour()}">{told}</path>'


def legend(states: Iterable[str], *more: str) -> str:
    """Each state's mark with its word; ``more`` are further keys, made."""
    keys = "".join(
        f"<span>{swatch(marks(state, [(0, 0)]))}{escape(labels.of(labels.STATES, state))}</span>"
        for state in states
    )
    return f'<div class="bt-legend">{keys}{"".join(more)}</div>'


def swatch(drawn: str) -> str:
    """One cell alone, as a picture beside its word."""
    return (
        f'<svg width="16" height="16" viewBox="0 0 {CELL} {CELL}" aria-hidden="true">{drawn}</svg>'
    )
