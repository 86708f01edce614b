"""Servers to load: one process, or several behind nginx with sticky sessions and PostgreSQL."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from common import empty, ours

from bordertrade.store import URL_VARIABLE
from tests.browser.server import free_port
from tests.nginx import running, written
from tests.store.servers import serving as postgres

_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE_KB = os.sysconf("SC_PAGE_SIZE") / 1024
_CONF = """
  access_log off;
  map $http_upgrade $connection_upgrade {{ default upgrade; "" ""; }}
  split_clients $request_id $pick {{ {split} }}
  map $cookie_node $node {{ {known} default $pick; }}
  {upstreams}
  server {{
    listen 127.0.0.1:{port};
    location / {{
      proxy_pass http://$node; proxy_http_version 1.1; proxy_read_timeout 1h; proxy_buffering off;
      proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection $connection_upgrade;
      proxy_set_header Host $http_host; proxy_set_header X-Forwarded-For $remote_addr;
      add_header Set-Cookie "node=$node; Path=/; HttpOnly; SameSite=Lax" always;
    }}
  }}
"""


@dataclass(frozen=True)
class Served:
    """Where readers come to, and the processes that run pages for them."""

    base: str
    processes: tuple[int, ...]

    def cpu_seconds(self) -> float:
        return sum(_stat(each, 11) + _stat(each, 12) for each in self.processes) / _TICKS

    def memory_kb(self) -> float:
        pages = (Path(f"/proc/{each}/statm").read_text().split()[1] for each in self.processes)
        return sum(map(int, pages)) * _PAGE_KB


def _stat(process: int, place: int) -> int:
    return int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[place])


@contextmanager
def nothing() -> Iterator[Served]:
    """An empty script, its process frozen as ours is."""
    with empty() as server:
        yield Served(server.base, (server.process,))


@contextmanager
def one() -> Iterator[Served]:
    with ours() as server:
        yield Served(server.base, (server.process,))


@contextmanager
def several(count: int) -> Iterator[Served]:
    """``count`` processes on one PostgreSQL, behind nginx; a reader stays with his process."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        database = stack.enter_context(postgres(durable=False))
        os.environ[URL_VARIABLE] = database.url()
        stack.callback(os.environ.pop, URL_VARIABLE)
        servers = [stack.enter_context(ours()) for _ in range(count)]
        ports = [each.base.rpartition(":")[2] for each in servers]
        base = stack.enter_context(_balanced(folder, ports))
        yield Served(base, tuple(each.process for each in servers))


@contextmanager
def _balanced(folder: Path, ports: list[str]) -> Iterator[str]:
    """nginx that gives each new reader a process by chance and a cookie to find it again."""
    nodes = {f"n{place}": port for place, port in enumerate(ports)}
    *first, last = nodes
    share = 100 // len(nodes)
    port = free_port()
    inside = _CONF.format(
        port=port,
        split=" ".join([*(f"{share}% {name};" for name in first), f"* {last};"]),
        known=" ".join(f"{name} {name};" for name in nodes),
        upstreams="\n".join(
            f"upstream {name} {{ server 127.0.0.1:{to}; keepalive 16; }}"
            for name, to in nodes.items()
        ),
    )
    with running(written(folder, inside), port):
        yield f"http://127.0.0.1:{port}"
