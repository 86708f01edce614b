"""Words and figures that say in what numbers are counted: thousand, lakh, million, crore, 1000."""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import prod

from bordertrade.dataset.cells import LATIN_DIGITS
from bordertrade.dataset.names import fold

_SCALES = {
    10**12: ("trillion", "trillions", "trn", "tn", "تریلیون", "همت", "کھرب"),
    10**9: ("billion", "billions", "bn", "bln", "mrd", "میلیارد", "ارب", "بلین"),
    10**7: ("crore", "crores", "cr", "کروڑ"),
    10**6: (
        *("million", "millions", "mn", "mln", "mio", "mios", "mill", "mil", "m", "mm"),
        *("میلیون", "ملین", "دس لاکھ"),
    ),
    10**5: ("lakh", "lakhs", "lac", "lacs", "لاکھ"),
    10**3: ("thousand", "thousands", "thous", "thsd", "ths", "000", "000s", "k", "هزار", "ہزار"),
}
#: A factor -> the ASCII key of an answer that says it.
KEYS: Mapping[int, str] = {
    10**3: "thousands",
    10**5: "lakhs",
    10**6: "millions",
    10**7: "crores",
    10**9: "billions",
    10**12: "trillions",
}
_FOLDED = {fold(name): scale for scale, names in _SCALES.items() for name in names}
#: What scale words are written together with.
_GROWN_ON = frozenset(
    map(
        fold,
        (
            *(
                "دلار",
                "دلاری",
                "ریال",
                "ریالی",
                "تومان",
                "تومانی",
                "روپیه",
                "روپیہ",
                "روپے",
                "ڈالر",
            ),
            *("تن", "ٹن", "کیلوگرم", "کلوگرام", "لیتر", "لیٹر", "usd", "dollar", "dollars", "pkr"),
            *("rupees", "rials", "tons", "tonnes", "ton", "kg", "litres"),
        ),
    )
)
_LONGEST_FIRST = sorted(_FOLDED, key=len, reverse=True)
#: Too short to say anything in a sentence: "Mr. M. K."
_SHORT = frozenset({"m", "k", "mm", "cr", "tn", "mil", "mill", "000", "000s"})

_TOKENS = re.compile(r"[^\W\d_]+|\d+s?")
_NOUGHTS = re.compile(r"(?<![\d.,])1((?:[, ٬]?000)+)(?![\d])")
_POWER = re.compile(r"(?<!\d)10\s*\^\s*(\d{1,2})(?!\d)")


def scale_in(text: str) -> int:
    """1,000 for "Rs thousand" and "US$ 1000", 10^12 for "هزار میلیارد ریال"; 1 for no such word."""
    plain = text.translate(LATIN_DIGITS)
    figures = {1000 ** found[1].count("000") for found in _NOUGHTS.finditer(plain)}
    figures |= {10 ** int(found[1]) for found in _POWER.finditer(plain)}
    rest = without_figures(plain)
    words = {part for word in _TOKENS.findall(rest) for part in parted(fold(word))}
    return prod(figures | {_FOLDED[word] for word in words if word in _FOLDED})


def scale_in_sentence(text: str) -> int:
    """The same of a line of prose, in which a letter alone is no scale."""
    words = [word for word in re.split(r"\s+", text) if fold(word) not in _SHORT]
    return scale_in(" ".join(words))


def without_figures(text: str) -> str:
    """A text without its figures such as 1000 or 10^6."""
    return _POWER.sub(" ", _NOUGHTS.sub(" ", text.translate(LATIN_DIGITS)))


def parted(word: str) -> tuple[str, ...]:
    """ "هزاردلار" -> "هزار", "دلار": a folded scale word grown together with a measure."""
    for scale in _LONGEST_FIRST:
        rest = word.removeprefix(scale)
        if len(scale) > 2 and rest != word and rest in _GROWN_ON:
            return scale, rest
    return (word,)
