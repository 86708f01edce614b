"""The HTTP side: our routes, and what every answer passes through."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Route

from bordertrade.web.compression import CompressedStatic
from bordertrade.web.headers import SafeHeaders
from bordertrade.web.health import health


def routes(facts: Callable[[], Mapping[str, Any]]) -> list[BaseRoute]:
    """Our routes; ``facts`` says what is being served."""
    return [Route("/api/health", health(facts), methods=["GET"])]


def middleware() -> list[Middleware]:
    return [Middleware(SafeHeaders), Middleware(CompressedStatic)]
