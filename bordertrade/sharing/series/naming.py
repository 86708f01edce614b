"""Names of columns for machines, made of the English headings that people read."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bordertrade.tables.coded import CODINGS

_SIGNS = {"us$": "usd", "rs": "pkr", "%": "percent", "→": "to", "’": "", "−": "minus"}
_SIGN = re.compile(r"us\$|\brs\b|%|→|’|−", re.ASCII)


def column_names(headings: Iterable[str]) -> tuple[str, ...]:
    """A name for each heading, no two alike: "Low (US$)" -> ``low_usd``.

    Code columns lose their ``_code``; a label that would take one of them ends in ``_label``.
    """
    taken: dict[str, int] = {}
    names = []
    for heading in headings:
        name = heading.removesuffix("_code") if heading in CODINGS else _slug(heading)
        taken[name] = taken.get(name, 0) + 1
        names.append(name if taken[name] == 1 else f"{name}_{taken[name]}")
    return tuple(names)


def _slug(heading: str) -> str:
    text = _SIGN.sub(lambda found: _SIGNS[found.group()], heading.lower())
    name = "_".join(re.findall(r"[a-z0-9]+", text))
    return f"{name}_label" if f"{name}_code" in CODINGS else name
