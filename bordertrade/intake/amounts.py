"""Numbers as people write them: digits of three scripts, marks, signs.

A style says which marks a file uses; a text that does not keep to it is refused, never
interpreted. Other styles are only tried to suggest what may be meant.
"""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache

from bordertrade.dataset.cells import CellError
from bordertrade.intake.tidying import LONGEST_FORM, is_null_mark, mixes_digits, plain

#: Marks between the whole and its parts; "/" is how many write it in Persian: ۱۲/۵.
DECIMAL_MARKS = (".", ",", "٫", "/")
#: This one is a decimal mark in every style: nothing else can be meant.
ALWAYS_DECIMAL = "٫"
#: Marks between thousands. A space stands for every kind of it, ' for either apostrophe.
THOUSANDS_MARKS = (",", ".", "٬", "،", "'", " ")
_FAMILIES = {" ": " \u00a0\u2009\u202f\u2007", "'": "'’‘ʼ`´"}

_LIKELY = ((".", ""), (".", ","), (",", "."), ("٫", "٬"), (",", " "), (".", " "))

#: No trade is that large, in any money.
TOO_LARGE = Decimal(10) ** 18

#: Every style reads this, and so fast.
_PLAIN_WHOLE = re.compile(r"-?[0-9]{1,15}")
_PLAIN = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?(e-[0-9]{2})?")
_ACCOUNTING = re.compile(r"\((?P<inside>[^()]+)\)|(?P<trailing>[^-]*[0-9])\s*-")
_NOT_FINITE = re.compile(r"[+-]?(nan|inf(inity)?|∞)", re.IGNORECASE)
_POWER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?e[+-]?[0-9]{1,3}", re.IGNORECASE)
_PROGRAMMERS = re.compile(r"[+-]?[0-9]+(_[0-9]+)+")
_WORDS = re.compile(
    r"(?P<before>[^\d()-]*?)\s*(?P<number>-?\d[\d.,٬٫،'’\s]*)\s*(?P<after>[^\d()-]*)"
)
_TIMES = {
    **dict.fromkeys(("thousand", "thousands", "هزار", "ہزار"), 10**3),
    **dict.fromkeys(("lakh", "lac", "lakhs", "لاکھ"), 10**5),
    **dict.fromkeys(("million", "millions", "mn", "mln", "میلیون", "ملین"), 10**6),
    **dict.fromkeys(("crore", "crores", "کروڑ"), 10**7),
    **dict.fromkeys(("billion", "billions", "bn", "میلیارد", "ارب"), 10**9),
}


