"""Requests with a body to an ASGI app, without a socket."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.types import ASGIApp, Message, Scope

BOUNDARY = "between-the-parts"


@dataclass(frozen=True)
class Posted:
    status: int
    headers: dict[str, str]
    body: bytes
    #: Bytes of the request's body that were asked for.
    taken: int

    @property
    def json(self) -> Any:
        return json.loads(self.body)


def form(
    files: Iterable[tuple[str, bytes]], fields: Iterable[tuple[str, str]]
) -> tuple[dict[str, str], bytes]:
    """Headers and body of ``multipart/form-data``; files go in the field "file"."""
    parts = [
        *((f'name="{name}"', text.encode()) for name, text in fields),
        *((f'name="file"; filename="{name}"', content) for name, content in files),
    ]
    body = b"".join(
        f"--{BOUNDARY}\r\nContent-Disposition: form-data; {told}\r\n\r\n".encode()
        + content
        + b"\r\n"
        for told, content in parts
    )
    return _sized(
        f"multipart/form-data; boundary={BOUNDARY}", body + f"--{BOUNDARY}--\r\n".encode()
    )


def object_(told: Any) -> tuple[dict[str, str], bytes]:
    return _sized("application/json", json.dumps(told).encode())


def _sized(kind: str, body: bytes) -> tuple[dict[str, str], bytes]:
    return {"content-type": kind, "content-length": str(len(body))}, body


def post(
    app: ASGIApp,
    path: str,
    headers: Mapping[str, str],
    body: bytes = b"",
    *,
    method: str = "POST",
    midway: Callable[[], None] = lambda: None,
) -> Posted:
    """One request; ``midway`` happens when the body is asked for."""
    sent: list[Message] = []
    taken = 0
    scope: Scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.4"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [(k.lower().encode(), v.encode()) for k, v in headers.items()],
        "server": ("localhost", 80),
        "client": ("1.2.3.4", 1),
    }

    async def receive() -> Message:
        nonlocal taken
        midway()
        taken += len(body)
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    async def called() -> None:
        await app(scope, receive, send)

    asyncio.run(called())
    start = next(each for each in sent if each["type"] == "http.response.start")
    told = {k.decode(): v.decode() for k, v in start["headers"]}
    content = b"".join(each.get("body", b"") for each in sent[1:])
    return Posted(start["status"], told, content, taken)
