"""The records that cannot be taken, as a CSV: their line, what is wrong, and the cells as they came."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from bordertrade.dataset.neutral import neutralised
from bordertrade.intake.hygiene import visible
from bordertrade.problems import Problem

#: Nearly all cells, and this is quick to tell.
_HARMLESS = re.compile(r"(?:[0-9A-Za-z][ -~]*)?")


class Rejects:
    """Writes rejected records one by one: columns ``line``, ``record``, ``problems``, then the file's."""

    def __init__(self, path: Path, header: Sequence[str]) -> None:
        self._file = path.open("w", encoding="utf-8-sig", newline="", errors="backslashreplace")
        self._writer = csv.writer(self._file)
        self._writer.writerow(["line", "record", "problems", *map(_safe, header)])
        self.count = 0

    def add(self, problems: Iterable[Problem], cells: Sequence[str]) -> None:
        """A record with the errors that keep it out."""
        errors = [problem for problem in problems if problem.is_error]
        codes = dict.fromkeys(
            f"{each.column}: {each.code}" if each.column else each.code for each in errors
        )
        self._writer.writerow(
            [errors[0].line, errors[0].record, _safe("; ".join(codes)), *map(_safe, cells)]
        )
        self.count += 1

    def close(self) -> None:
        self._file.close()


def _safe(cell: str) -> str:
    return cell if _HARMLESS.fullmatch(cell) else neutralised(visible(cell))