@dataclass(frozen=True)
class NumberStyle:
    """How numbers are written in a file. ``thousands`` is "" where there is no such mark."""

    decimal: str = "."
    thousands: str = ""
    negatives: bool = False

    def read(self, text: str) -> Decimal:
        """The number a text stands for.

        Raises CellError: ``number`` (any other form), ``mixed_digits``, ``not_finite``,
        ``number_unit`` (a currency, unit or word stands beside it), ``too_large``.
        """
        told = plain(text)
        if mixes_digits(text):
            raise CellError("mixed_digits", suggestion=told)
        number = self.parse(told)
        if number is None:
            raise self._fault(told)
        if abs(number) >= TOO_LARGE:
            raise CellError("too_large", (f"{TOO_LARGE:,f}",))
        return number

    def parse(self, told: str) -> Decimal | None:
        """The number of a text in Latin digits and hyphens; None if it is in no form of this style."""
        if self.negatives and (form := _ACCOUNTING.fullmatch(told)):
            told = "-" + (form["inside"] or form["trailing"]).strip()
        if ALWAYS_DECIMAL in told:
            told = told.replace(ALWAYS_DECIMAL, self.decimal)
        found = self._form.fullmatch(told)
        if not found:
            return None
        whole = re.sub(self._mark, "", found["whole"]) if self.thousands else found["whole"]
        return Decimal(f"{found['sign']}{whole}.{found['part'] or 0}")

    def written(self, number: Decimal) -> str:
        """A number in this style, without thousands marks."""
        told = f"{number.normalize():f}" if number else "0"
        return told.replace(".", self.decimal)

    @cached_property
    def _mark(self) -> str:
        """A pattern for the thousands mark."""
        return f"[{re.escape(_FAMILIES.get(self.thousands, self.thousands))}]"

    @cached_property
    def _form(self) -> re.Pattern[str]:
        """Groups of three, or of two and a last one of three as in 12,34,567."""
        whole = "[0-9]+"
        if self.thousands:
            threes = f"[1-9][0-9]{{0,2}}(?:{self._mark}[0-9]{{3}})+"
            twos = f"[1-9][0-9]?(?:{self._mark}[0-9]{{2}})+{self._mark}[0-9]{{3}}"
            whole = f"{threes}|{twos}|{whole}"
        part = f"(?:{re.escape(self.decimal)}(?P<part>[0-9]+))?"
        return re.compile(f"(?P<sign>[+-]?)(?P<whole>{whole}){part}")

    def _fault(self, told: str) -> CellError:
        """Why a text is no number in this style, and what may be meant."""
        if _NOT_FINITE.fullmatch(told) or (_POWER.fullmatch(told) and not _is_finite(told)):
            return CellError("not_finite")
        if len(told) > LONGEST_FORM:
            return self._number(None)
        if (words := _WORDS.fullmatch(told)) and _says_something(words):
            return self._unit(words)
        return self._number(self._meant(told))

    def _meant(self, told: str) -> Decimal | None:
        """The one number that a text can be meant as."""
        if is_null_mark(told):
            return None
        if _POWER.fullmatch(told) or _PROGRAMMERS.fullmatch(told):
            return Decimal(told.replace("_", ""))
        if form := _ACCOUNTING.fullmatch(told):
            inside = _only_reading((form["inside"] or form["trailing"]).strip(), self)
            return None if inside is None else -inside
        return _only_reading(told, self)

    def _number(self, meant: Decimal | None) -> CellError:
        example = self.written(Decimal("12.5"))
        suggestion = "" if meant is None or abs(meant) >= TOO_LARGE else self.written(meant)
        return CellError("number", ("1250000", example), suggestion)

    def _unit(self, words: re.Match[str]) -> CellError:
        """A letter alone may be a flag, and a percentage is another figure: neither is mended."""
        beside = f"{words['before']} {words['after']}".strip()
        number = _only_reading(words["number"].strip(), self)
        times = times_said(words["after"])
        is_clear = number is not None and times and not any(c in "%٪‰" for c in beside)
        suggestion = self.written(number * times) if is_clear and number is not None else ""
        return CellError("number_unit", (beside,), suggestion)


def number_reader(style: NumberStyle, scale: int = 1) -> NumberReader:
    """The reader of a column: text -> float, times the scale. Raises as ``NumberStyle.read``."""
    return NumberReader(style, scale)


@dataclass(frozen=True)
class NumberReader:
    """Reads a million numbers: told ones by a short way."""

    style: NumberStyle
    scale: int

    def __call__(self, text: str) -> float:
        if self.scale == 1 and self._short.fullmatch(text):
            return float(text) + 0.0  # -0 is 0
        return float(self.style.read(text) * self.scale) + 0.0

    @cached_property
    def _short(self) -> re.Pattern[str]:
        return _PLAIN if self.style.decimal == "." else _PLAIN_WHOLE


@lru_cache(maxsize=1)
def every_style() -> tuple[NumberStyle, ...]:
    """All pairs of marks: the contract's own, those of whole countries, the rest."""
    pairs = [(decimal, mark) for decimal in DECIMAL_MARKS for mark in ("", *THOUSANDS_MARKS)]
    ordered = dict.fromkeys([*_LIKELY, *pairs])
    return tuple(NumberStyle(decimal, mark) for decimal, mark in ordered if decimal != mark)


def _only_reading(told: str, style: NumberStyle) -> Decimal | None:
    """The number that a text is in every style that can read it; None if they differ."""
    own = style.parse(told)
    if own is not None:
        return own
    values = {each.parse(told) for each in every_style()} - {None}
    return values.pop() if len(values) == 1 else None


def _says_something(words: re.Match[str]) -> bool:
    """Whether a word or a sign of money stands beside the number, and not just a mark."""
    beside = words["before"] + words["after"]
    return any(c.isalpha() or c in "%٪‰" or unicodedata.category(c) == "Sc" for c in beside)


def times_said(beside: str) -> int:
    """What the words beside a number multiply it by; 0 where they may say several things."""
    said = [word for word in beside.casefold().split() if word in _TIMES]
    return _TIMES[said[0]] if len(said) == 1 else int(not said)


def without_times(beside: str) -> str:
    """The words beside a number without those that only multiply it."""
    return " ".join(word for word in beside.split() if word.casefold() not in _TIMES)


def _is_finite(told: str) -> bool:
    return math.isfinite(float(told))
