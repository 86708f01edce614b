"""Which addresses other sites may show inside their own pages."""

from __future__ import annotations

from urllib.parse import parse_qs

from starlette.types import Scope

from bordertrade.sharing.places import PLACES

_EMBED = "embed"


def may_frame(scope: Scope, base: str = "") -> bool:
    """A view without its frame (``?embed=true``), of a page whose clicks do nothing to the record.

    The page is the last part of the path, whatever stands before it. ``base`` is the base path,
    below which the first page lies ("" or "/trade").
    """
    path = str(scope["path"]).rstrip("/").removesuffix(base)
    place = PLACES.get(path.rpartition("/")[2])
    return place is not None and place.frameable and _asks_for_it(scope)


def _asks_for_it(scope: Scope) -> bool:
    """As Streamlit reads it: once, and "true"."""
    asked = parse_qs(bytes(scope.get("query_string", b"")).decode("latin-1"))
    return [each.lower() for each in asked.get(_EMBED, [])] == ["true"]
