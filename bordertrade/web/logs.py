"""The log: one line a request, in text or, with ``BORDERTRADE_LOG=json``, all lines as JSON.

Uvicorn and Streamlit each write a line for a request, with the visitor's address and the link of
whatever draft he opens. Ours stands in their place wherever uvicorn's access log is on.
"""

from __future__ import annotations

import json
import logging
import os
import sys
from typing import Any

from bordertrade import __version__, clock
from bordertrade.web.watching import Seen

VARIABLE = "BORDERTRADE_LOG"

_ACCESS = logging.getLogger("uvicorn.access")
_REQUESTS = logging.getLogger("bordertrade.request")
#: What uvicorn says of sockets: addresses and queries, or nothing.
_OF_SOCKETS = ('"WebSocket %s"', "connection open", "connection closed", "connection rejected")


class AsJson(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, Any] = {
            "time": clock.now().isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "version": __version__,
        }
        request = getattr(record, "request", None)
        told |= request or {"message": record.getMessage()}
        if record.exc_info:
            told["error"] = self.formatException(record.exc_info)
        return json.dumps(told)


class _Quiet(logging.Filter):
    """Keeps out what is told of sockets: each has its line when it is over."""

    def filter(self, record: logging.LogRecord) -> bool:
        return not any(each in str(record.msg) for each in _OF_SOCKETS)


_QUIET = _Quiet()


def begin() -> None:
    """Set the log up; again is harmless, and needed for what has been set up meanwhile."""
    logging.getLogger("uvicorn.error").addFilter(_QUIET)
    if not _ACCESS.disabled and _is_on():
        _ACCESS.disabled = True
        _REQUESTS.setLevel(logging.INFO)
    if os.environ.get(VARIABLE) == "json":
        _all_as_json()
    elif _REQUESTS.level and not _REQUESTS.handlers:
        _speak(_REQUESTS, logging.Formatter("%(asctime)s %(message)s"))


def request(seen: Seen) -> None:
    """The line of one request."""
    if not _REQUESTS.isEnabledFor(logging.INFO):
        return
    milliseconds = round(seen.seconds * 1000, 1)
    told = {
        "method": seen.method,
        "path": seen.path,
        "status": seen.status,
        "ms": milliseconds,
        "bytes": seen.size_bytes,
    }
    line = f"{seen.method} {seen.path} {seen.status} {milliseconds} ms {seen.size_bytes} B"
    _REQUESTS.info("%s", line, extra={"request": told})


def _is_on() -> bool:
    """Whether whoever started the server wants a line for each request: uvicorn has a handler of
    its own then, beside the one that Streamlit adds."""
    streamlits = getattr(_ACCESS, "streamlit_console_handler", None)
    return any(each is not streamlits for each in _ACCESS.handlers)


def _all_as_json() -> None:
    """Also what others log, who have handlers of their own."""
    formatter = AsJson()
    names = [*logging.root.manager.loggerDict, ""]
    for logger in map(logging.getLogger, names):
        for handler in logger.handlers:
            if isinstance(handler, logging.StreamHandler):
                handler.setFormatter(formatter)
    for logger in (logging.getLogger("bordertrade"), logging.getLogger("py.warnings")):
        if not logger.handlers:
            _speak(logger, formatter)
    logging.captureWarnings(capture=True)


def _speak(logger: logging.Logger, formatter: logging.Formatter) -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    logger.addHandler(handler)
    logger.propagate = False
