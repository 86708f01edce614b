"""One cell: from text to a typed value, or to a fault with a code.

Only the contract's own form is read here. Digits may be Latin, Persian or Arabic; anything else
that a person might mean (thousands marks, currency signs, other calendars) is asked about.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import date
from typing import TypeAlias

from bordertrade import calendars
from bordertrade.dataset.contract import Column
from bordertrade.dataset.names import AmbiguousNameError, MarketNames, UnknownNameError
from bordertrade.dataset.neutral import restored

Value: TypeAlias = str | float | int | bool | None


class CellError(ValueError):
    """A cell that cannot be read.

    ``code`` is a problem code, ``expected`` what its sentence needs, ``suggestion`` the text to
    write instead ("" where only a person can know).
    """

    def __init__(self, code: str, expected: tuple[str, ...] = (), suggestion: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.expected = expected
        self.suggestion = suggestion


_NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d+)?")
#: Whole numbers have at most 18 digits: more do not fit the column of a frame.
_INTEGER = re.compile(r"-?\d{1,18}")
_NOT_FINITE = re.compile(r"[+-]?(nan|inf(inity)?)", re.IGNORECASE)
#: Persian and Arabic digits -> Latin ones.
LATIN_DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "01234567890123456789")
_BOOLEANS = {"true": True, "false": False}


def read_cell(text: str, column: Column, names: MarketNames) -> Value:
    """The value of a cell; None for an empty one. Raises CellError."""
    text = text.strip()
    if not text:
        if column.required:
            raise CellError("required")
        return None
    if column.pattern:
        text = latin(text)
    if column.semantic in _BY_SEMANTIC:
        value = _BY_SEMANTIC[column.semantic](text, names)
    else:
        value = _BY_TYPE[column.type](text)
    check_constraints(value, column)
    return value


def check_constraints(value: Value, column: Column) -> None:
    """Hold a value against its column's list, bound and pattern. Raises CellError."""
    if column.enum and str(value) not in column.enum:
        raise CellError("not_in_list", column.enum)
    if column.minimum is not None and isinstance(value, float | int) and value < column.minimum:
        raise CellError("too_small", (f"{column.minimum:g}",))
    in_form = column.semantic == "period" or not column.pattern
    if not in_form and not re.fullmatch(column.pattern, str(value), re.ASCII):
        raise CellError("pattern", (column.pattern,))


def latin(text: str) -> str:
    """Persian and Arabic digits as Latin ones; everything else as it is."""
    return text if text.isascii() else text.translate(LATIN_DIGITS)


def _number(text: str) -> float:
    plain = latin(text)
    if _NOT_FINITE.fullmatch(plain):
        raise CellError("not_finite")
    if not _NUMBER.fullmatch(plain):
        raise CellError("number")
    value = float(plain)
    if not math.isfinite(value):
        raise CellError("not_finite")
    return value


def _integer(text: str) -> int:
    plain = latin(text)
    if not _INTEGER.fullmatch(plain):
        raise CellError("integer")
    return int(plain)


def read_boolean(text: str) -> bool:
    """True or false, in any case. Raises CellError."""
    if text.lower() not in _BOOLEANS:
        raise CellError("not_in_list", tuple(_BOOLEANS))
    return _BOOLEANS[text.lower()]


def _date(text: str) -> str:
    try:
        return date.fromisoformat(latin(text)).isoformat()
    except ValueError:
        raise CellError("date") from None


def _partial_date(text: str, _: MarketNames) -> str:
    """A date as precise as its source; a whole one must exist."""
    return _date(text) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) else text


def _period(text: str, _: MarketNames) -> str:
    try:
        return calendars.parse(text).text
    except calendars.PeriodError as error:
        raise CellError(f"period_{error.reason}") from None


def read_market(text: str, names: MarketNames) -> str:
    """The market id of a spelling. Raises CellError, with the nearest market as suggestion."""
    try:
        return names.resolve(text)
    except AmbiguousNameError:
        raise CellError("market_ambiguous", names.markets, names.nearest(text)) from None
    except UnknownNameError:
        raise CellError("market_unknown", names.markets, names.nearest(text)) from None


_BY_SEMANTIC: dict[str, Callable[[str, MarketNames], Value]] = {
    "date_partial": _partial_date,
    "period": _period,
    "place_market": read_market,
}

_BY_TYPE: dict[str, Callable[[str], Value]] = {
    "string": restored,
    "number": _number,
    "year": _integer,
    "integer": _integer,
    "boolean": read_boolean,
    "date": _date,
}
