"""A server from its start to its end, as a process of its own: its log, its figures, its end."""

from __future__ import annotations

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection

from bordertrade import __version__
from bordertrade.store import FOLDER_VARIABLE, open_store
from bordertrade.web import logs, metrics
from tests.browser.server import ROOT, UVICORN, Server, free_port, serving
from tests.web.visitor import visiting

PATIENCE_SECONDS = 180
SECRET = "27b3f5635602f82a6fbe"


def wait_for(path: Path, text: str = "") -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while not (path.exists() and text in path.read_text(errors="replace")):
        assert time.monotonic() < until, f"no {text!r} in {path}"
        time.sleep(0.05)


@contextmanager
def with_variables(**variables: str) -> Iterator[None]:
    kept = dict(os.environ)
    os.environ.update(variables)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(kept)


@pytest.fixture(scope="module")
def figures_at() -> str:
    return f"127.0.0.1:{free_port()}"


@pytest.fixture(scope="module")
def server(figures_at: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    log = tmp_path_factory.mktemp("server") / "log.txt"
    given = {logs.VARIABLE: "json", metrics.VARIABLE: figures_at}
    with with_variables(**given), serving(UVICORN, log) as started:
        yield started


def figures(at: str) -> str:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(f"http://{at}/metrics", timeout=20) as answer:
        return str(answer.read().decode())


def test_each_request_is_one_line_of_json_without_secrets(server: Server) -> None:
    server.get(f"/markets?v={SECRET}&who=amina@example.org")
    server.get(f"/media/{SECRET}.png")
    server.get("/once")
    with visiting(server.base) as visitor:
        visitor.open("markets")
    wait_for(server.log, '"WS"')
    text = server.log.read_text()
    lines = [json.loads(line) for line in text.splitlines()]
    assert [line["path"] for line in lines if line.get("path") == "/once"] == ["/once"]
    assert text.count("/once") == 1
    (markets,) = (line for line in lines if line.get("path") == "/markets")
    assert (markets["method"], markets["status"], markets["version"]) == ("GET", 200, __version__)
    (socket,) = (line for line in lines if line.get("method") == "WS")
    assert (socket["path"], socket["status"]) == ("/_stcore/stream", 101)
    for secret in (SECRET, "amina", "127.0.0.1:", "Mozilla"):
        assert secret not in re.sub(r"running on http://127.0.0.1:\d+", "", text), secret


def test_figures_are_told_on_their_own_address_only(server: Server, figures_at: str) -> None:
    with visiting(server.base) as visitor:
        visitor.open("markets")
        told = figures(figures_at)
    assert re.search(r"^bordertrade_sessions [1-9]", told, re.MULTILINE)
    assert re.search(r'^bordertrade_runs_total{page="markets"} [1-9]', told, re.MULTILINE)
    assert re.search(r'^bordertrade_deeds_total{action="shipped"} 1', told, re.MULTILINE)
    assert re.search(rf'^bordertrade_served{{.*version="{__version__}"}} 1', told, re.MULTILINE)
    assert "bordertrade_store_up 1" in told
    status, body = server.get("/metrics")
    assert b"bordertrade_sessions" not in body
    assert status in {200, 404}


@contextmanager
def saving(folder: Path) -> Iterator[tuple[subprocess.Popen[bytes], Server]]:
    """A server whose page publishes."""
    port = free_port()
    log = folder / "log.txt"
    given = {FOLDER_VARIABLE: str(folder / "store"), "BEGUN": str(folder / "begun")}
    command = ("uvicorn", "tests.web.saving_app:app", "--host", "127.0.0.1", "--port", str(port))
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", *command],
            cwd=ROOT,
            env={**os.environ, **given},
            stdout=out,
            stderr=subprocess.STDOUT,
        )
        try:
            wait_for(log, "Uvicorn running")
            yield process, Server(f"http://localhost:{port}", log, process.pid)
        finally:
            process.kill()
            process.wait()


def test_a_signal_before_the_end_ends_as_ever() -> None:
    """Whoever imports the server and is ended has not ended well."""
    script = (
        "from bordertrade.web.running import end_well; end_well(); import signal; signal.pause()"
    )
    ended = subprocess.Popen(
        [sys.executable, "-c", "print(1, flush=True);" + script], cwd=ROOT, stdout=subprocess.PIPE
    )
    assert ended.stdout is not None
    with ended.stdout:
        ended.stdout.readline()
        ended.terminate()
    assert ended.wait(PATIENCE_SECONDS) == -signal.SIGTERM


def closed_with(socket: ClientConnection) -> int:
    try:
        while True:
            socket.recv(timeout=PATIENCE_SECONDS)
    except ConnectionClosed as told:
        return told.rcvd.code if told.rcvd else 0


def test_R3_who_is_saving_at_the_end_has_saved(tmp_path: Path) -> None:  # noqa: N802
    """SIGTERM comes while a page waits for its turn to write: it gets it, sockets are closed, and
    the server ends with code 0."""
    store = open_store(folder=tmp_path / "store")
    assert store.head() is None
    holding = sqlite3.connect(tmp_path / "store" / "record.sqlite3", isolation_level=None)
    with saving(tmp_path) as (process, server), visiting(server.base) as visitor:
        holding.execute("BEGIN IMMEDIATE")
        message = BackMsg()
        message.rerun_script.page_name = ""
        visitor.socket.send(message.SerializeToString())
        wait_for(tmp_path / "begun")
        process.send_signal(signal.SIGTERM)
        wait_for(server.log, "Waiting for application shutdown.")
        assert process.poll() is None
        holding.execute("ROLLBACK")
        assert process.wait(PATIENCE_SECONDS) == 0
        assert closed_with(visitor.socket) == 1012  # the service restarts: come again
    holding.close()
    head = store.head()
    assert head is not None
    assert (head.number, head.why) == (1, "before the end")
    assert store.verify() == ()
    store.close()
    assert "Traceback" not in server.log.read_text()
