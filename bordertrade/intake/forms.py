"""One cell of a file from outside: from text to a typed value, as its declaration says.

The only place that knows number marks, digits, calendars, date orders and texts for "no value".
Nothing is guessed here: what a declaration does not allow is a fault, with a suggestion where
only one thing can be meant. The contract's own forms are read by ``dataset.cells``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from bordertrade import calendars
from bordertrade.calendars import Calendar, PeriodError
from bordertrade.dataset.cells import (
    CellError,
    Value,
    check_constraints,
    latin,
    read_boolean,
    read_market,
)
from bordertrade.dataset.contract import Column
from bordertrade.dataset.names import MarketNames
from bordertrade.dataset.neutral import restored
from bordertrade.intake import periods
from bordertrade.intake.amounts import NumberStyle, number_reader
from bordertrade.intake.days import GREGORIAN_YEARS, is_iso_day, plain_day, read_day
from bordertrade.intake.declaration import Declaration
from bordertrade.intake.spellings import code_spelled, nearest_code
from bordertrade.intake.tidying import LONGEST_FORM, folded, mixes_digits, visible

Reader = Callable[[str], Value]

#: Columns whose numbers are money.
_MONEY_UNITS = ("units of currency", "US$")

_PARTIAL_DATE = re.compile(r"\d{4}(-\d{2})?")
_DOTTED_CODE = re.compile(r"\d{4}(?:[. ]\d{2}){1,3}|\d{4}[. ]\d{4}")
_NUMBER_OF_A_CODE = re.compile(r"(\d+)[.,]0+")
#: A spreadsheet's sign that a cell is text: '0804.
_TEXT_MARK = "'’"
_POWER = re.compile(r"\d([.,]\d+)?[eE]\+?\d+")
_JOINT = "~"
_BETWEEN_MARKETS = re.compile(r"[~,;|&+،؛]|\s(?:and|و|اور)\s", re.IGNORECASE)
_ONE_WORD = re.compile(r"[^\W\d_]{4,}")


def cell_reader(column: Column, declaration: Declaration, names: MarketNames) -> Reader:
    """The reader of one column's cells: text -> value, None for "no value".

    A pure function of the text, which the caller may memoise. It raises ``CellError`` (code,
    expected, suggestion); a suggestion is a text that this reader reads.
    """
    read = _reader(column, declaration, names)
    texts = (*declaration.nulls, *declaration.unrecorded.get(column.name, ()))
    nulls = frozenset(map(folded, texts))
    puts = {
        visible(each.found): each.put
        for each in declaration.replacements
        if each.column == column.name
    }

    def cell(text: str) -> Value:
        text = text.strip()
        if puts:
            text = puts.get(visible(text), text).strip()
        if not text or not visible(text) or (nulls and folded(text) in nulls):
            if column.required:
                raise CellError("required")
            return None
        return whole(text)

    def whole(text: str) -> Value:
        value = _read(read, text)
        check_constraints(value, column)
        _check_later(value, column)
        return value

    def told(text: str) -> Value:
        try:
            return cell(text)
        except CellError as fault:
            if not fault.suggestion or _can_be_read(whole, fault.suggestion):
                raise
            raise CellError(fault.code, fault.expected) from None

    return told


def _can_be_read(read: Reader, text: str) -> bool:
    try:
        read(text)
    except CellError:
        return False
    return True


def _read(read: Reader, text: str) -> Value:
    """The value of a text; whatever a reader stumbles over is a fault of this cell alone."""
    try:
        return read(text)
    except CellError:
        raise
    except (ValueError, ArithmeticError, LookupError):
        raise CellError("unreadable") from None


def _check_later(value: Value, column: Column) -> None:
    """Hold a value against what every later rule does with it: they read it once more.

    Raises CellError: a cell that only a rule could not read would end the whole check.
    """
    if column.semantic == "period" and not _is_period(str(value), column):
        raise CellError("period_form")
    if column.type == "date" and not is_iso_day(str(value)):
        raise CellError("date")


def _is_period(value: str, column: Column) -> bool:
    try:
        found = calendars.parse(value)
    except PeriodError:
        return False
    return found.text == value and (not column.pattern or bool(re.fullmatch(column.pattern, value)))


def is_money(column: Column) -> bool:
    """Whether a column holds amounts of money."""
    return column.unit in _MONEY_UNITS


def number_style(declaration: Declaration, column: str = "") -> NumberStyle:
    """How the numbers of a column are written."""
    return NumberStyle(*declaration.marks_of(column), declaration.negatives)


def factor_of(column: Column, declaration: Declaration) -> int:
    """What the numbers of a column are multiplied by."""
    return declaration.scale_of(column.name, is_money=is_money(column))


def _reader(column: Column, declaration: Declaration, names: MarketNames) -> Reader:
    """The reader of texts that say something."""
    by_semantic: dict[str, Reader] = {
        "period": partial(_period, declaration=declaration),
        "place_market": partial(read_market, names=names),
        "date_partial": partial(_partial_day, declaration=declaration),
        "hs_code": partial(_code, is_hs=True),
    }
    by_type: dict[str, Reader] = {
        "number": _amount(column, declaration),
        "integer": partial(_whole, style=number_style(declaration, column.name)),
        "year": partial(_whole, style=number_style(declaration, column.name)),
        "boolean": partial(_truth, column=column),
        "date": partial(_day, declaration=declaration),
    }
    text = _text(column, declaration.fills.get("reporter", ""), names)
    return by_semantic.get(column.semantic) or by_type.get(column.type) or text


def _text(column: Column, reporter: str, names: MarketNames) -> Reader:
    """Texts of five kinds: from a list, markets, in a pattern, a unit, free."""
    if column.enum:
        return partial(_choice, column=column, reporter=reporter)
    if column.name == "markets":
        return partial(_markets, names=names)
    if column.pattern:
        return partial(_code, is_hs=False) if r"^\d" in column.pattern else _patterned(column)
    if column.name == "unit":
        return partial(_unit, column=column)
    return restored


def _amount(column: Column, declaration: Declaration) -> Reader:
    return number_reader(number_style(declaration, column.name), factor_of(column, declaration))


def _whole(text: str, style: NumberStyle) -> int:
    number = style.read(text)
    if number != number.to_integral_value():
        raise CellError("integer")
    return int(number)


def _period(text: str, declaration: Declaration) -> str:
    _one_script(text)
    found = periods.read_period(text, declaration.calendar, declaration.date_order)
    return periods.month_of(found, declaration.calendar) if declaration.months else found


def _day(text: str, declaration: Declaration) -> str:
    _one_script(text)
    return read_day(text, declaration.calendar, declaration.date_order).isoformat()


def _partial_day(text: str, declaration: Declaration) -> str:
    """A Gregorian day, month or year. A Solar Hijri month lies in two and is none."""
    _one_script(text)
    plain = plain_day(text)
    if len(plain) > LONGEST_FORM:
        raise CellError("date")
    if _PARTIAL_DATE.fullmatch(plain) and int(plain[:4]) in GREGORIAN_YEARS:
        try:
            return calendars.parse(plain).text
        except PeriodError:
            raise CellError("date") from None
    found = periods.meanings(plain)
    if not found:
        return _day(text, declaration)
    if Calendar.GREGORIAN not in found:
        raise CellError("date_calendar" if Calendar.SOLAR_HIJRI in found else "date")
    if declaration.calendar is Calendar.GREGORIAN:
        return found[Calendar.GREGORIAN].text
    raise CellError("date", suggestion=found[Calendar.GREGORIAN].text)


def _one_script(text: str) -> None:
    if mixes_digits(text):
        raise CellError("mixed_digits", suggestion=latin(visible(text)))


def _code(text: str, is_hs: bool) -> str:
    """A goods code: digits as text. A spreadsheet takes the zero in front, or writes 8.03E+05."""
    _one_script(text)
    plain = latin(visible(text)).lstrip(_TEXT_MARK)
    if _POWER.fullmatch(plain):
        raise CellError("code_power")
    if _DOTTED_CODE.fullmatch(plain):
        return re.sub(r"\D", "", plain)
    whole = _NUMBER_OF_A_CODE.fullmatch(plain)
    digits = whole[1] if whole else plain
    if is_hs and digits.isdecimal() and len(digits) % 2:
        raise CellError("code_zero", suggestion=f"0{digits}")
    if whole:
        raise CellError("pattern", (r"^\d+$",), digits)
    return plain


def _markets(text: str, names: MarketNames) -> str:
    """Several markets by any of their names, as the contract joins their ids."""
    parts = [part for part in map(str.strip, _BETWEEN_MARKETS.split(visible(text))) if part]
    faults, meant = [], []
    for part in parts:
        try:
            meant.append(read_market(part, names))
        except CellError as fault:
            faults.append(fault.code)
            meant.append(fault.suggestion)
    joined = _JOINT.join(dict.fromkeys(meant))
    if faults or not parts:
        code = faults[0] if faults else "market_unknown"
        raise CellError(code, names.markets, joined if all(meant) else "")
    return joined


def _choice(text: str, column: Column, reporter: str) -> str:
    plain = visible(text)
    if plain not in column.enum:
        near = code_spelled(column, plain, reporter) or nearest_code(column, plain)
        raise CellError("not_in_list", column.enum, near)
    return plain


def _truth(text: str, column: Column) -> bool:
    plain = visible(text)
    try:
        return read_boolean(plain)
    except CellError as fault:
        raise CellError(fault.code, fault.expected, code_spelled(column, plain) or "") from None


def _unit(text: str, column: Column) -> str:
    """Any unit, unless it spells or nearly spells one that we know by another text."""
    plain = restored(visible(text))
    near = code_spelled(column, plain)
    if near is None and _ONE_WORD.fullmatch(plain):
        near = nearest_code(column, plain, cutoff=0.8)
    if near and near != plain:
        raise CellError("unit_unknown", (near,), near)
    return plain


def _patterned(column: Column) -> Reader:
    def read(text: str) -> str:
        plain = latin(visible(text))
        if re.fullmatch(column.pattern, plain, re.ASCII):
            return plain
        spelled = (each for each in (plain.upper(), plain.lower(), plain.replace(" ", "")))
        near = next((each for each in spelled if re.fullmatch(column.pattern, each)), "")
        raise CellError("pattern", (column.pattern,), near)

    return read
