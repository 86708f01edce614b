"""What a trace gives to draw: plain lists, whatever arrays the figure holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from bordertrade.words.markup import escape


def listed(values: object) -> list[Any]:
    """Any of plotly's sequences as a list; [] for nothing."""
    if values is None:
        return []
    if isinstance(values, np.ndarray):
        return list(values) if values.dtype.kind == "M" else list(values.tolist())
    found: list[Any] = list(values)  # type: ignore[call-overload]
    return found


def each(values: object, count: int) -> list[Any]:
    """A value for every point: one for all, or one for each."""
    if isinstance(values, str) or not hasattr(values, "__len__"):
        return [values] * count
    found = listed(values)
    return (found + [None] * count)[:count]


def part(trace: Mapping[str, Any], *names: str) -> Any:
    """A value deep in a trace; None where it is not given."""
    found: Any = trace
    for name in names:
        if not isinstance(found, Mapping) or name not in found:
            return None
        found = found[name]
    return found


def marked(trace: Mapping[str, Any], **values: object) -> str:
    """Attributes that say which figure a mark shows, for tests and for those who read the file."""
    told = {"name": trace.get("name") or "", **values}
    return " ".join(
        f'data-{name}="{escape(plain(value))}"' for name, value in told.items() if value is not None
    )


def plain(value: object) -> str:
    """A figure to its last digit."""
    return repr(value) if isinstance(value, float) else str(value)
