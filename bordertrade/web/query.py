"""The query of a link, as far as it can be one of ours."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qsl

from starlette.types import Scope

#: Of a query, bytes: links of ours stay far below, and nobody shall make us read more.
_LONGEST = 4096
_MOST_KEYS = 64


def query_of(scope: Scope) -> Mapping[str, str] | None:
    """Key -> its last value, as the page reads it; None for what is too much to be a link."""
    raw: bytes = scope.get("query_string", b"")
    if len(raw) > _LONGEST:
        return None
    try:
        pairs = parse_qsl(raw.decode("latin-1"), keep_blank_values=True, max_num_fields=_MOST_KEYS)
    except ValueError:
        return None
    return dict(pairs)
