"""``/api/health``: is the server up, and with which data?"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse

#: Threads of its own: whatever others wait for, who asks whether we are well is answered.
_THREADS = CapacityLimiter(2)


def health(facts: Callable[[], Mapping[str, Any]]) -> Callable[[Request], Awaitable[JSONResponse]]:
    """A route that answers 200 with the facts, or 503 when they cannot be had."""

    async def answer(_request: Request) -> JSONResponse:
        try:
            told = await to_thread.run_sync(facts, limiter=_THREADS)
        except Exception:
            return JSONResponse({"status": "unavailable"}, status_code=503)
        return JSONResponse({"status": "ok", **told}, headers={"cache-control": "no-store"})

    return answer
