"""What can only be told of the good rows of a whole file: parts to be added up, rows that hold others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from bordertrade.dataset import Table
from bordertrade.intake import alike, wholes
from bordertrade.intake.accepted import Accepted
from bordertrade.intake.declaration import Declaration
from bordertrade.intake.report import LINE, RECORD
from bordertrade.intake.rows import Mask
from bordertrade.intake.shaped_records import AnyRecords
from bordertrade.intake.sums import comes_to
from bordertrade.problems import Problem, Severity

#: Rows that are held against each other at once; in a larger file they are not, and it says so.
MOST_ROWS = 2_000_000
#: The question whose answer says which rows count.
_ASKED = "rows_in_rows"


#: By record, the code of what is wrong with a row, and what else its problem tells.
Wrong = dict[int, tuple[str, Mapping[str, Any]]]


@dataclass(slots=True)
class Ended:
    """``gone``: by record, the rows that leave; ``wrong``: those of them that are errors; ``sums``:
    numbers to put, by record; ``notes``: what is told of the file."""

    gone: Mask
    wrong: Wrong = field(default_factory=dict)
    sums: pd.DataFrame | None = None
    notes: list[Problem] = field(default_factory=list)

    @property
    def left(self) -> int:
        """How many rows leave without being wrong: they were told, or added to another."""
        return int(self.gone.sum()) - len(self.wrong)


def end_of(accepted: Accepted, table: Table, how: Declaration, records: int) -> Ended:
    """What is to be done with the accepted rows of a file with so many records."""
    ended = Ended(np.zeros(records + 1, dtype=bool))
    adds = how.add_up and alike.may_be_added(table)
    columns = table.column_names if adds else wholes.columns_of(table)
    columns = tuple(name for name in columns if name in table)
    if not columns or not accepted.count:
        return ended
    if accepted.count > MOST_ROWS:
        details = {"found": f"{accepted.count:,}", "expected": f"{MOST_ROWS:,}"}
        ended.notes.append(_note(table, "rows_not_compared", details))
        return ended
    rows = accepted.read(columns)
    if adds:
        rows = _added_up(ended, table, rows)
    if wholes.columns_of(table):
        _counted(ended, table, rows, how.counted or how.answered.get(_ASKED, ""))
    return ended


def of_file(
    records: AnyRecords, table: str, blank_line: int, blank_count: int
) -> Iterator[Problem]:
    """What is told once of a file: its line endings, blank lines, no rows at all."""
    warning = Severity.WARNING
    if len(records.ends) > 1:
        yield Problem("mixed_line_endings", table, severity=warning)
    if blank_count:
        details = {"found": str(blank_count)}
        yield Problem("blank_lines", table, blank_line, details=details, severity=warning)
    if not records.count:
        yield Problem("no_rows", table)


def _added_up(ended: Ended, table: Table, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of one key in one; those that cannot be are told as contradicting each other."""
    found = alike.added_up(table, rows.drop(columns=[LINE, RECORD]))
    records, lines = rows[RECORD].to_numpy(), rows[LINE].to_numpy()
    for place, other in zip(found.unlike.tolist(), found.others.tolist(), strict=True):
        more = {"column": table.column_names[0], "expected": (str(lines[other]),)}
        ended.wrong[int(records[place])] = ("conflicting_row", more)
    leaving = np.concatenate([found.gone, found.unlike])
    ended.gone[records[leaving]] = True
    if len(found.sums):
        ended.sums = found.sums.set_axis(pd.Index(records[found.sums.index.to_numpy()]))
        parts, whole = len(found.gone) + len(found.sums), len(found.sums)
        told = {"found": f"{parts:,}", "expected": f"{whole:,}"}
        ended.notes.append(_note(table, "rows_added_up", told))
        rows = rows.copy()
        for name in found.sums.columns:
            rows.loc[rows.index[found.sums.index.to_numpy()], name] = found.sums[name].to_numpy()
    return rows.drop(index=rows.index[leaving])


def _counted(ended: Ended, table: Table, rows: pd.DataFrame, counted: str) -> None:
    """Rows that hold others, or are held: left out as was said, or told where nobody said."""
    if counted == wholes.ALL:
        return
    found = wholes.held(table, rows)
    if not found.wholes.any():
        return
    leaving = ~found.kept(counted or wholes.PARTS)
    records = rows[RECORD].to_numpy()[leaving]
    ended.gone[records] = True
    amount = rows[wholes.amount_of(table)]
    is_known = not _has_moneys(rows) and bool(amount.notna().all())
    whole = {"whole_sum": f"{amount.sum():.15g}"} if is_known else {}
    if counted:
        told = {"found": f"{len(records):,}", **whole}
        ended.notes.append(_note(table, _LEFT[counted], told))
        return
    sums = {"found": comes_to(amount), "expected": comes_to(amount[~leaving]), **whole}
    for record in records.tolist():
        ended.wrong[record] = ("row_of_others", {"column": "commodity", "details": sums})


def _has_moneys(rows: pd.DataFrame) -> bool:
    """Whether rows are in several moneys, which nobody adds up."""
    return "currency" in rows and rows["currency"].nunique() > 1


_LEFT = {wholes.PARTS: "wholes_left_out", wholes.WHOLE: "parts_left_out"}


def _note(table: Table, code: str, details: Mapping[str, str]) -> Problem:
    return Problem(code, table.name, details=details, severity=Severity.WARNING)
