"""What does not change a cell's meaning: blanks around it, marks that cannot be seen, the script
of its digits, the shape of its minus sign.
"""

from __future__ import annotations

import re

from bordertrade.dataset.cells import LATIN_DIGITS
from bordertrade.dataset.names import fold

#: Direction marks, zero-width characters, byte-order marks: they come along with copied numbers.
_INVISIBLE = dict.fromkeys(
    [
        *(0x00AD, 0x061C, 0x180E, 0x2060, 0xFEFF),
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
    ]
)
_MINUS_SIGNS = dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2212, 0xFE63, 0xFF0D), "-")
_PLAIN = {**_INVISIBLE, **_MINUS_SIGNS, **LATIN_DIGITS}
_SCRIPTS = tuple(map(re.compile, ("[0-9]", "[\u06f0-\u06f9]", "[\u0660-\u0669]")))

#: No number, date or period is longer: a longer text is not looked at more closely, so that no
#: cell can keep a reader busy.
LONGEST_FORM = 60

#: Texts that may stand for 0 as well as for "no value". What they do is declared, never assumed.
_ZERO_MARKS = (
    *("-", "--", "—", ".", "..", "...", "…", "nil", "none", "zero", "nothing", "no trade"),
    *("صفر", "هیچ", "ہیچ", "کچھ نہیں", "ندارد", "زیرو", "نہیں"),
)
#: Texts that may stand for "no value" only.
_NULL_MARKS = (
    *("?", "*", "n/a", "#n/a", "na", "n.a.", "null"),
    *("not available", "not recorded", "unknown", "tbd", "نامشخص", "نامعلوم", "موجود نیست"),
    *("در دسترس نیست", "دستیاب نہیں", "معلوم نہیں", "لاگو نہیں"),
)


def visible(text: str) -> str:
    """The text without marks that cannot be seen, and without blanks around it."""
    return (text if text.isascii() else text.translate(_INVISIBLE)).strip()


def plain(text: str) -> str:
    """Visible, in Latin digits, with all minus signs and dashes as the hyphen of the keyboard."""
    return (text if text.isascii() else text.translate(_PLAIN)).strip()


def mixes_digits(text: str) -> bool:
    """Whether digits of two scripts stand in one text: nobody types that; a copy is damaged."""
    return not text.isascii() and sum(1 for script in _SCRIPTS if script.search(text)) > 1


def folded(text: str) -> str:
    """For comparing texts that stand for "no value": case, letters of two keyboards."""
    return fold(text) or plain(text)


def is_null_mark(text: str) -> bool:
    """Whether a text often stands for "no value"."""
    return folded(text) in _FOLDED_NULL_MARKS


def may_be_zero(text: str) -> bool:
    """Whether people who mean 0 also write it so."""
    return folded(text) in _FOLDED_ZERO_MARKS


_FOLDED_ZERO_MARKS = frozenset(map(folded, _ZERO_MARKS))
_FOLDED_NULL_MARKS = _FOLDED_ZERO_MARKS | frozenset(map(folded, _NULL_MARKS))
