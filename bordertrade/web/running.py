"""The life of a server from its start to its end."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

from bordertrade.web import logs
from bordertrade.web.metrics import Metrics

Lifespan = Callable[[Any], AbstractAsyncContextManager[dict[str, Any]]]


def running(lifespan: Lifespan, metrics: Metrics) -> Lifespan:
    """A lifespan inside which the log is set up and metrics are served."""
    logs.begin()
    end_well()

    @asynccontextmanager
    async def run(app: Any) -> AsyncIterator[dict[str, Any]]:
        stop = metrics.serve()
        try:
            async with lifespan(app) as state:
                logs.begin()
                yield state
        finally:
            stop()

    return run


def end_well() -> None:
    """Being asked to end is no fault: code 0. Uvicorn sends itself the signal again once all is
    done, and would end by it."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
