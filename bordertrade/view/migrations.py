"""What older versions wrote into links, and what it is called now.

A link that was sent once must lead where it led. So whoever renames a key or a code adds a row
here, and the link to ``tests/links``; nothing is ever taken out.
"""

from __future__ import annotations

from collections.abc import Mapping

from bordertrade.view.state import JOINER

#: An old key -> the key in its place.
KEYS: dict[str, str] = {}
#: Key, as it is called now -> an old code -> the code in its place.
CODES: dict[str, dict[str, str]] = {
    # The first links named charts in full; letters keep links under 300 characters.
    "tab": {
        "formal": "f",
        "informal": "i",
        "dirs": "d",
        "balance": "b",
        "goods": "g",
        "target": "t",
    },
}


def migrated(query: Mapping[str, str]) -> dict[str, str]:
    """The query as it would be written today. What a link says in today's words counts first."""
    renamed = {KEYS[key]: value for key, value in query.items() if key in KEYS}
    today = {**renamed, **{key: value for key, value in query.items() if key not in KEYS}}
    return {
        key: _codes(value, CODES[key]) if key in CODES else value for key, value in today.items()
    }


def _codes(value: str, old: Mapping[str, str]) -> str:
    return JOINER.join(old.get(part, part) for part in value.split(JOINER))
