"""The dashboard as its users start it: a process of its own on a free port."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bordertrade.store import FOLDER_VARIABLE

ROOT = Path(__file__).resolve().parents[2]
UVICORN = ("uvicorn", "dashboard:app", "--host", "127.0.0.1", "--port", "{port}")
STREAMLIT = ("streamlit", "run", "{script}", "--server.port", "{port}", "--server.headless", "true")
#: Seconds until a start counts as failed: generous, for a busy machine.
_PATIENCE = 90.0
#: Asks the server itself, whatever proxy the environment names.
_DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@dataclass(frozen=True)
class Server:
    base: str
    log: Path
    #: The number of its process.
    process: int = 0

    @property
    def store(self) -> Path:
        """The folder of its store."""
        return self.log.parent / "store"

    def link(self) -> str:
        """The link that its terminal shows last, by which one publishes; it works once."""
        found = re.findall(r"http://\S+[?]token=\S+", self.log.read_text(errors="replace"))
        return str(found[-1])

    def get(self, path: str) -> tuple[int, bytes]:
        try:
            with _DIRECT.open(self.base + path, timeout=10) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read()


@contextmanager
def serving(
    command: Sequence[str],
    log: Path,
    health: str = "/api/health",
    folder: Path = ROOT,
    *,
    local: bool | None = None,
    port: int = 0,
    more: Mapping[str, str] | None = None,
) -> Iterator[Server]:
    """Start it with a store of its own beside the log, wait until it says that it is well, and
    stop it afterwards. ``local``: whether who opens ``Server.link`` may publish, None for as the
    command has it; ``port``: this one; ``more`` for its environment.
    """
    said = {} if local is None else {"BORDERTRADE_LOCAL": "1" if local else "0"}
    port = port or free_port()
    arguments = [part.format(port=port) for part in command]
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", *arguments],
            cwd=folder,
            stdout=out,
            stderr=subprocess.STDOUT,
            env={**os.environ, FOLDER_VARIABLE: str(log.parent / "store"), **said, **(more or {})},
        )
        try:
            server = Server(f"http://localhost:{port}", log, process.pid)
            _wait(server, health, process)
            yield server
        finally:
            process.terminate()
            process.wait(timeout=20)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(server: Server, health: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            if server.get(health)[0] == 200:
                return
        except OSError:
            pass
        time.sleep(0.1)
    raise RuntimeError(f"the server did not start:\n{server.log.read_text(errors='replace')}")
