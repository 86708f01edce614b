"""Texts that others wrote, made safe for where they are shown. The data keep them as they are."""

from __future__ import annotations

import html
import re

#: Characters that turn the direction of what follows: an amount beside a name would read backwards.
_TURNING = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
#: Streamlit looks for icons, emoji and addresses even in what Markdown takes for plain text.
_FOUND_LATER = re.compile(r"([:@]|\bwww\\\.)", re.IGNORECASE)
_JOINER = "\u2060"


def unturned(text: str) -> str:
    """The text without what turns the writing around it: for where text stays text."""
    return text.translate(_TURNING)


def escape(text: str, quote: bool = True) -> str:
    """The text for HTML and for a chart's labels, unable to turn the writing around it."""
    return html.escape(unturned(text), quote)


def plain(text: str) -> str:
    """The text for a label of Streamlit, which reads Markdown there: nothing in it is a sign."""
    line = " ".join(unturned(text).split())
    return _FOUND_LATER.sub(rf"\1{_JOINER}", _PUNCTUATION.sub(r"\\\1", line))
