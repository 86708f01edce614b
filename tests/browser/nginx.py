"""A real nginx on a free port, in a folder of its own."""

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

_PATIENCE = 30.0
_CONFIGURATION = """
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 64; }}
http {{
  access_log off;
  client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
  uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
  server {{ listen 127.0.0.1:{port}; location / {{ {inside} }} }}
}}
"""


def program() -> str:
    """Debian's nginx. Without it these tests are skipped, except where CI must run them."""
    found = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if found is None and os.environ.get("CI"):
        pytest.fail("no nginx: CI must run these tests (apt-get install nginx)")
    if found is None:
        pytest.skip("no nginx: apt-get install nginx")
    return found


@contextmanager
def nginx(folder: Path, inside: str) -> Iterator[int]:
    """Serving with these directives for all addresses; its port."""
    port = free_port()
    written = folder / "nginx.conf"
    written.write_text(_CONFIGURATION.format(folder=folder, port=port, inside=inside))
    process = subprocess.Popen([program(), "-c", str(written), "-e", str(folder / "error.log")])
    try:
        _wait(port, process, folder / "error.log")
        yield port
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + _PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"nginx did not start:\n{log.read_text(errors='replace')}")
