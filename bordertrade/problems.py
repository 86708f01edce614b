"""A fault in data, as a value.

A problem is found deep in the house and told to people at its door, so it carries codes and
values, never sentences: ``words.problems`` writes the sentence, in the reader's language.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault.

    ``line`` is the physical line in the file where the record starts (1 is the first line),
    ``record`` the number of the data record (1 is the first below the header). Either is None
    when the fault is the file's and not a row's. ``expected`` holds what a sentence needs:
    allowed codes, a pattern's example, a bound.
    """

    code: str
    table: str
    line: int | None = None
    record: int | None = None
    column: str | None = None
    value: str | None = None
    expected: tuple[str, ...] = ()
    details: Mapping[str, str] = field(default_factory=dict)


class DataError(Exception):
    """Data that cannot be used at all; ``problems`` says why, for people."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(
            "; ".join(f"{p.table}: {p.code} {p.value or ''}".strip() for p in problems)
        )
        self.problems = problems
