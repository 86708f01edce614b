"""NIL, none, صفر, a dash: nothing was traded, or nothing was recorded. A person says which.

Zero is a value; "not recorded" is none, and the row's status then says why: L, not collected.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from bordertrade.dataset import Table
from bordertrade.intake.columns import Cells, ColumnReader
from bordertrade.intake.declaration import Declaration, Replacement
from bordertrade.intake.report import CheckReport
from bordertrade.intake.tidying import folded, is_null_mark, may_be_zero
from bordertrade.vocabulary import ABSENT, ObsStatus

_VALUES = ("value_low", "value", "value_high")
_STATUS = "obs_status"
_ZERO = "0"


@dataclass(frozen=True, slots=True)
class Nothing:
    """What stands in a column where a number is expected: ``texts`` are its spellings in ``rows``
    rows; what it may mean: 0, and no value where the column does without one."""

    column: str
    texts: tuple[str, ...]
    rows: int
    may_be_zero: bool
    may_be_unrecorded: bool

    @property
    def as_zero(self) -> tuple[Replacement, ...]:
        """The repairs that read it as 0."""
        return tuple(Replacement(self.column, text, _ZERO) for text in self.texts)

    def as_unrecorded(self, declared: Declaration) -> dict[str, tuple[str, ...]]:
        """``Declaration.unrecorded`` with it."""
        before = declared.unrecorded.get(self.column, ())
        texts = tuple(dict.fromkeys((*before, *self.texts)))
        return {**declared.unrecorded, self.column: texts}


def nothings(report: CheckReport, table: Table) -> list[Nothing]:
    """The words for nothing among the findings, each column's apart; the most frequent first."""
    rows: dict[tuple[str, str], list[str]] = {}
    for problem in report.problems:
        text = (problem.value or "").strip()
        if problem.code == "number" and problem.column and is_null_mark(text):
            rows.setdefault((problem.column, folded(text)), []).append(text)
    found = [
        Nothing(
            column,
            tuple(dict.fromkeys(texts)),
            len(texts),
            may_be_zero(word),
            not table.column(column).required,
        )
        for (column, word), texts in rows.items()
    ]
    return sorted(found, key=lambda each: -each.rows)


class Unrecorded:
    """Gives rows without a value the status that says why, where a text said "not recorded"."""

    def __init__(self, texts: Mapping[str, tuple[str, ...]]) -> None:
        self.texts = {
            name: frozenset(map(folded, given)) for name, given in texts.items() if name in _VALUES
        }

    def with_status(
        self,
        cells: Mapping[str, Cells],
        readers: Mapping[str, ColumnReader],
        names: Sequence[str],
        columns: Sequence[Sequence[str]],
    ) -> dict[str, Cells]:
        """The cells of a batch, of which ``columns`` are the texts of the columns ``names``."""
        status = cells.get(_STATUS)
        if status is None or status.codes is None or status.known is None:
            return dict(cells)
        count = len(status)
        said = np.zeros(count, dtype=bool)
        for name, texts in zip(names, columns, strict=True):
            if name in self.texts:
                said |= np.fromiter((folded(t) in self.texts[name] for t in texts), bool, count)
        values = [cells[name].as_numbers() for name in _VALUES if name in cells]
        said &= np.all([np.isnan(each) for each in values], axis=0)
        said &= (status.codes >= 0) & ~status.of_each(_is_absent, np.bool_)
        reader = readers[_STATUS].fill(ObsStatus.NOT_COLLECTED, 1)
        assert reader.codes is not None
        codes = np.where(said, reader.codes[0], status.codes)
        return {**cells, _STATUS: replace(status, codes=codes)}


def _is_absent(value: object) -> bool:
    return value in ABSENT
