"""Files that bring far fewer rows than they replace."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from bordertrade.dataset.keys import key_columns
from bordertrade.dataset.matching import match, row_codes
from bordertrade.intake.merging import Mode, covered_by
from bordertrade.intake.suspicions.given import Given
from bordertrade.problems import Problem, Severity

#: 40 % fewer rows than now.
_LEFT = 0.6
#: In a small table a few rows more or less say nothing; losing half of it does.
_FEWEST = 10
_HALF = 2


def fewer_rows(given: Given) -> Iterator[Problem]:
    """A table or period that would lose 40 % of its rows: the file may be cut off.

    Where the whole table is replaced, half of its rows or more are told however small it is.
    """
    now = _replaced(given)
    new = len(given.rows)
    if (now >= _FEWEST and new <= _LEFT * now) or _loses_half(given):
        yield Problem(
            "fewer_rows",
            given.table.name,
            value=str(new),
            expected=(str(now),),
            details={"share": f"{1 - new / now:.0%}"},
            severity=Severity.WARNING,
        )


def _loses_half(given: Given) -> bool:
    """A table of two rows or more, replaced by fewer, of which at least half are taken away."""
    now = len(given.before)
    if given.mode is not Mode.TABLE or now < _HALF or len(given.rows) >= now:
        return False
    rows = given.rows.astype(given.before.dtypes.to_dict())[list(given.before.columns)]
    removed = match(given.before, rows, key_columns(given.table)).removed
    return len(removed) * _HALF >= now


def _replaced(given: Given) -> int:
    """How many rows the file takes the place of, row by row or as a whole."""
    if given.mode is Mode.TABLE:
        return len(given.before)
    if given.mode is Mode.PERIOD:
        codes = row_codes(given.before, given.rows, covered_by(given.table))
        old = len(given.before)
        return int(np.isin(codes[:old], codes[old:]).sum())
    return 0
