"""Cells that a spreadsheet would run, made harmless in what we write and restored in what we read.

One apostrophe is put before a text that begins like a formula, however many stand there already,
and one is taken off: so each text comes back as it was.
"""

from __future__ import annotations

import re

#: What begins a formula in a spreadsheet, in both widths.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?")


def neutralised(text: str) -> str:
    """The text, harmless in a spreadsheet: "=1+1" becomes "'=1+1", "-5" stays."""
    return f"'{text}" if _is_dangerous(text.lstrip("'")) else text


def restored(text: str) -> str:
    """What ``neutralised`` was given."""
    return text[1:] if text.startswith("'") and neutralised(text[1:]) == text else text


def _is_dangerous(text: str) -> bool:
    stripped = text.lstrip(" \u00a0")
    return stripped.startswith(_FORMULA_STARTS) and not _NUMBER.fullmatch(stripped)
