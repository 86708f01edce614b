"""How many pages may be open at once (F10), asked directly."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send

from bordertrade.web.crowd import OWN_VARIABLE, SOCKETS_VARIABLE, Crowd, crowd
from tests.web.asking import ask

DOOR = "/trade/_stcore/stream"


class Inner:
    """Sockets stay open until they are let go."""

    def __init__(self) -> None:
        self.accepted = 0
        self.leave = asyncio.Event()

    async def __call__(self, scope: Scope, _receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            self.accepted += 1
            await self.leave.wait()
            return
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})


async def connect(app: Crowd, client: str, **more: Any) -> list[Message]:
    """Open a socket; what it was told."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    async def send(message: Message) -> None:
        sent.append(message)

    await app({"type": "websocket", "path": DOOR, "client": (client, 1), **more}, receive, send)
    return sent


def test_f10_sockets_end_at_a_bound_and_the_next_visitor_is_told() -> None:
    """On 0.4.0 the 240th tab took the last descriptor, and the log filled with what followed."""

    async def attack() -> tuple[int, list[Message], list[Message], int]:
        inner = Inner()
        app = Crowd(inner, most=5, own=3, base="/trade")
        held = [
            asyncio.create_task(connect(app, f"192.0.2.{number}")) for number in (1, 1, 1, 2, 3)
        ]
        await asyncio.sleep(0)
        answering: dict[str, Any] = {"extensions": {"websocket.http.response": {}}}
        refused = await connect(app, "192.0.2.9")
        answered = await connect(app, "192.0.2.9", **answering)
        before = inner.accepted
        inner.leave.set()
        await asyncio.gather(*held)
        await connect(app, "192.0.2.9")
        return before, refused, answered, inner.accepted

    before, refused, answered, after = asyncio.run(attack())
    assert before == 5
    assert refused == [{"type": "websocket.close", "code": 1013}]
    assert answered[0]["status"] == 503
    assert after == 6, "closed tabs make room"


def test_f10_one_address_leaves_room_for_others() -> None:
    async def attack() -> tuple[list[Message], int]:
        inner = Inner()
        app = Crowd(inner, most=50, own=3, base="/trade")
        greedy = [asyncio.create_task(connect(app, "2001:db8::1")) for _tab in range(3)]
        await asyncio.sleep(0)
        refused = await connect(app, "2001:db8::2")
        other = asyncio.create_task(connect(app, "192.0.2.9"))
        await asyncio.sleep(0)
        inner.leave.set()
        await asyncio.gather(*greedy, other)
        return refused, inner.accepted

    refused, accepted = asyncio.run(attack())
    assert refused[-1]["type"] == "websocket.close"
    assert accepted == 4


@pytest.mark.parametrize("path", ["/trade/", "/trade/markets"])
def test_f10_a_full_server_says_so_on_a_page(path: str) -> None:
    full, roomy = (Crowd(Inner(), most=most, own=9, base="/trade") for most in (0, 1))
    answer = ask(full, path)
    assert (answer.status, answer.headers["retry-after"]) == (503, "60")
    assert b"As many pages are open as this server can hold" in answer.body
    assert ask(roomy, path).status == 200


@pytest.mark.parametrize(
    "path", ["/trade/api/health", "/trade/static/a.js", "/trade/embed/markets"]
)
def test_f10_what_opens_no_socket_is_answered_even_then(path: str) -> None:
    assert ask(Crowd(Inner(), most=0, own=9, base="/trade"), path).status == 200


def test_f10_the_bounds_are_the_operators_or_the_descriptors() -> None:
    assert crowd({SOCKETS_VARIABLE: "300", OWN_VARIABLE: "7"}) == {"most": 300, "own": 7}
    usual = crowd({})
    assert usual["most"] >= 20
    assert 20 <= usual["own"] <= usual["most"]
    for said in ("many", "-1", "0", "²"):
        with pytest.raises(ValueError, match=SOCKETS_VARIABLE):
            crowd({SOCKETS_VARIABLE: said})
