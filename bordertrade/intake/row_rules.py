"""What the rows of an upload must keep beyond the form of each cell.

To add a check: write a function of ``Rows`` that yields problems, and put it in ``CHECKS``. It is
asked for each batch of rows; what it must remember of earlier ones it keeps in ``rows.memory``.
Tests loop over the registry: ``tests/samples/bad/<table>/<name>.csv`` must break exactly that rule.
Rules about the file as a whole (``repeats``) are named here too, so that they can be taken out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache

import numpy as np

from bordertrade import calendars
from bordertrade.dataset.cells import Value
from bordertrade.intake.references import pointers
from bordertrade.intake.rows import Rows
from bordertrade.intake.units import UnitsOfGoods
from bordertrade.problems import Problem
from bordertrade.vocabulary import ABSENT, Evidence

Check = Callable[[Rows], Iterator[Problem]]

#: Tables that totals are made of: a modelled figure has no place there.
_NEVER_MODELLED = ("formal_trade", "informal_trade", "bilateral_trade")
_VALUES = ("value_low", "value", "value_high")
_PRICES = ("price_low", "price", "price_high")
#: Of a total of the whole border a bound may be all that is known.
_BOUNDED = ("value_low_usd", "value_usd", "value_high_usd")
_RANGES = (_VALUES, _BOUNDED, ("low", "central", "high"), _PRICES)
#: What is seen on a day and not planned for one.
_SEEN_ON_A_DAY = ("prices", "memberships")
_JOINER = "~"


def unknown_reference(rows: Rows) -> Iterator[Problem]:
    """An id that stands in no row of the table it points to."""
    for column, (table, to) in pointers(rows.table).items():
        if column == "more_sources" or not rows.has(column) or table == rows.table.name:
            continue
        known = rows.references.known(table, to)
        lost = rows.where(column, _stands_not_in(known))
        for row in rows.found(lost):
            yield rows.problem("unknown_reference", row, column, rows.text(column, row), table)


@lru_cache
def _stands_not_in(known: frozenset[str]) -> Callable[[Value], bool]:
    return lambda value: bool(value) and value not in known


@lru_cache
def _any_stands_not_in(known: frozenset[str]) -> Callable[[Value], bool]:
    return lambda value: bool(value) and not known.issuperset(str(value).split(_JOINER))


def unknown_further_source(rows: Rows) -> Iterator[Problem]:
    """The same for the "~"-joined further sources."""
    if not rows.has("more_sources"):
        return
    known = rows.references.known("sources", "id")
    for row in rows.found(rows.where("more_sources", _any_stands_not_in(known))):
        for each in rows.text("more_sources", row).split(_JOINER):
            if each not in known:
                yield rows.problem("unknown_reference", row, "more_sources", each, "sources")


def range_order(rows: Rows) -> Iterator[Problem]:
    """A range whose low, central and high are not in this order."""
    for names in _RANGES:
        if rows.has(names[0]):
            low, central, high = (rows.numbers(name) for name in names)
            for row in rows.found((low > central) | (central > high) | (low > high)):
                ends = [each for each in (low[row], central[row], high[row]) if each == each]
                shown = " / ".join(f"{each:g}" for each in ends)
                yield rows.problem("range_order", row, names[0], shown)


def range_incomplete(rows: Rows) -> Iterator[Problem]:
    """A range with an end or the centre missing: nobody may invent it."""
    if not rows.has("value_low") and not rows.has("value_high"):
        return
    ends = np.array([rows.numbers(name) for name in _VALUES])
    missing = np.isnan(ends).sum(axis=0)
    alone = ~np.isnan(ends[1]) & (missing == 2)
    for row in rows.found((missing > 0) & (missing < 3) & ~alone):
        shown = " / ".join("?" if each != each else f"{each:g}" for each in ends[:, row])
        yield rows.problem("range_incomplete", row, "value_low", shown)


def value_expected(rows: Rows) -> Iterator[Problem]:
    """A row without a value whose status does not explain the absence, and the reverse."""
    held = (names for names in (_PRICES, _BOUNDED) if names[-1] in rows.table)
    names = next(held, _VALUES)
    ends = [name for name in names if name in rows.table]
    if not ends or not rows.has("obs_status"):
        return
    told = names[1]
    given = np.any([~np.isnan(rows.numbers(name)) for name in ends], axis=0)
    absent = rows.where("obs_status", _is_absent)
    for row in rows.found(absent & given):
        status = rows.text("obs_status", row)
        yield rows.problem("value_but_absent", row, told, status, *sorted(ABSENT))
    for row in rows.found(~absent & ~given):
        yield rows.problem("value_missing", row, told, "", *sorted(ABSENT))


def _is_absent(value: Value) -> bool:
    return value in ABSENT


def modelled_evidence(rows: Rows) -> Iterator[Problem]:
    """Modelled figures come from the model's script only."""
    if rows.table.name in _NEVER_MODELLED and rows.has("evidence"):
        wrong = rows.where("evidence", _is_modelled)
        for row in rows.found(wrong):
            yield rows.problem("modelled_evidence", row, "evidence", rows.text("evidence", row))


