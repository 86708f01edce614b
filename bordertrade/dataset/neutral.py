"""Cells that a spreadsheet would run, made harmless in what we write and restored in what we read.

One apostrophe is put before a text that begins like a formula, however many stand there already,
and one is taken off: so each text comes back as it was.
"""

from __future__ import annotations

import re

#: A formula's first sign in either width, or a control character that hides one, behind whatever
#: a spreadsheet may skip: spaces of all kinds, marks of direction and order, characters of no width.
_DANGEROUS = re.compile(
    r"[\s\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]*"
    r"[=+\-@\t\r\n\x00＝＋－＠]"
)
_NUMBER = re.compile(r"[ \u00a0]*[+-]?\d+(\.\d+)?([eE][+-]?\d+)?")


def neutralised(text: str) -> str:
    """The text, harmless in a spreadsheet: "=1+1" becomes "'=1+1", "-5" stays."""
    return f"'{text}" if _is_dangerous(text.lstrip("'")) else text


def restored(text: str) -> str:
    """What ``neutralised`` was given."""
    return text[1:] if text.startswith("'") and neutralised(text[1:]) == text else text


def _is_dangerous(text: str) -> bool:
    return _DANGEROUS.match(text) is not None and not _NUMBER.fullmatch(text)
