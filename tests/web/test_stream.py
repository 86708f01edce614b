"""The door of the pages' socket, asked directly."""

from __future__ import annotations

import asyncio
import platform

import pytest
from starlette.types import Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from bordertrade.ui.messages import kind_of, told
from bordertrade.web.discreet import Discreet
from bordertrade.web.doors import ClosedDoors
from bordertrade.web.stream import BURST, PER_SECOND, WELCOME, Pace, StreamGate

SOCKET: Scope = {"type": "websocket", "path": "/trade/_stcore/stream"}


def through(sent: list[Message], scope: Scope = SOCKET) -> list[Message]:
    """What of it reaches the server behind the door."""
    came: list[Message] = []
    waiting = iter(sent)

    async def inner(_scope: Scope, receive: Receive, _send: Send) -> None:
        while True:
            message = await receive()
            came.append(message)
            if message["type"] == "websocket.disconnect":
                return

    async def receive() -> Message:
        return next(waiting)

    async def send(_message: Message) -> None:
        raise AssertionError("the door says nothing itself")

    asyncio.run(StreamGate(inner, kind_of)(scope, receive, send))
    return came


def said(message: BackMsg) -> Message:
    return {"type": "websocket.receive", "bytes": message.SerializeToString()}


END: Message = {"type": "websocket.disconnect", "code": 1000}
KINDS = [field.name for field in BackMsg.DESCRIPTOR.oneofs_by_name["type"].fields]


@pytest.mark.parametrize("kind", KINDS)
def test_only_what_pages_send_comes_in(kind: str) -> None:
    message = BackMsg()
    field = BackMsg.DESCRIPTOR.fields_by_name[kind]
    if field.message_type:
        getattr(message, kind).SetInParent()
    else:
        setattr(message, kind, True)
    sent = said(message)
    assert through([sent, END]) == ([sent, END] if kind in WELCOME else [END])


def test_the_list_names_real_kinds() -> None:
    assert set(KINDS) > WELCOME


def test_what_is_no_message_is_left_to_the_server_behind() -> None:
    noise: Message = {"type": "websocket.receive", "bytes": b"\xff\xff\xff"}
    text: Message = {"type": "websocket.receive", "text": "hello"}
    assert through([noise, text, END]) == [noise, text, END]
    assert through([said(BackMsg()), END]) == [END]


@pytest.mark.parametrize("path", ["/_stcore/stream\n", "/_stcore//stream", "/else"])
def test_f1_no_spelling_of_the_address_leads_past_the_gate(path: str) -> None:
    """Starlette takes a path with a line break at its end for the one without."""
    other = {"type": "websocket", "path": path}
    assert through([said(BackMsg(clear_cache=True)), END], other) == [END]


@pytest.mark.parametrize("kind", ["http", "websocket"])
@pytest.mark.parametrize("end", ["\n", "\r", "\x00", "\u2028"])
def test_f1_an_odd_address_is_none(kind: str, end: str) -> None:
    sent: list[Message] = []

    async def inner(_scope: Scope, _receive: Receive, _send: Send) -> None:
        raise AssertionError

    async def receive() -> Message:
        return END

    async def send(told: Message) -> None:
        sent.append(told)

    path = f"/_stcore/metrics{end}"
    asked = {"type": kind, "path": path, "method": "GET", "headers": []}
    asyncio.run(ClosedDoors(inner)(asked, receive, send))
    assert (sent[0].get("status"), sent[0].get("code")) in {(404, None), (None, 1008)}


def test_a_socket_that_talks_too_fast_waits() -> None:
    now = 0.0
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    async def talk(count: int) -> None:
        for _message in range(count):
            await pace.wait()

    pace = Pace(now=lambda: now, sleep=sleep)
    asyncio.run(talk(BURST))
    assert slept == []
    asyncio.run(talk(2))
    assert slept == pytest.approx([1 / PER_SECOND, 2 / PER_SECOND])
    now = 1000.0
    asyncio.run(talk(BURST))
    assert len(slept) == 2


def sent_on(message: ForwardMsg) -> ForwardMsg:
    """What a visitor gets of a message of the server."""
    sent: list[Message] = []

    async def inner(_scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "websocket.send", "bytes": message.SerializeToString()})

    async def receive() -> Message:
        return END

    async def send(told: Message) -> None:
        sent.append(told)

    asyncio.run(Discreet(inner, told)(SOCKET, receive, send))
    (only,) = sent
    found: ForwardMsg = ForwardMsg.FromString(only["bytes"])
    return found


def test_low_a_new_session_says_nothing_of_the_server() -> None:
    """Streamlit tells each visitor the place of its script, the Python and the system."""
    message = ForwardMsg(hash="h")
    session = message.new_session
    session.name = "shell"
    session.main_script_path = "/srv/secret/place/shell.py"
    about = session.initialize.environment_info
    about.python_version, about.server_os = platform.python_version(), "secretos"
    session.initialize.session_id = "s"
    told_on = sent_on(message)
    assert told_on.new_session.initialize.session_id == "s"
    assert told_on.new_session.main_script_path == "shell.py"
    assert "secret" not in str(told_on)
    assert platform.python_version() not in str(told_on)


def test_other_messages_of_the_server_go_on_as_they_are() -> None:
    message = ForwardMsg(hash="h")
    message.delta.new_element.markdown.body = f"Python {platform.python_version()} /srv/shell.py"
    assert sent_on(message) == message
