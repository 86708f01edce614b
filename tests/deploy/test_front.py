"""What nginx keeps from the processes, with the configuration of ``deploy/``: F13 and floods."""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Iterator

import pytest

from tests.browser.server import free_port
from tests.deploy.nginx import DEPLOY, NAME, in_front, trusting

PATIENCE_SECONDS = 120


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Nobody stands behind it: what gets through is answered 502."""
    folder = tmp_path_factory.mktemp("nginx")
    with in_front((free_port(), free_port()), folder) as secure:
        yield secure


def line_to(port: int) -> ssl.SSLSocket:
    plain = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_SECONDS)
    return trusting().wrap_socket(plain, server_hostname=NAME)


@pytest.mark.parametrize(
    "half",
    [
        f"GET / HTTP/1.1\r\nHost: {NAME}\r\n",
        f"POST /api/v1/drafts HTTP/1.1\r\nHost: {NAME}\r\nContent-Length: 1000\r\n\r\nonly",
    ],
    ids=["header", "body"],
)
def test_F13_half_a_request_is_not_waited_for(port: int, half: str) -> None:  # noqa: N802
    """It is ended by nginx, and never reaches a process."""
    with line_to(port) as line:
        line.sendall(half.encode())
        told = b""
        while got := line.recv(1000):
            told += got
    assert told == b"" or b" 408 " in told.splitlines()[0]


def test_F13_the_times_are_short_for_requests_and_longer_than_a_ping_for_sockets() -> None:  # noqa: N802
    text = (DEPLOY / "bordertrade.conf").read_text(encoding="utf-8")
    for line in ("client_header_timeout 10s;", "client_body_timeout 30s;", "send_timeout 30s;"):
        assert line in text
    assert "proxy_read_timeout 75s;" in text


def statuses(port: int, link: str, most: int) -> list[int]:
    """Of one request after the other, up to the first that is turned away."""
    line = http.client.HTTPSConnection("127.0.0.1", port, context=trusting())
    told: list[int] = []
    while len(told) < most and 429 not in told:
        line.request("GET", link, headers={"Host": NAME})
        answer = line.getresponse()
        answer.read()
        told.append(answer.status)
    line.close()
    return told


@pytest.mark.parametrize("link", ["/markets", "/preview/markets.png", "/api/v1/series.csv"])
def test_F4_a_flood_from_one_address_is_turned_away_at_the_front(  # noqa: N802
    port: int, link: str
) -> None:
    told = statuses(port, link, 3000)
    assert told[-1] == 429


def test_static_files_are_not_counted(port: int) -> None:
    assert 429 not in statuses(port, "/static/js/index.js", 200)


def test_figures_about_the_server_are_not_to_be_had(port: int) -> None:
    for link in ("/_stcore/metrics", "/metrics"):
        assert statuses(port, link, 1) == [404]
