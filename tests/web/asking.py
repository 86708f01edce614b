"""One request to an ASGI app, without a socket."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.types import ASGIApp, Message, Receive, Scope, Send


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes
    #: Whether anybody asked for the request's body.
    read: bool


def ask(  # noqa: PLR0917 - a request has these parts
    app: ASGIApp,
    path: str,
    headers: Mapping[str, str] | None = None,
    method: str = "GET",
    client: str = "127.0.0.1",
    query: str = "",
) -> Answer:
    """One request to an ASGI app. Its body is empty; ``Answer.read`` says whether it was asked for."""
    sent: list[Message] = []
    reads: list[bool] = []
    path, _mark, asked = path.partition("?")
    query = asked or query
    scope: Scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.4"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(k.lower().encode(), v.encode()) for k, v in (headers or {}).items()],
        "server": ("localhost", 80),
        "client": (client, 1),
    }

    async def receive() -> Message:
        reads.append(True)
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(called(app, scope, receive, send))
    start = next(each for each in sent if each["type"] == "http.response.start")
    body = b"".join(each.get("body", b"") for each in sent[1:])
    told = {k.decode(): v.decode() for k, v in start["headers"]}
    return Answer(start["status"], told, body, bool(reads))


async def called(app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
    await app(scope, receive, send)
