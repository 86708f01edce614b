"""What a cell of a workbook says, as a text that is exact and can be read in one way only.

A workbook stores numbers, and its number format says what they are shown as: 45292 with ``mmm-yy``
is January 2024, 804 with ``0000`` is the code 0804, 0.05 with ``0%`` is 5%. A date shown without its
day stands for the month, one shown in the Persian calendar for the Solar Hijri month.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from math import isfinite

from persiantools.jdatetime import JalaliDate

#: The formats that have a number and no text of their own.
BUILT_IN = {
    **{1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%"},
    **{14: "mm-dd-yy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy"},
    **{18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "m/d/yy h:mm"},
    **dict.fromkeys((*range(27, 32), 36, *range(50, 59)), "yyyy-mm-dd"),
    **{32: "h:mm", 33: "h:mm:ss", 34: "h:mm", 35: "h:mm:ss"},
    **{45: "mm:ss", 46: "[h]:mm:ss", 47: "mmss.0"},
}

#: Characters of a number format; a spreadsheet takes no longer ones.
_LONGEST = 255
_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.')
_BRACKETS = re.compile(r"\[[^\]]*\]")
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_ZEROS = re.compile(r"0{2,18}")
#: A calendar is named after the language, or by two hexadecimal digits before it: 16 is the Persian.
_PERSIAN = re.compile(r"\[\$-(?:[^\],]*,16|[0-9A-F]{0,2}16[0-9A-F]{4})\]", re.IGNORECASE)
_PLAIN = re.compile(r"[1-9][0-9]{0,14}|0")
_DIGITS = 15
_DAY_SECONDS = 86_400
_ZERO_1900 = datetime(1899, 12, 30)  # noqa: DTZ001 - a workbook knows no time zones
_ZERO_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
#: The workbooks of 1900 count a 29 February that never was.
_NEVER_WAS = 60


class Shown(Enum):
    """What a number is shown as."""

    NUMBER = "number"
    PERCENT = "percent"
    PADDED = "padded"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Form:
    """How a style shows numbers. ``digits``: of a padded one; ``is_persian``: by that calendar."""

    shown: Shown = Shown.NUMBER
    digits: int = 0
    is_persian: bool = False

    @property
    def is_number(self) -> bool:
        return self.shown is Shown.NUMBER


NUMBER = Form()


@lru_cache(maxsize=2_000)
def form_of(code: str) -> Form:
    """What a number format shows, by as much of it as spreadsheets take."""
    first = _QUOTED.sub("", code[:_LONGEST]).split(";")[0]
    is_persian = bool(_PERSIAN.search(first))
    letters = _BRACKETS.sub("", _ELAPSED.sub("h", first)).casefold().replace("am/pm", "h")
    if "general" in letters or not re.search("[0#?ymdhsebg]", letters):
        return NUMBER
    if "%" in letters:
        return Form(Shown.PERCENT)
    if not re.search("[ymdhs]", letters):
        zeros = _ZEROS.fullmatch(letters.strip())
        return Form(Shown.PADDED, len(zeros[0])) if zeros else NUMBER
    return Form(_part_of_a_date(letters), is_persian=is_persian)


def _part_of_a_date(letters: str) -> Shown:
    if "d" in letters:
        return Shown.DAY
    if re.search("[hs]", letters) and "y" not in letters:
        return Shown.TIME
    return Shown.MONTH if "m" in letters else Shown.YEAR


def number_text(stored: str) -> str:
    """A stored number as people write it: 15 digits as spreadsheets show, no powers, a point."""
    if _PLAIN.fullmatch(stored):
        return stored
    try:
        number = float(stored)
    except ValueError:
        return stored
    if not isfinite(number):
        return stored
    if number.is_integer() and abs(number) < 10**_DIGITS:
        return str(int(number))
    return f"{Decimal(f'{number:.{_DIGITS}g}'):f}"


def text_of(stored: str, form: Form, is_1904: bool) -> str:
    """A stored number as its form shows it."""
    if form.shown is Shown.NUMBER:
        return number_text(stored)
    if form.shown is Shown.PADDED:
        told = number_text(stored)
        return told.zfill(form.digits) if told.isdecimal() else told
    if form.shown is Shown.PERCENT:
        return f"{number_text(_hundredfold(stored))}%"
    moment = moment_of(stored, is_1904)
    return number_text(stored) if moment is None else moment_text(moment, form)


def _hundredfold(stored: str) -> str:
    try:
        return str(Decimal(stored) * 100)
    except ArithmeticError:
        return stored


def moment_of(stored: str, is_1904: bool = False) -> datetime | None:
    """The day and time of a serial number; None outside the years that workbooks know."""
    try:
        serial = float(stored)
        seconds = round(serial * _DAY_SECONDS)
        if is_1904:
            return _ZERO_1904 + timedelta(seconds=seconds)
        first = timedelta(days=1) if 0 < serial < _NEVER_WAS else timedelta()
        return _ZERO_1900 + first + timedelta(seconds=seconds)
    except (ValueError, OverflowError):
        return None


def moment_text(moment: datetime, form: Form) -> str:
    """A moment as its form shows it: year-month-day, or the month or year that it stands for."""
    if form.shown is Shown.TIME:
        return f"{moment:%H:%M:%S}"
    if form.shown is Shown.DAY:
        return f"{moment:%Y-%m-%d}" if _is_midnight(moment) else f"{moment:%Y-%m-%d %H:%M:%S}"
    if form.is_persian:
        return _persian(moment.date(), form)
    return f"{moment:%Y-%m}" if form.shown is Shown.MONTH else f"{moment:%Y}"


def _is_midnight(moment: datetime) -> bool:
    return moment.hour == moment.minute == moment.second == 0


def _persian(day: date, form: Form) -> str:
    there = JalaliDate(day)
    month = f"-{there.month:02d}" if form.shown is Shown.MONTH else ""
    return f"SH{there.year}{month}"
