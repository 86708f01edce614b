"""A real nginx in front of an app, with the cache that ``deploy/`` has: its own lines."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.browser.server import ROOT, free_port
from tests.nginx import running, written

_CACHED = ROOT / "deploy" / "nginx" / "bordertrade" / "cached.conf"
_CONF = """
  access_log off;
  proxy_cache_path {folder}/cache levels=1:2 keys_zone=bordertrade:1m inactive=1d use_temp_path=off;
  map $http_accept_encoding $bt_encoding {{ default ""; "~*gzip" gzip; }}
  map $http_accept $bt_accept {{
    default "*/*"; "~*text/csv" "text/csv"; "~*application/json" "application/json";
  }}
  upstream bordertrade {{ server 127.0.0.1:{app}; keepalive 16; }}
  server {{ listen 127.0.0.1:{port}; location / {{ include {cached}; }} }}
"""


@contextmanager
def in_front(app: int, folder: Path) -> Iterator[int]:
    """nginx with a cache in front of the app on a port; gives its own port."""
    port = free_port()
    inside = _CONF.format(folder=folder, app=app, port=port, cached=_CACHED)
    with running(written(folder, inside), port):
        yield port
