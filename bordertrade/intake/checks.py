"""What the rows of an upload must keep beyond the form of each cell.

To add a check: write a function of ``CheckInput`` that yields problems, and put it in
``CHECKS``. Tests loop over the registry: ``tests/samples/bad/<name>.csv`` must break exactly
that rule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from bordertrade import calendars
from bordertrade.dataset import Dataset, Table
from bordertrade.dataset.keys import key_columns
from bordertrade.problems import Problem
from bordertrade.vocabulary import ABSENT, Evidence

#: Tables that totals are made of: a modelled figure has no place there.
_NEVER_MODELLED = ("formal_trade", "informal_trade", "bilateral_trade")

Check = Callable[["CheckInput"], Iterator[Problem]]


@dataclass(frozen=True, eq=False, slots=True)
class CheckInput:
    """Rows whose cells are all in form, the table they are for and the data they join."""

    frame: pd.DataFrame
    records: Mapping[int, int]
    table: Table
    dataset: Dataset
    today: date

    def problem(self, code: str, line: int, column: str, value: object, *expected: str) -> Problem:
        record = self.records[line]
        return Problem(code, self.table.name, line, record, column, str(value), expected)


def _pairs(given: CheckInput, *columns: str) -> Iterator[tuple[int, tuple[object, ...]]]:
    """(line, the values of some columns) for each row; nothing if the table lacks one."""
    if all(column in given.table for column in columns):
        values = zip(*(given.frame[column].tolist() for column in columns), strict=True)
        yield from zip(given.frame.index.tolist(), values, strict=True)


def duplicate_row(given: CheckInput) -> Iterator[Problem]:
    """Two rows of one key: one of them would be counted twice."""
    columns = key_columns(given.table)
    first: dict[tuple[object, ...], int] = {}
    for line, key in _pairs(given, *columns):
        shown = tuple("" if part != part else part for part in key)
        if shown in first:
            value = ", ".join(str(part) for part in shown if part != "")
            yield given.problem("duplicate_row", line, columns[0], value, str(first[shown]))
        first.setdefault(shown, line)


def unknown_reference(given: CheckInput) -> Iterator[Problem]:
    """An id that stands in no row of the table it points to."""
    for key in given.table.foreign_keys:
        target = key.table or given.table.name
        known = set(given.dataset[target][key.to])
        if target == given.table.name:
            known |= set(given.frame[key.to])
        for line, (value,) in _pairs(given, key.column):
            if value and value not in known:
                yield given.problem("unknown_reference", line, key.column, value, target)


def unknown_further_source(given: CheckInput) -> Iterator[Problem]:
    """The same for the "~"-joined further sources."""
    known = set(given.dataset["sources"]["id"])
    for line, (value,) in _pairs(given, "more_sources"):
        for each in str(value).split("~"):
            if each and each not in known:
                yield given.problem("unknown_reference", line, "more_sources", each, "sources")


def range_order(given: CheckInput) -> Iterator[Problem]:
    """A range whose low, central and high are not in this order."""
    for low, central, high in (("value_low", "value", "value_high"), ("low", "central", "high")):
        for line, values in _pairs(given, low, central, high):
            numbers = [each for each in values if each == each]
            if numbers != sorted(numbers, key=float):  # type: ignore[arg-type]
                shown = " / ".join(f"{each:g}" for each in numbers)
                yield given.problem("range_order", line, low, shown)


def range_incomplete(given: CheckInput) -> Iterator[Problem]:
    """A range with an end or the centre missing: nobody may invent it."""
    for line, values in _pairs(given, "value_low", "value", "value_high"):
        missing = sum(1 for value in values if value != value)
        alone = values[1] == values[1] and missing == 2
        if missing and missing < 3 and not alone:
            shown = " / ".join("?" if each != each else f"{each:g}" for each in values)
            yield given.problem("range_incomplete", line, "value_low", shown)


def value_expected(given: CheckInput) -> Iterator[Problem]:
    """A row without a value whose status does not explain the absence, and the reverse."""
    ends = [c for c in ("value_low", "value", "value_high") if c in given.table]
    for line, (status, *values) in _pairs(given, "obs_status", *ends):
        if not ends:
            return
        given_any = any(value == value for value in values)
        if status in ABSENT and given_any:
            yield given.problem("value_but_absent", line, "value", status, *sorted(ABSENT))
        if status not in ABSENT and not given_any:
            yield given.problem("value_missing", line, "value", "", *sorted(ABSENT))


def modelled_evidence(given: CheckInput) -> Iterator[Problem]:
    """Modelled figures come from the model's script only."""
    if given.table.name not in _NEVER_MODELLED:
        return
    for line, (evidence,) in _pairs(given, "evidence"):
        if evidence == Evidence.MODEL:
            yield given.problem("modelled_evidence", line, "evidence", evidence)


def future_period(given: CheckInput) -> Iterator[Problem]:
    """Trade of a period that has not begun."""
    for line, (period,) in _pairs(given, "period"):
        if calendars.parse(str(period)).start > given.today:
            yield given.problem("future_period", line, "period", period, given.today.isoformat())


def ends_before_it_begins(given: CheckInput) -> Iterator[Problem]:
    """An event whose end lies before its beginning, as far as both are told."""
    for line, (start, end) in _pairs(given, "date", "date_end"):
        precision = min(len(str(start)), len(str(end)))
        if end and str(end)[:precision] < str(start)[:precision]:
            yield given.problem("ends_before_it_begins", line, "date_end", end, str(start))


def preferred_twice(given: CheckInput) -> Iterator[Problem]:
    """Two preferred figures for one period, book and direction."""
    first: dict[tuple[object, ...], int] = {}
    for line, (preferred, *key) in _pairs(given, "preferred", "period", "reporter", "direction"):
        if preferred is True and tuple(key) in first:
            other = str(first[tuple(key)])
            yield given.problem("preferred_twice", line, "preferred", "true", other)
        if preferred is True:
            first.setdefault(tuple(key), line)


CHECKS: dict[str, Check] = {
    "duplicate_row": duplicate_row,
    "unknown_reference": unknown_reference,
    "unknown_further_source": unknown_further_source,
    "range_order": range_order,
    "range_incomplete": range_incomplete,
    "value_expected": value_expected,
    "modelled_evidence": modelled_evidence,
    "future_period": future_period,
    "ends_before_it_begins": ends_before_it_begins,
    "preferred_twice": preferred_twice,
}
