"""Debian's nginx, in a folder of its own."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.browser.server import free_port

_PATIENCE_SECONDS = 30
#: Where it writes, and as whom: Debian's default places are root's.
_PLACES = """
daemon off; pid {folder}/pid; error_log {folder}/error.log; worker_processes 1;
{user}
events {{ worker_connections 1024; }}
http {{
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/a; uwsgi_temp_path {folder}/b; scgi_temp_path {folder}/c;
  {inside}
}}
"""


def program() -> str:
    """Without it a test is skipped, as on a computer that has no nginx; where CI must run it, it
    fails."""
    found = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if found is None and os.environ.get("CI"):
        pytest.fail("nginx is missing: install Debian's package nginx")
    if found is None:
        pytest.skip("nginx is missing: install Debian's package nginx")
    return found


def written(folder: Path, inside: str) -> Path:
    """A configuration with these directives for HTTP."""
    user = "user root;" if os.geteuid() == 0 else ""
    conf = folder / "nginx.conf"
    conf.write_text(_PLACES.format(folder=folder, user=user, inside=inside))
    return conf


@contextmanager
def nginx(folder: Path, inside: str) -> Iterator[int]:
    """Serving with these directives for all addresses; its port."""
    port = free_port()
    server = f"access_log off; server {{ listen 127.0.0.1:{port}; location / {{ {inside} }} }}"
    with running(written(folder, server), port):
        yield port


@contextmanager
def running(conf: Path, port: int) -> Iterator[int]:
    """It listens on the port, and ends with the block."""
    log = conf.parent / "error.log"
    place = ("-p", str(conf.parent), "-c", str(conf), "-e", str(log))
    process = subprocess.Popen([program(), *place])
    try:
        _wait(port, process, log)
        yield port
    finally:
        process.terminate()
        process.wait(_PATIENCE_SECONDS)


def _wait(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"nginx did not start:\n{log.read_text(errors='replace')}")
