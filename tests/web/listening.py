"""An app on a real socket, and one question to it."""

from __future__ import annotations

import http.client
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple

import uvicorn
from starlette.types import ASGIApp

_MANY = 1000


@contextmanager
def listening(app: ASGIApp) -> Iterator[int]:
    """The app on a real socket; gives its port."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        bound.listen(_MANY)
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off", ws="none"))
        thread = threading.Thread(target=server.run, args=([bound],))
        thread.start()
        try:
            yield bound.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join()


class Got(NamedTuple):
    status: int
    text: str
    headers: Mapping[str, str]


def got(port: int, link: str, headers: Mapping[str, str] | None = None) -> Got:
    """An answer, over a connection of its own; names of its headers are small letters."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", link, headers=dict(headers or {}))
        answer = connection.getresponse()
        told = {name.lower(): value for name, value in answer.getheaders()}
        return Got(answer.status, answer.read().decode("utf-8", "replace"), told)
    finally:
        connection.close()
