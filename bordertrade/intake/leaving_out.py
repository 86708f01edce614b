"""What a person left out: whole lines, and single rows of a turned table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bordertrade.intake.declaration import Declaration
from bordertrade.intake.records import Batch
from bordertrade.intake.shapes.shape import Shaping
from bordertrade.intake.workbook.ranges import letters_of
from bordertrade.problems import Problem, Severity


class LeftOut:
    """Tells which records of a batch stay. ``making`` makes the rows of a turned table."""

    def __init__(self, how: Declaration, making: Shaping | None) -> None:
        self.lines = frozenset(how.left_out)
        #: (line, place of the turned column) -> as it was said.
        self._cells: dict[tuple[int, int], tuple[int, str]] = {}
        self._unseen = set(how.left_out_cells)
        for line, text in how.left_out_cells:
            for place in _places(text, making):
                self._cells[line, place] = (line, text)

    @property
    def is_nothing(self) -> bool:
        return not (self.lines or self._cells)

    def stay(self, batch: Batch) -> list[bool]:
        """Which records stay."""
        kept = [line not in self.lines for line in batch.lines]
        if not self._cells or batch.turned is None:
            return kept
        for at, key in enumerate(zip(batch.lines, batch.turned, strict=True)):
            if key in self._cells:
                kept[at] = False
                self._unseen.discard(self._cells[key])
        return kept

    def problems(self, table: str) -> Iterator[Problem]:
        """What was to be left out and is not there."""
        for line, text in sorted(self._unseen):
            yield Problem("left_out_lost", table, line, value=text, severity=Severity.WARNING)


def _places(text: str, making: Shaping | None) -> Iterator[int]:
    """The turned columns of the rows that have a cell under a heading, or in a column by its letters."""
    turn = making.shape.turn if making else None
    if making is None or turn is None:
        return
    for turned, _label in turn.columns:
        cells: Sequence[int] = list(making.measured(turned).values())
        if any(text in (making.file_header[at], letters_of(at)) for at in cells):
            yield turned
