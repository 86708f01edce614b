"""Who may publish without sign-in: only whoever sits at the computer that serves."""

from __future__ import annotations

import getpass
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest
import streamlit as st

from bordertrade.ui import listening, roles
from bordertrade.ui.roles import Obstacle, obstacle

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="reads the kernel's own tables")
LOCAL = {"Host": "localhost:8501", "Origin": "http://localhost:8501", "User-Agent": "x"}


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "LOCALHOST",
        "localhost:8501",
        "127.0.0.1",
        "127.0.0.1:8501",
        "[::1]",
        "[::1]:8501",
    ],
)
def test_names_of_this_computer_are_its_own(host: str) -> None:
    assert obstacle({"host": host}, on_loopback_only=True) is None


@pytest.mark.parametrize(
    "host",
    [
        *("", "example.org", "localhost.example.org", "example.org:8501", "192.168.1.5:8501"),
        *("0.0.0.0", "[::]", "::1", "localhost@example.org:80", "[::1", "127.0.0.1.nip.io"),
    ],
)
def test_any_other_host_may_not(host: str) -> None:
    assert obstacle({"Host": host}, on_loopback_only=True) is Obstacle.OTHER_HOST


def test_a_request_without_a_host_may_not() -> None:
    assert obstacle({}, on_loopback_only=True) is Obstacle.OTHER_HOST


@pytest.mark.parametrize(
    "header",
    [
        *("X-Forwarded-For", "x-forwarded-host", "X-FORWARDED-PROTO", "X-Forwarded-Anything"),
        *("Forwarded", "Via", "X-Real-IP"),
    ],
)
@pytest.mark.parametrize("value", ["127.0.0.1", ""])
def test_what_a_proxy_passed_on_may_not(header: str, value: str) -> None:
    assert obstacle({**LOCAL, header: value}, on_loopback_only=True) is Obstacle.PASSED_ON


def test_a_page_of_another_origin_may_not() -> None:
    """A proxy that rewrites the host still passes on where the page came from."""
    headers = {**LOCAL, "Origin": "https://trade.example.org"}
    assert obstacle(headers, on_loopback_only=True) is Obstacle.OTHER_HOST
    assert obstacle({**LOCAL, "Origin": "null"}, on_loopback_only=True) is Obstacle.OTHER_HOST


def test_a_server_that_others_can_reach_gives_nobody_the_right() -> None:
    assert obstacle(LOCAL, on_loopback_only=False) is Obstacle.OPEN_TO_OTHERS


# --- which addresses are listened on ------------------------------------------------------------


@contextmanager
def listens(family: socket.AddressFamily, address: str) -> Iterator[None]:
    with closing(socket.socket(family)) as opened:
        try:
            opened.bind((address, 0))
        except OSError:
            pytest.skip(f"cannot listen on {address} here")
        opened.listen()
        yield


CASES = [
    (socket.AF_INET, "127.0.0.1", "127.0.0.1", True),
    (socket.AF_INET, "127.0.0.53", "127.0.0.53", True),
    (socket.AF_INET, "0.0.0.0", "0.0.0.0", False),
    (socket.AF_INET6, "::1", "::1", True),
    (socket.AF_INET6, "::", "::", False),
    (socket.AF_INET6, "::ffff:127.0.0.1", "::ffff:127.0.0.1", True),
]


@LINUX
@pytest.mark.parametrize(("family", "address", "told", "is_own"), CASES)
def test_the_kernel_tells_where_a_process_listens(
    family: socket.AddressFamily, address: str, told: str, is_own: bool
) -> None:
    before = listening.open_sockets()
    with listens(family, address):
        now = list(listening.open_sockets())
        for each in before:
            now.remove(each)
    assert now == [told]
    assert all(listening.is_loopback(each) for each in now) == is_own


@LINUX
def test_one_open_door_is_enough() -> None:
    with listens(socket.AF_INET, "127.0.0.1"):
        alone = all(map(listening.is_loopback, listening.open_sockets()))
        assert listening.on_loopback_only() == alone
        with listens(socket.AF_INET, "0.0.0.0"):
            assert not listening.on_loopback_only()


