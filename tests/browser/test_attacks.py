"""What strangers may send to a running server: over real sockets, as an attacker would."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from tests.browser.server import UVICORN, Server, serving


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(UVICORN, tmp_path_factory.mktemp("attacked") / "log.txt") as started:
        yield started


@contextmanager
def socket(server: Server) -> Iterator[ClientConnection]:
    """A visitor's socket, without a browser."""
    address = server.base.replace("http", "ws", 1) + "/_stcore/stream"
    with connect(
        address,
        origin=Origin(server.base),
        subprotocols=[Subprotocol("streamlit")],
        max_size=None,
        proxy=None,
    ) as opened:
        yield opened


def rerun(page: str = "markets") -> bytes:
    message = BackMsg()
    message.rerun_script.query_string = ""
    message.rerun_script.page_name = page
    return bytes(message.SerializeToString())


def finished(opened: ClientConnection) -> None:
    """Wait for the end of one run."""
    message = ForwardMsg()
    while True:
        sent = opened.recv(timeout=60)
        assert isinstance(sent, bytes)
        message.ParseFromString(sent)
        if message.WhichOneof("type") == "script_finished":
            return


def descriptors(server: Server) -> list[str]:
    """The files of the store that the server holds open."""
    opened = []
    for each in Path(f"/proc/{server.process}/fd").iterdir():
        try:
            opened.append(str(each.readlink()))
        except OSError:  # closed since
            continue
    return [name for name in opened if str(server.store) in name]


def test_f1_nobody_can_empty_what_all_share(server: Server) -> None:
    """On 0.4.0 each "clear_cache" opened the store once more: descriptors, then connections."""
    clear = BackMsg(clear_cache=True).SerializeToString()
    with socket(server) as opened:
        opened.send(rerun())
        finished(opened)
        before = descriptors(server)
        assert before
        for _time in range(5):
            opened.send(clear)
            opened.send(rerun())
            finished(opened)
        assert len(descriptors(server)) <= len(before)


@pytest.mark.parametrize("kind", ["load_git_info", "set_run_on_save", "debug_shutdown_runtime"])
def test_f1_what_no_page_sends_does_nothing(kind: str, server: Server) -> None:
    with socket(server) as opened:
        message = BackMsg()
        setattr(message, kind, True)
        opened.send(message.SerializeToString())
        opened.send(rerun())
        finished(opened)
    assert server.get("/api/health")[0] == 200


def test_f3_a_flood_of_reruns_silences_nobody(server: Server) -> None:
    """On 0.4.0 300 messages in 10 ms kept the health route silent for 5 to 80 seconds."""
    longest = 0.0

    def flood(opened: ClientConnection) -> None:
        for _message in range(300):
            opened.send(rerun())

    with socket(server) as opened:
        flooding = Thread(target=flood, args=(opened,))
        flooding.start()
        until = time.monotonic() + 10
        while time.monotonic() < until:
            asked = time.monotonic()
            assert server.get("/api/health")[0] == 200
            longest = max(longest, time.monotonic() - asked)
            time.sleep(0.05)
        flooding.join()
    # No measure of speed: the flood of 0.4.0 took the whole process away for many times as long.
    assert longest < 4
