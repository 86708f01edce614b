"""Rows that hold other rows of the same cell: totals in whatever words, and codes that contain codes.

A cell is what rows share but for their goods: one month, market, book, direction and currency. Code 27
holds 2710 and 271019; a row that equals the sum of its siblings holds them, whatever it is called.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from bordertrade.dataset import Table
from bordertrade.dataset.goods import spelled
from bordertrade.dataset.keys import key_columns
from bordertrade.dataset.rows import numbered

Mask = NDArray[np.bool_]
Whole = NDArray[np.int64]
Numbers = NDArray[np.float64]

PARTS, WHOLE, ALL = "parts", "whole", "all"

_CODES = ("hs_code", "code")
_NAME = "commodity"
_AMOUNTS = ("value", "value_usd")
_QUANTITY = "quantity"
_DIGITS = 10
#: A sum of rounded parts differs from a rounded sum by no more; the same sum differs by float noise.
_ROUNDED, _EXACT = 1e-3, 1e-9
#: A sum has two parts or more.
_FEWEST = 3
#: In so many cells a row of the same goods is the sum of the others: no chance.
_OFTEN, _TWICE = 3, 2
#: So many digits of a figure are the sum's by chance in one of 100,000 cells.
_TELLING_DIGITS = 5


@dataclass(frozen=True, eq=False, slots=True)
class Held:
    """Which rows hold others of their cell, and which are held."""

    wholes: Mask
    parts: Mask

    def kept(self, counted: str) -> Mask:
        """The rows that count: the finest, the wholes, or all."""
        left_out = {PARTS: self.wholes, WHOLE: self.parts}
        return ~left_out.get(counted, np.zeros(len(self.wholes), dtype=bool))


def columns_of(table: Table) -> tuple[str, ...]:
    """The columns that tell which rows hold others; none in a table that is not of goods."""
    code, amount = _first(table, _CODES), _first(table, _AMOUNTS)
    if not code or not amount or _NAME not in table:
        return ()
    more = [name for name in ("currency", _QUANTITY) if name in table]
    return tuple(dict.fromkeys([*key_columns(table), code, _NAME, amount, *more]))


def code_of(table: Table) -> str:
    """The column of goods codes; "" for none."""
    return _first(table, _CODES)


def nested_pairs(table: Table, rows: pd.DataFrame) -> Iterator[tuple[Whole, Whole]]:
    """Places of rows of one code, each with those of the finest codes that it holds in its cell.
    ``rows`` as for ``held``."""
    code = code_of(table)
    more = ("currency",) if "currency" in rows else ()
    of_cell = [n for n in (*key_columns(table), *more) if n not in (code, _NAME, "source")]
    cell, _places = numbered(rows, of_cell)
    codes = _Codes.of(rows[code], rows[_NAME])
    nested = _nested(cell, codes)
    finest = np.flatnonzero(nested.parts & ~nested.wholes)
    for length in np.unique(codes.length[nested.wholes]).tolist():
        prefix = cell * 10**_DIGITS + codes.digits // 10 ** (_DIGITS - length)
        own = np.flatnonzero(nested.wholes & (codes.length == length))
        own = own[np.argsort(prefix[own], kind="stable")]
        below = finest[codes.length[finest] > length]
        below = below[np.argsort(prefix[below], kind="stable")]
        keys = np.unique(prefix[own])
        among = [np.searchsorted(prefix[each], [keys, keys + 1]) for each in (own, below)]
        for (first, last), (low, high) in zip(among[0].T, among[1].T, strict=True):
            if high > low:
                yield own[first:last], below[low:high]


def amount_of(table: Table) -> str:
    return _first(table, _AMOUNTS)


def held(table: Table, rows: pd.DataFrame) -> Held:
    """Which of some rows of a table hold others; ``rows`` has ``columns_of(table)``."""
    code, amount = _first(table, _CODES), _first(table, _AMOUNTS)
    of_cell = [n for n in (*key_columns(table), "currency") if n in rows and n not in (code, _NAME)]
    cell, _places = numbered(rows, of_cell)
    codes = _Codes.of(rows[code], rows[_NAME])
    nested = _nested(cell, codes)
    value = rows[amount].to_numpy(dtype="float64", na_value=np.nan)
    quantity = (
        rows[_QUANTITY].to_numpy(dtype="float64", na_value=np.nan)
        if _QUANTITY in rows
        else np.full(len(rows), np.nan)
    )
    sums = np.zeros(len(rows), dtype=bool)
    for left_out in (nested.wholes, nested.parts):
        among = ~left_out & ~codes.says_nothing
        sums |= _sums(cell, codes, value, quantity, among & (value > 0))
    if not sums.any():
        return nested
    summed = np.isin(cell, cell[sums]) & ~sums & ~codes.says_nothing
    return Held(nested.wholes | sums, nested.parts | summed)


def _first(table: Table, names: tuple[str, ...]) -> str:
    return next((name for name in names if name in table), "")


@dataclass(frozen=True, eq=False, slots=True)
class _Codes:
    """The goods of each row: its code's digits from the left, how many, and a number of its own.

    ``says_nothing``: all goods together; totals know such a row (``dataset.cube``).
    """

    digits: Whole
    length: Whole
    goods: Whole
    says_nothing: Mask

    @classmethod
    def of(cls, codes: pd.Series[str], names: pd.Series[str]) -> _Codes:
        at, different = pd.factorize(codes)
        texts = [str(text) if str(text).isdecimal() else "" for text in different]
        digits = np.array([int(t[:_DIGITS].ljust(_DIGITS, "0")) for t in texts], dtype=np.int64)
        length = np.array([min(len(text), _DIGITS) for text in texts], dtype=np.int64)
        named, spellings = pd.factorize(names)
        own = pd.factorize(pd.Series([spelled(str(each)) for each in spellings]))[0]
        goods = pd.factorize(at.astype(np.int64) * (len(own) + 1) + own[named])[0]
        empty = np.array([not str(each).strip() for each in spellings], dtype=bool)
        return cls(digits[at], length[at], goods.astype(np.int64), (length[at] == 0) & empty[named])


def _nested(cell: Whole, codes: _Codes) -> Held:
    """Codes that contain others of their cell."""
    wholes, parts = (np.zeros(len(cell), dtype=bool) for _ in range(2))
    lengths = [int(each) for each in np.unique(codes.length) if each]
    for length in lengths[:-1]:
        prefix = cell * 10**_DIGITS + codes.digits // 10 ** (_DIGITS - length)
        is_own = codes.length == length
        within = (codes.length > length) & np.isin(prefix, prefix[is_own])
        parts |= within
        wholes |= is_own & np.isin(prefix, prefix[within])
    return Held(wholes, parts)


def _sums(cell: Whole, codes: _Codes, value: Numbers, quantity: Numbers, among: Mask) -> Mask:
    """Rows whose value is the sum of the others in their cell, beyond chance."""
    count = np.bincount(cell[among], minlength=int(cell.max(initial=-1)) + 1)[cell]
    rest = _rest(cell, value, among)
    near = among & (np.abs(value - rest) <= _ROUNDED * value)
    rounded = near & (count >= _FEWEST)
    if not rounded.any():
        return rounded
    exact = rounded & (np.abs(value - rest) <= _EXACT * value)
    told = exact & (_same_quantity(cell, quantity, among) | _lacks_code(cell, codes, among))
    told |= exact & _has_digits(value, exact)
    tries, hits, exacts, tells = (
        np.bincount(codes.goods[rows], minlength=int(codes.goods.max()) + 1)
        for rows in (among & (count >= _FEWEST), rounded, exact, told)
    )
    surely = (exacts == tries) & ((tries >= _TWICE) | (tells > 0))
    totals = (hits == tries) & (tries > 0) & ((hits >= _OFTEN) | surely)
    found: Mask = near & (count > 1) & totals[codes.goods]
    return found


def _rest(cell: Whole, amounts: Numbers, among: Mask) -> Numbers:
    """The sum of the others in each row's cell."""
    given = np.nan_to_num(amounts).astype(np.float64)
    whole = np.bincount(cell[among], given[among], minlength=int(cell.max(initial=-1)) + 1)
    found: Numbers = whole.astype(np.float64)[cell] - given
    return found


def _same_quantity(cell: Whole, quantity: Numbers, among: Mask) -> Mask:
    rest = _rest(cell, quantity, among)
    found: Mask = (quantity > 0) & (np.abs(quantity - rest) <= _ROUNDED * np.nan_to_num(quantity))
    return found


def _lacks_code(cell: Whole, codes: _Codes, among: Mask) -> Mask:
    """Rows that alone of their cell have no code."""
    bare = among & (codes.length == 0)
    alone = np.bincount(cell[bare], minlength=int(cell.max(initial=-1)) + 1)[cell] == 1
    found: Mask = bare & alone
    return found


def _has_digits(value: Numbers, rows: Mask) -> Mask:
    """Figures that are not round: 1,234,567 is hardly a sum by chance, 3,000 may be."""
    found = np.zeros(len(value), dtype=bool)
    at = np.flatnonzero(rows)
    found[at] = [
        len(f"{number:.12e}".split("e")[0].replace(".", "").rstrip("0")) >= _TELLING_DIGITS
        for number in value[at].tolist()
    ]
    return found
