"""Is the process alive (``/livez``), may readers be sent to it (``/readyz``), and is all well
(``/api/health``)?

The last two ask the store. They do so in threads of their own: those that make pages may all be at
work.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

_LOG = logging.getLogger("bordertrade")
#: Whoever asks has no use for an answer of a minute ago.
_HEADERS = {"cache-control": "no-store"}
_UNAVAILABLE = {"status": "unavailable"}


class Health:
    """``facts`` says what is being served: ``status``, ``ready`` and more. It may wait, and raise."""

    def __init__(self, facts: Callable[[], Mapping[str, Any]]) -> None:
        self._facts = facts
        self._threads = ThreadPoolExecutor(2, "health")

    def routes(self) -> list[Route]:
        return [
            Route("/livez", self.live, methods=["GET"]),
            Route("/readyz", self.ready, methods=["GET"]),
            Route("/api/health", self.health, methods=["GET"]),
        ]

    async def live(self, _request: Request) -> Response:
        """200: the process answers. It is not worth a restart that the store does not."""
        return PlainTextResponse("alive", headers=_HEADERS)

    async def ready(self, _request: Request) -> Response:
        """503 until the published record was read once. From then on the last good one is served,
        whatever becomes of the store."""
        told = await self._told()
        if not told.get("ready", True) or told == _UNAVAILABLE:
            return PlainTextResponse("not ready", 503, _HEADERS)
        return PlainTextResponse("ready", headers=_HEADERS)

    async def health(self, _request: Request) -> Response:
        """200 with the facts, or 503 when they cannot be had."""
        told = await self._told()
        return JSONResponse(told, 503 if told == _UNAVAILABLE else 200, _HEADERS)

    async def _told(self) -> Mapping[str, Any]:
        loop = asyncio.get_running_loop()
        try:
            return {"status": "ok", **await loop.run_in_executor(self._threads, self._facts)}
        except Exception:  # whatever it is: who asks is told, and the log why
            _LOG.exception("the facts about this server cannot be had")
            return _UNAVAILABLE
