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

#: Set when the server has come to its end.
_OVER = threading.Event()

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
            _OVER.set()

    return run


def end_well() -> None:
    """Being asked to end is no fault: code 0 once all is done. Uvicorn sends itself the signal again
    then, and would end by it."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, _end)


def _end(number: int, _frame: object) -> None:
    if _OVER.is_set():
        sys.exit(0)
    signal.signal(number, signal.SIG_DFL)
    signal.raise_signal(number)
