"""Files that bring far fewer rows than they replace."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from bordertrade.dataset.matching import row_codes
from bordertrade.intake.merging import Mode, covered_by
from bordertrade.intake.suspicions.given import Given
from bordertrade.problems import Problem, Severity

#: 40 % fewer rows than now.
_LEFT = 0.6
#: In a small table a few rows more or less say nothing.
_FEWEST = 10


def fewer_rows(given: Given) -> Iterator[Problem]:
    """A table or period that would lose 40 % of its rows: the file may be cut off."""
    now = _replaced(given)
    new = len(given.rows)
    if now >= _FEWEST and new <= _LEFT * now:
        yield Problem(
            "fewer_rows",
            given.table.name,
            value=str(new),
            expected=(str(now),),
            details={"share": f"{1 - new / now:.0%}"},
            severity=Severity.WARNING,
        )


def _replaced(given: Given) -> int:
    """How many rows the file takes the place of, row by row or as a whole."""
    if given.mode is Mode.TABLE:
        return len(given.before)
    if given.mode is Mode.PERIOD:
        codes = row_codes(given.before, given.rows, covered_by(given.table))
        old = len(given.before)
        return int(np.isin(codes[:old], codes[old:]).sum())
    return 0
