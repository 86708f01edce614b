"""Names in one line of a question or a suspicion."""

from __future__ import annotations

from collections.abc import Sequence


def listed(names: Sequence[str], most: int) -> str:
    """The first of some names, each whole, with a mark where there are more."""
    return ", ".join(names[:most]) + (" …" if len(names) > most else "")
