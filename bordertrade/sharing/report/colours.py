"""Drawings that follow the reader's light or dark page: colours of roles become CSS variables."""

from __future__ import annotations

import re
from collections.abc import Callable

from bordertrade.palette import partners, rgb

_HEX = re.compile(r"#[0-9a-f]{6}\b")
_RGB = re.compile(r"rgba?\((\d+), ?(\d+), ?(\d+)(?:, ?([\d.]+))?\)")


def adaptable(svg: str) -> str:
    """A drawing made for a light page; a colour that is no role's stays as it is."""
    known = partners()
    by_rgb = {rgb(light): light for light in known}

    def as_role(found: re.Match[str]) -> str:
        light = by_rgb.get((int(found[1]), int(found[2]), int(found[3])))
        if light is None or found[4] is None:
            return light or found[0]
        return f"color-mix(in srgb,{light} {100 * float(found[4]):g}%,transparent)"

    return _HEX.sub(_variable(known), _RGB.sub(as_role, svg))


def _variable(known: dict[str, str]) -> Callable[[re.Match[str]], str]:
    return lambda found: f"var(--c{found[0][1:]})" if found[0] in known else found[0]


def variables(*, dark: bool) -> str:
    """What the variables are on one of the two pages, as CSS."""
    return "".join(
        f"--c{light[1:]}:{other if dark else light};" for light, other in partners().items()
    )


def own_ids(svg: str, prefix: str) -> str:
    """The same drawing with ids that no other drawing of the document has."""
    named = re.sub(r'\bid="', f'id="{prefix}', svg)
    return named.replace("url(#", f"url(#{prefix}")
