"""Numbers that the operator sets."""

from __future__ import annotations

from collections.abc import Mapping


def above_0(environ: Mapping[str, str], name: str, usual: int) -> int:
    """The whole number that the environment gives, else the usual one. Raises ValueError for what is
    no number above 0."""
    text = environ.get(name, "").strip()
    if not text:
        return usual
    if not (text.isascii() and text.isdigit() and int(text)):
        raise ValueError(f"{name} is {text!r}; a whole number above 0 is expected")
    return int(text)
