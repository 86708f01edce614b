"""Cells that people, spreadsheets and programs write, made from the pieces that readers know."""

from __future__ import annotations

from random import Random

from hypothesis import strategies as st

from bordertrade.calendars import Calendar
from bordertrade.intake.declaration import DateOrder, Declaration
from bordertrade.intake.month_names import GREGORIAN_MONTHS, SOLAR_HIJRI_MONTHS

_SCRIPTS = ("0123456789", "۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩", "०१२३४५६७८९")
_DIGITS = [str.maketrans(_SCRIPTS[0], script) for script in _SCRIPTS]
_MARKS = ("-", "/", ".", " ", "", "–", "~", " to ", "/ ", "M", "-Q", "'")
_YEARS = (0, 1, 24, 1299, 1300, 1402, 1403, 1499, 1500, 1899, 1900, 2024, 2099, 2100, 2101, 9999)
_PARTS = (0, 1, 2, 4, 5, 12, 13, 29, 30, 31, 32, 99)
_NAMES = [name for months in (*GREGORIAN_MONTHS, *SOLAR_HIJRI_MONTHS) for name in months]
_BEFORE = ("", "", "FY", "SH", "Q1 ", "Q4-", "سال مالی ", "مالی سال ", "fiscal year ", "ماه ")
_AFTER = ("", "", " 00:00:00", "T00:00:00Z", " A.D.", "/2024-05", "/SH1403-05", " ش", " Q2")
_WORDS = (
    *("gabd", "mand", "pishin", "USD", "IRR", "Rs", "kg", "t", "b", "m", "million", "NaN", "inf"),
    *("IR", "PK", "exports", "A", "L", "count", "model", "true", "2711", "080410", "8.03E+05"),
    *("BR40282284", "~", "=1+1", "'", '"', "<b>", "\u200f", "\u00a0", "\ufffd", "\x1f", "²", "Ⅳ"),
    *("usd10bn_2029", "TOTAL", "جمع کل", "n/a", "-", "(500)", "500-", "1e400", "1_000", "%", "∞"),
)
_SIGNS = ("", "", "-", "−", "+", "(", "Rs ", "$", "~")
_BETWEEN = ("", ".", ",", "٫", "٬", " ", "e", "e-", "'", "/")
_UNITS = ("", "", ")", "-", "%", " b", " t", " kg", "e308", "\u0000")


def hostile_cell(random: Random) -> str:
    """One of four kinds, in digits of any script."""
    make = random.choice((_period, _day, _amount, _words))
    return make(random).translate(random.choice(_DIGITS))


def _year(random: Random) -> int:
    return random.choice(_YEARS) if random.random() < 0.7 else random.randrange(100_000)


def _part(random: Random) -> str:
    return random.choice((str, "{:02d}".format))(random.choice(_PARTS))


def _period(random: Random) -> str:
    named = random.choice((_part(random), random.choice(_NAMES), "", str(_year(random))))
    pieces = [random.choice(_BEFORE), _year(random), random.choice(_MARKS), named]
    return "".join(map(str, [*pieces, random.choice(_AFTER)]))


def _day(random: Random) -> str:
    mark = random.choice(_MARKS)
    pieces = [_part(random), random.choice((_part(random), random.choice(_NAMES))), _year(random)]
    if random.random() < 0.5:
        pieces.reverse()
    return mark.join(map(str, pieces)) + random.choice(_AFTER)


def _amount(random: Random) -> str:
    whole, rest = (random.randrange(10 ** random.randrange(1, 26)) for _ in range(2))
    pieces = [random.choice(_SIGNS), whole, random.choice(_BETWEEN), rest, random.choice(_UNITS)]
    return "".join(map(str, pieces))


def _words(random: Random) -> str:
    return "".join(random.choice(_WORDS) for _ in range(random.randrange(4)))


#: Any cell: forms with odd parts, words, and texts without any form.
CELLS = st.one_of(st.randoms(use_true_random=False).map(hostile_cell), st.text(max_size=20))

#: How such cells may be declared to be read.
DECLARATIONS = st.builds(
    Declaration,
    calendar=st.sampled_from([None, *Calendar]),
    date_order=st.sampled_from([None, *DateOrder]),
    decimal=st.sampled_from(".,٫/"),
    thousands=st.sampled_from(["", "،", "'", " ", "٬"]),
    negatives=st.booleans(),
    months=st.booleans(),
)
