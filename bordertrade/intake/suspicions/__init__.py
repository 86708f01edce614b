"""What looks odd in rows that are in form: said before anything is applied, never decided here.

To add a suspicion: write a function of ``Given`` that yields problems, put it in ``SUSPICIONS``,
its words in ``words/problems``. Tests loop over the registry.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from bordertrade.dataset import Dataset, Table
from bordertrade.intake.merging import Mode
from bordertrade.intake.suspicions.border import larger_than_border
from bordertrade.intake.suspicions.directions import swapped
from bordertrade.intake.suspicions.given import Given
from bordertrade.intake.suspicions.goods import unknown_chapter
from bordertrade.intake.suspicions.holding import code_in_code, period_in_period
from bordertrade.intake.suspicions.model import span_beside_model
from bordertrade.intake.suspicions.periods import long_before, missing_months, repeated_period
from bordertrade.intake.suspicions.personal import personal_data, personal_headings
from bordertrade.intake.suspicions.rates import no_exchange_rate
from bordertrade.intake.suspicions.sizes import fewer_rows
from bordertrade.intake.suspicions.values import (
    far_from_history,
    rial_or_toman,
    unit_value,
    zero_run,
)
from bordertrade.problems import Problem, Severity

__all__ = [
    "NEED_REASON",
    "SUSPICIONS",
    "Came",
    "asks_reason",
    "is_reason",
    "personal_headings",
    "seen_before",
    "suspicions",
]

SUSPICIONS: dict[str, Callable[[Given], Iterator[Problem]]] = {
    "no_exchange_rate": no_exchange_rate,
    "personal_data": personal_data,
    "value_far_from_history": far_from_history,
    "larger_than_border": larger_than_border,
    "rial_or_toman": rial_or_toman,
    "fewer_rows": fewer_rows,
    "period_repeated": repeated_period,
    "direction_swapped": swapped,
    "code_in_code": code_in_code,
    "period_in_period": period_in_period,
    "unit_value_far": unit_value,
    "zero_run": zero_run,
    "span_beside_model": span_beside_model,
    "missing_month": missing_months,
    "long_before_series": long_before,
    "unknown_chapter": unknown_chapter,
}

#: Warnings that go on only with a reason that a person types.
NEED_REASON = frozenset(
    {
        *("value_far_from_history", "larger_than_border", "rial_or_toman", "fewer_rows"),
        *("period_repeated", "file_seen_before", "span_beside_model", "code_in_code"),
    }
)

#: Fewer words than this are no reason.
_FEWEST_WORDS = 3


def is_reason(text: str) -> bool:
    """Whether a text that a person typed can stand as the reason for something odd."""
    return len(text.split()) >= _FEWEST_WORDS


def asks_reason(problem: Problem) -> bool:
    """Whether rows with this suspicion go in only with such a reason; errors never do."""
    return problem.code in NEED_REASON and not problem.is_error


def suspicions(
    dataset: Dataset, table: Table, rows: pd.DataFrame, mode: Mode, after: Dataset
) -> tuple[Problem, ...]:
    """Warnings about uploaded rows; errors where they may not be published at all.

    ``rows``: as for ``merge``; ``after``: the data set that the merge made. Rows that the table
    holds as they stand are not suspected. Each kind comes in order of lines, the gravest first.
    """
    if not len(rows) and mode is not Mode.TABLE:
        return ()
    given = Given(dataset, table, rows, mode, after)
    return tuple(problem for find in SUSPICIONS.values() for problem in find(given))


@dataclass(frozen=True, slots=True)
class Came:
    """A file that came before: what to call its revision, and the number of the one that took it
    back (None while it stands).
    """

    revision: str
    undone_in: int | None = None


def seen_before(table: Table, checksum: str, known: Mapping[str, Came]) -> tuple[Problem, ...]:
    """Whether a file came before, by its checksum; one that was taken back needs no reason."""
    came = known.get(checksum)
    if came is None:
        return ()
    taken_back = came.undone_in is not None
    return (
        Problem(
            "file_undone_before" if taken_back else "file_seen_before",
            table.name,
            expected=(came.revision,),
            details={"number": str(came.undone_in)} if taken_back else {},
            severity=Severity.WARNING,
        ),
    )
