"""Ids that point to rows of the same file: known only when all of it is read."""

from __future__ import annotations

from collections.abc import Iterator

from bordertrade.dataset import Table
from bordertrade.intake.references import References, pointers
from bordertrade.intake.rows import Rows
from bordertrade.problems import Problem


class OwnIds:
    """Collects the ids of a file and what points to them."""

    def __init__(self, table: Table, references: References) -> None:
        self._table = table
        self._pointers = {
            column: to for column, (target, to) in pointers(table).items() if target == table.name
        }
        self._known = {to: set(references.known(table.name, to)) for to in self._pointers.values()}
        self._open: list[tuple[str, Problem]] = []

    def add(self, rows: Rows) -> None:
        for column, to in self._pointers.items():
            if rows.has(to):
                self._known[to] |= {rows.text(to, row) for row in range(len(rows))}
            if rows.has(column):
                for row in rows.found(rows.where(column, bool)):
                    value = rows.text(column, row)
                    problem = rows.problem(
                        "unknown_reference", row, column, value, self._table.name
                    )
                    self._open.append((to, problem))

    def lost(self) -> Iterator[Problem]:
        """What points nowhere."""
        for to, problem in self._open:
            if problem.value not in self._known[to]:
                yield problem
