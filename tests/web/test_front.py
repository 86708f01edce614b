"""The front of a hosted site, asked directly: names, proxies, and what may be logged."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path

import pytest
from starlette.types import Message, Receive, Scope, Send

from bordertrade.dataset import Dataset
from bordertrade.web.front import HOSTS_VARIABLE, PROXIES_VARIABLE, Front, Hosting, hosting
from tests.web.asking import ask
from tests.web.site import Shelf, Site

SITE = {
    "BORDERTRADE_ADDRESS": "https://trade.example.org/dashboard",
    HOSTS_VARIABLE: "trade.example.net, Old.Example.org:8080",
    PROXIES_VARIABLE: "10.0.0.0/8, 192.0.2.7",
}


class Asked:
    """Keeps what reaches the server behind the front."""

    def __init__(self) -> None:
        self.scopes: list[Scope] = []

    async def __call__(self, scope: Scope, _receive: Receive, send: Send) -> None:
        self.scopes.append(scope)
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})


def through(
    headers: Mapping[str, str], client: str, path: str = "/", said: Hosting | None = None
) -> tuple[int, Scope]:
    """The answer's status, and the request as it came through."""
    inner = Asked()
    front = Front(inner, said or hosting(SITE))
    answer = ask(front, path, {"Host": "trade.example.org", **headers}, client=client)
    return answer.status, inner.scopes[0] if inner.scopes else {}


def named(scope: Scope) -> tuple[str, str, str]:
    """Address, scheme and host that a request is taken to have."""
    hosts = [value.decode() for name, value in scope["headers"] if name == b"host"]
    assert len(hosts) == 1
    return scope["client"][0], scope["scheme"], hosts[0]


LIES = {
    "X-Forwarded-For": "203.0.113.9",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "trade.example.net",
}


def test_f12_a_stranger_is_not_believed() -> None:
    _status, scope = through(LIES, "198.51.100.1")
    assert named(scope) == ("198.51.100.1", "http", "trade.example.org")


def test_f12_a_named_proxy_says_for_whom_it_asks() -> None:
    """On 0.4.0 all visitors behind a proxy in another container shared one bucket of the API."""
    _status, scope = through(LIES, "10.1.2.3")
    assert named(scope) == ("203.0.113.9", "https", "trade.example.net")


@pytest.mark.parametrize(
    ("told", "visitor"),
    [
        ("6.6.6.6, 203.0.113.9", "203.0.113.9"),  # the first he wrote himself
        ("6.6.6.6, 203.0.113.9, 10.9.9.9", "203.0.113.9"),  # through two proxies of ours
        ("10.9.9.9", "10.9.9.9"),
        ("2001:db8::1", "2001:db8::1"),
        ("nonsense", "192.0.2.7"),
        ("", "192.0.2.7"),
    ],
)
def test_f12_what_a_visitor_writes_himself_does_not_count(told: str, visitor: str) -> None:
    _status, scope = through({"X-Forwarded-For": told}, "192.0.2.7")
    assert scope["client"][0] == visitor


@pytest.mark.parametrize(
    "host",
    ["trade.example.org", "TRADE.example.org", "trade.example.org:443", "trade.example.org.",
     "trade.example.net", "old.example.org:8080"],
)  # fmt: skip
def test_f12_own_names_are_answered(host: str) -> None:
    assert through({"Host": host}, "198.51.100.1")[0] == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "trade.example.org.evil.example", "old.example.org", "localhost", "", "[",
     "198.51.100.2", "trade.example.org@evil.example"],
)  # fmt: skip
def test_f12_other_names_are_misdirected(host: str) -> None:
    """On 0.4.0 any name stood in canonical, og:url and the cached feed."""
    status, scope = through({"Host": host}, "198.51.100.1")
    assert (status, scope) == (421, {})
    assert through({"Host": host}, "198.51.100.1", "/readyz")[0] == 200
    assert through({"Host": host}, "198.51.100.1", said=Hosting())[0] == 200


def test_f12_a_proxy_does_not_bring_other_names_in() -> None:
    assert through({"X-Forwarded-Host": "evil.example"}, "10.1.2.3")[0] == 421


def test_f12_a_socket_for_another_name_is_closed() -> None:
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        "type": "websocket",
        "path": "/_stcore/stream",
        "scheme": "ws",
        "client": ("10.0.0.1", 1),
        "headers": [(b"host", b"evil.example")],
    }
    asyncio.run(Front(Asked(), hosting(SITE))(scope, receive, send))
    assert [each["type"] for each in sent] == ["websocket.close"]


def test_f12_a_proxy_that_is_no_address_is_refused_at_the_start() -> None:
    with pytest.raises(ValueError, match=PROXIES_VARIABLE):
        hosting({PROXIES_VARIABLE: "10.0.0.0/8, proxy"})
    assert hosting({PROXIES_VARIABLE: "unix"}).is_proxy("")
    assert not hosting({}).is_proxy("")


def test_f12_links_that_leave_the_site_name_its_own_address(
    dataset: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Canonical, og:url, the feed and the sitemap, whatever name the request has."""
    for name, value in SITE.items():
        monkeypatch.setenv(name, value)
    site = Site(Shelf(dataset, tmp_path))
    asked = {"Host": "trade.example.net"}
    for path in ("/markets", "/feed.xml", "/sitemap.xml", "/robots.txt", "/api/v1/openapi.json"):
        told = site.get(path, asked).body.decode()
        assert "https://trade.example.org/dashboard" in told, path
        assert "trade.example.net" not in told, path
        assert site.get(path, {"Host": "evil.example"}).status == 421


def test_f12_each_visitor_behind_a_proxy_has_a_bucket_of_his_own(
    dataset: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PROXIES_VARIABLE, "127.0.0.1")
    monkeypatch.setenv("BORDERTRADE_API_BURST", "2")
    site = Site(Shelf(dataset, tmp_path))

    def status(visitor: str) -> int:
        return site.get("/api/v1", {"X-Forwarded-For": visitor}).status

    assert [status("203.0.113.1") for _call in range(3)] == [200, 200, 429]
    assert status("203.0.113.2") == 200