@LINUX
def test_looking_leaves_the_socket_as_it_is() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        assert "127.0.0.1" in listening.open_sockets()
        with closing(socket.create_connection(server.getsockname())):
            server.accept()[0].close()


@LINUX
def test_a_socket_that_only_calls_out_does_not_count() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        before = len(listening.open_sockets())
        with closing(socket.create_connection(server.getsockname())):
            assert len(listening.open_sockets()) == before


def test_nothing_known_is_not_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listening, "open_sockets", lambda: ())
    monkeypatch.setattr(listening, "as_started", lambda: ())
    assert not listening.on_loopback_only()


@pytest.mark.parametrize(
    ("arguments", "host"),
    [
        (["dashboard:app"], ("127.0.0.1",)),
        (["dashboard:app", "--host", "0.0.0.0"], ("0.0.0.0",)),
        (["dashboard:app", "--host=::"], ("::",)),
        (["dashboard:app", "--host", "127.0.0.1", "--host", "10.0.0.1"], ("10.0.0.1",)),
        (["dashboard:app", "--uds", "/run/app.sock"], ()),
        (["dashboard:app", "--fd=3"], ()),
        (["dashboard:app", "--host"], ("",)),
    ],
)
def test_uvicorns_arguments_tell_where_the_system_does_not(
    arguments: list[str], host: tuple[str, ...]
) -> None:
    assert listening.uvicorn_host(arguments, {}) == host


def test_uvicorns_variable_tells_too() -> None:
    assert listening.uvicorn_host([], {"UVICORN_HOST": "0.0.0.0"}) == ("0.0.0.0",)


@pytest.mark.parametrize(
    "program", ["/venv/bin/uvicorn", "/venv/uvicorn/__main__.py", "uvicorn.exe"]
)
def test_uvicorn_is_known_by_its_name(program: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("UVICORN_HOST", raising=False)
    monkeypatch.setattr(sys, "argv", [program, "dashboard:app", "--host", "::1"])
    assert listening.as_started() == ("::1",)


@pytest.mark.parametrize(
    ("address", "told"), [("localhost", ("localhost",)), (None, ()), ("0.0.0.0", ("0.0.0.0",))]
)
def test_streamlits_option_tells_under_its_own_command(
    address: str | None, told: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["dashboard.py"])
    monkeypatch.setattr(st, "get_option", {"server.address": address}.get)
    monkeypatch.delitem(sys.modules, "streamlit.web.cli", raising=False)
    assert listening.as_started() == ()  # another server, which reads no such option
    monkeypatch.setitem(sys.modules, "streamlit.web.cli", st)
    assert listening.as_started() == told


# --- what the pages are told --------------------------------------------------------------------


def as_if(monkeypatch: pytest.MonkeyPatch, *, local: bool, headers: dict[str, str]) -> None:
    class Context:
        pass

    context = Context()
    context.headers = headers  # type: ignore[attr-defined]
    monkeypatch.setattr(st, "context", context)
    monkeypatch.setattr(listening, "on_loopback_only", lambda: local)


def test_at_ones_own_computer_one_publishes_under_ones_account(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    as_if(monkeypatch, local=True, headers=LOCAL)
    monkeypatch.setenv("LOGNAME", "zarina")
    assert (roles.may_publish(), roles.who(), roles.why_not()) == (True, "local user: zarina", "")
    roles.require_publisher()


def test_an_account_may_have_no_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def nameless() -> str:
        raise KeyError(os.getpid())

    as_if(monkeypatch, local=True, headers=LOCAL)
    monkeypatch.setattr(getpass, "getuser", nameless)
    assert roles.who() == "local user: unnamed"


@pytest.mark.parametrize(
    ("local", "headers", "told"),
    [
        (False, LOCAL, "can be reached by other computers"),
        (True, {"Host": "trade.example.org"}, "not this computer’s own"),
        (True, {**LOCAL, "X-Forwarded-For": "127.0.0.1"}, "through another server"),
    ],
)
def test_others_read_and_are_told_why(
    local: bool, headers: dict[str, str], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_if(monkeypatch, local=local, headers=headers)
    assert (roles.may_publish(), roles.who()) == (False, "visitor")
    assert told in roles.why_not()
    assert "private drafts" in roles.why_not()
    with pytest.raises(roles.NotAllowedError):
        roles.require_publisher()
