"""Colours for attributes: not every drawer of SVG knows see-through ones there."""

from __future__ import annotations

import re

_SEE_THROUGH = re.compile(r"rgba\((\d+), ?(\d+), ?(\d+), ?([\d.]+)\)")


def fill(colour: str) -> str:
    """The attributes that fill with a colour: ``fill="…" fill-opacity="…"``."""
    return _painted("fill", colour)


def stroke(colour: str) -> str:
    """The attributes that draw lines in a colour."""
    return _painted("stroke", colour)


def _painted(kind: str, colour: str) -> str:
    found = _SEE_THROUGH.fullmatch(colour)
    if not found:
        return f'{kind}="{colour}"'
    red, green, blue, opacity = found.groups()
    return f'{kind}="rgb({red},{green},{blue})" {kind}-opacity="{opacity}"'
