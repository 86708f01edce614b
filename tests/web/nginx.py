"""A real nginx in front of an app, from Debian's package, with the cache that ``deploy/`` has."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.browser.server import free_port

_PATIENCE_SECONDS = 30
_CONF = """
daemon off; pid {folder}/pid; error_log {folder}/error.log; worker_processes 1;
{user}
events {{ worker_connections 1024; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/a; uwsgi_temp_path {folder}/b; scgi_temp_path {folder}/c;
  proxy_cache_path {folder}/cache levels=1:2 keys_zone=bordertrade:1m inactive=1d use_temp_path=off;
  map $http_accept_encoding $bt_encoding {{ default ""; "~*gzip" gzip; }}
  map $http_accept $bt_accept {{
    default "*/*"; "~*text/csv" "text/csv"; "~*application/json" "application/json";
  }}
  upstream app {{ server 127.0.0.1:{app}; keepalive 16; }}
  server {{
    listen 127.0.0.1:{port};
    location / {{
      proxy_pass http://app; proxy_http_version 1.1; proxy_set_header Connection "";
      proxy_set_header Host $host; proxy_set_header Cookie "";
      proxy_set_header Accept-Encoding $bt_encoding; proxy_set_header Accept $bt_accept;
      proxy_cache bordertrade; proxy_cache_key $scheme$host$request_uri;
      proxy_cache_lock on; proxy_cache_lock_timeout 30s; proxy_cache_revalidate on;
      proxy_cache_use_stale error timeout http_503;
      add_header X-Cache $upstream_cache_status always;
    }}
  }}
}}
"""


def program() -> str:
    """nginx; without it the test skips, in CI it fails."""
    found = shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin")
    if found:
        return found
    if os.environ.get("CI"):
        pytest.fail("nginx is missing: install Debian's package nginx")
    pytest.skip("nginx is missing")


@contextmanager
def in_front(app: int, folder: Path) -> Iterator[int]:
    """nginx with a cache in front of the app on a port; gives its own port."""
    port = free_port()
    conf = folder / "nginx.conf"
    user = "user root;" if os.geteuid() == 0 else ""
    conf.write_text(_CONF.format(folder=folder, app=app, port=port, user=user))
    process = subprocess.Popen([program(), "-p", str(folder), "-c", str(conf)])
    try:
        _wait(port, folder, process)
        yield port
    finally:
        process.terminate()
        process.wait(_PATIENCE_SECONDS)


def _wait(port: int, folder: Path, process: subprocess.Popen[bytes]) -> None:
    """Its process file is written once it listens."""
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while not (folder / "pid").exists():
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError((folder / "error.log").read_text(errors="replace"))
        time.sleep(0.02)
