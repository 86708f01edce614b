"""Which of our pages a request is for."""

from __future__ import annotations

from starlette.types import Scope

from bordertrade.sharing.places import PLACES


def page_of(scope: Scope, base: str = "") -> str | None:
    """The path of the page below the base path, "" for the first; None for anything else."""
    if scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"}:
        return None
    path: str = scope["path"].removeprefix(scope.get("root_path", ""))
    if not path.startswith(f"{base}/"):
        return None  # also the base path itself: without a slash the page's own files are not found
    name = path[len(base) + 1 :]
    return name if name in PLACES else None
