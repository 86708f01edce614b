"""``/api/health``: is the server up, and with which data?"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse


def health(facts: Callable[[], Mapping[str, Any]]) -> Callable[[Request], Awaitable[JSONResponse]]:
    """A route that answers 200 with the facts, or 503 when they cannot be had."""

    async def answer(_request: Request) -> JSONResponse:
        try:
            told = await run_in_threadpool(facts)
        except Exception:
            return JSONResponse({"status": "unavailable"}, status_code=503)
        return JSONResponse({"status": "ok", **told}, headers={"cache-control": "no-store"})

    return answer
