"""What requests may say of whose browser they come from."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bordertrade.web.same_origin import SameOrigin
from tests.web.asking import Answer, ask

HERE = {"Host": "localhost:8501"}
COOKIES = (
    "a=1; bordertrade_8501=local.x; bordertrade=remote; _streamlit_user=u; _streamlit_user_1=v; "
    "_streamlit_user_tokens=t; _streamlit_xsrf=z"
)
ANY = ["POST", "PUT", "DELETE", "PATCH"]


async def _cookies(request: Request) -> Response:
    return JSONResponse(request.cookies)


APP = SameOrigin(Starlette(routes=[Route("/{rest:path}", _cookies, methods=["GET", *ANY])]))


def sent(method: str = "GET", client: str = "127.0.0.1", **headers: str) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return ask(APP, "/", {**HERE, "Cookie": COOKIES, **named}, method, client)


@pytest.mark.parametrize("method", ANY)
def test_a_changing_request_of_another_origin_is_refused_unread(method: str) -> None:
    for origin in ("http://localhost", "http://localhost:1", "null", "", "http://[::1"):
        answer = sent(method, Origin=origin)
        assert (answer.status, answer.read) == (403, False)
    assert sent(method, Origin="http://localhost:8501").status == 200


def test_a_changing_request_without_an_origin_is_a_strangers() -> None:
    assert sent("POST").body == b'{"a":"1","_streamlit_xsrf":"z"}'


def test_looking_is_free() -> None:
    answer = sent(Origin="https://elsewhere.example")
    assert answer.status == 200
    assert b"local.x" in answer.body
    assert b'"_streamlit_user":"u"' in answer.body


@pytest.mark.parametrize(
    ("client", "headers"),
    [
        ("10.0.0.7", {}),
        ("127.0.0.1", {"X_Forwarded_For": "127.0.0.1"}),
        ("127.0.0.1", {"Via": ""}),
        ("127.0.0.1", {"Host": "trade.example"}),
        ("127.0.0.1", {"Host": "127.0.0.1.nip.io"}),
        ("127.0.0.1", {"Host": ""}),
        ("", {}),
    ],
)
def test_a_session_of_this_computer_counts_on_it_alone(
    client: str, headers: dict[str, str]
) -> None:
    answer = sent(client=client, **headers)
    assert b"local.x" not in answer.body
    assert b"remote" in answer.body


@pytest.mark.parametrize("client", ["127.0.0.1", "::1", "::ffff:127.0.0.1", "127.0.0.53"])
@pytest.mark.parametrize("host", ["localhost:8501", "127.0.0.1:8501", "[::1]:8501", "LOCALHOST"])
def test_names_and_addresses_of_this_computer(client: str, host: str) -> None:
    assert b"local.x" in sent(client=client, Host=host).body


def test_another_spelling_of_the_same_cookie_is_known_too() -> None:
    """Readers of cookies undo quotes and octal numbers."""
    answer = sent(client="10.0.0.7", Cookie='bordertrade="\\154ocal.x"; b=2')
    assert answer.body == b'{"b":"2"}'


@pytest.mark.parametrize(
    ("headers", "comes_in"),
    [
        ([("origin", "http://localhost:8501")], True),
        ([("origin", "http://localhost:8502")], False),
        ([("origin", "http://localhost:8501"), ("origin", "http://localhost:8501")], False),
        ([("origin", "http://localhost:8501"), ("host", "localhost:8501")], False),
        ([], True),
    ],
)
def test_a_socket_is_held_to_the_same(headers: list[tuple[str, str]], comes_in: bool) -> None:
    seen: list[Any] = []

    async def inner(scope: Any, _receive: Any, _send: Any) -> None:
        seen.append(dict(scope["headers"]).get(b"cookie"))

    async def send(message: Any) -> None:
        assert message == {"type": "websocket.close", "code": 1008}

    async def receive() -> Any:
        raise AssertionError

    raw = [("host", "localhost:8501"), ("cookie", COOKIES), *headers]
    scope = {
        "type": "websocket",
        "path": "/_stcore/stream",
        "headers": [(name.encode(), value.encode()) for name, value in raw],
        "client": ("127.0.0.1", 1),
    }
    asyncio.run(SameOrigin(inner)(scope, receive, send))
    assert bool(seen) == comes_in
    if not headers:
        assert seen == [b"a=1; _streamlit_xsrf=z"]
