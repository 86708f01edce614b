"""A fault in data, as a value.

A problem is found deep in the house and told to people at its door, so it carries codes and
values, never sentences: ``words.problems`` writes the sentence, in the reader's language.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """An error keeps its row (or the file) out; a warning lets it in and says so."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault.

    ``line`` is the physical line in the file where the record starts (1 is the first line) and
    ``line_end`` the last line of a damaged span, ``record`` the number of the data record (1 is
    the first below the header). All are None when the fault is the file's and not a row's.
    ``expected`` holds what a sentence needs: allowed codes, a pattern's example, a bound.
    ``suggestion`` is what could be written instead of ``value``, wherever it stands in the column.
    """

    code: str
    table: str
    line: int | None = None
    record: int | None = None
    column: str | None = None
    value: str | None = None
    expected: tuple[str, ...] = ()
    details: Mapping[str, str] = field(default_factory=dict)
    severity: Severity = Severity.ERROR
    line_end: int | None = None
    suggestion: str = ""

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR


class DataError(Exception):
    """Data that cannot be used at all; ``problems`` says why, for people."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(
            "; ".join(f"{p.table}: {p.code} {p.value or ''}".strip() for p in problems)
        )
        self.problems = problems
