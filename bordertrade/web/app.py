"""The HTTP side: our routes, and what every answer passes through."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Route

from bordertrade.allowances import Allowances
from bordertrade.shelf import Shelf
from bordertrade.web.api import api_routes, limiter
from bordertrade.web.compression import CompressedStatic
from bordertrade.web.doors import ClosedDoors
from bordertrade.web.gate import UploadGate
from bordertrade.web.headers import SafeHeaders
from bordertrade.web.health import health


def routes(facts: Callable[[], Mapping[str, Any]], shelf: Shelf) -> list[BaseRoute]:
    """Our routes; ``facts`` says what is being served, ``shelf`` holds the records."""
    return [
        Route("/api/health", health(facts), methods=["GET"]),
        *api_routes(shelf, limiter()),
    ]


def middleware(allowances: Allowances, index: str) -> list[Middleware]:
    """Outermost first. ``allowances`` says who may upload; ``index`` is Streamlit's page (HTML)."""
    return [
        Middleware(SafeHeaders, index=index),
        Middleware(ClosedDoors),
        Middleware(UploadGate, allowances=allowances),
        Middleware(CompressedStatic),
    ]