def _is_modelled(value: Value) -> bool:
    return value == Evidence.MODEL


def future_period(rows: Rows) -> Iterator[Problem]:
    """Trade of a period that has not begun, or a price of a day that has not come."""
    column = "date" if rows.table.name in _SEEN_ON_A_DAY else "period"
    if not rows.has(column):
        return
    today = rows.references.today
    for row in rows.found(rows.where(column, _begins_after(today))):
        yield rows.problem("future_period", row, column, rows.text(column, row), f"{today}")


@lru_cache
def _begins_after(today: date) -> Callable[[Value], bool]:
    return lambda value: bool(value) and calendars.dated(str(value)).start > today


def ends_before_it_begins(rows: Rows) -> Iterator[Problem]:
    """An event whose end lies before its beginning, as far as both are told."""
    if not rows.has("date", "date_end"):
        return
    for row in rows.found(rows.where("date_end", bool)):
        start, end = rows.text("date", row), rows.text("date_end", row)
        precision = min(len(start), len(end))
        if end[:precision] < start[:precision]:
            yield rows.problem("ends_before_it_begins", row, "date_end", end, start)


def preferred_twice(rows: Rows) -> Iterator[Problem]:
    """Two preferred figures for one period, book and direction."""
    about = ("period", "reporter", "direction")
    if not rows.has("preferred", *about):
        return
    first: dict[tuple[str, ...], int] = rows.memory.setdefault("preferred_twice", {})
    for row in rows.found(rows.where("preferred", _is_true)):
        key = tuple(rows.text(name, row) for name in about)
        if key in first:
            yield rows.problem("preferred_twice", row, "preferred", "true", str(first[key]))
        first.setdefault(key, int(rows.lines[row]))


def _is_true(value: Value) -> bool:
    return value is True


def unit_changes(rows: Rows) -> Iterator[Problem]:
    """Goods counted in another unit than further up in the file."""
    if not rows.has("unit", "commodity", "quantity"):
        return
    units: UnitsOfGoods = rows.memory.setdefault("unit_changes", UnitsOfGoods())
    for row, expected in units.changes(rows):
        yield rows.problem("unit_changes", row, "unit", rows.text("unit", row), expected)


def whole_file(_rows: Rows) -> Iterator[Problem]:
    """Told when all rows are read (``repeats``)."""
    yield from ()


CHECKS: dict[str, Check] = {
    "duplicate_row": whole_file,
    "unknown_reference": unknown_reference,
    "unknown_further_source": unknown_further_source,
    "range_order": range_order,
    "range_incomplete": range_incomplete,
    "value_expected": value_expected,
    "modelled_evidence": modelled_evidence,
    "future_period": future_period,
    "ends_before_it_begins": ends_before_it_begins,
    "preferred_twice": preferred_twice,
    "unit_changes": unit_changes,
}
