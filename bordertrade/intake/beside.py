"""Words beside a number, held against the rest of its row: a repair must not change the meaning."""

from __future__ import annotations

from bordertrade import calendars
from bordertrade.dataset import Column
from bordertrade.dataset.cells import CellError
from bordertrade.intake.amounts import without_times
from bordertrade.intake.forms import is_money
from bordertrade.intake.rows import Rows
from bordertrade.intake.spellings import code_spelled
from bordertrade.money import Currency

#: The unit of columns whose money their name says.
_DOLLARS = "US$"


def may_mend(rows: Rows, row: int, name: str, fault: CellError) -> bool:
    """Whether what a faulty cell may mean fits the rest of its row, and the day of the check."""
    column = rows.table.column(name)
    if fault.code == "number_unit":
        return _agrees(fault.expected[0], column, rows, row)
    if column.semantic == "period" and fault.suggestion:
        return calendars.parse(fault.suggestion).start <= rows.references.today
    return True


def _agrees(said: str, column: Column, rows: Rows, row: int) -> bool:
    """Whether a number in a column of a row means the same without the words beside it.

    Only where they multiply it, or name the very currency or unit that the row has: "PKR 280" in a
    row of US dollars, "2,000 kg" in a row of tonnes and "1250 b" say something else.
    """
    told = without_times(said)
    if not told:
        return True
    if is_money(column):
        return _spelled(rows, "currency", told) == _currency(column, rows, row)
    unit = rows.text("unit", row)
    return bool(unit) and unit in (told, _spelled(rows, "unit", told))


def _currency(column: Column, rows: Rows, row: int) -> str:
    return str(Currency.USD) if column.unit == _DOLLARS else rows.text("currency", row) or "?"


def _spelled(rows: Rows, name: str, text: str) -> str:
    """The code that a text spells in a column of the table; tables in US$ have no such column."""
    if name in rows.table:
        return code_spelled(rows.table.column(name), text) or ""
    return str(Currency.USD) if text in ("$", "US$", "USD") else ""
