"""What strangers may take of a running server (F6, F8, F10, F12, low): over real sockets."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.NewSession_pb2 import NewSession
from websockets.exceptions import InvalidStatus

from bordertrade.store.database import FILE
from bordertrade.web.crowd import OWN_VARIABLE, SOCKETS_VARIABLE
from bordertrade.web.front import HOSTS_VARIABLE, PROXIES_VARIABLE
from tests.browser.server import UVICORN, Server, serving
from tests.web.visitor import Visitor, visiting

#: Of one address, and of all.
OWN, ALL = 8, 12
_DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A hosted server behind a proxy on the same computer, with few places."""
    with pytest.MonkeyPatch.context() as said:
        said.setenv(PROXIES_VARIABLE, "127.0.0.1, ::1")
        said.setenv(HOSTS_VARIABLE, "localhost")
        said.setenv(SOCKETS_VARIABLE, str(ALL))
        said.setenv(OWN_VARIABLE, str(OWN))
        with serving(UVICORN, tmp_path_factory.mktemp("limits") / "log.txt") as started:
            yield started


def asked(server: Server, path: str, **headers: str) -> tuple[int, str]:
    wanted = urllib.request.Request(
        server.base + path, headers={name.replace("_", "-"): told for name, told in headers.items()}
    )
    try:
        with _DIRECT.open(wanted, timeout=30) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def test_f8_one_address_does_not_keep_others_from_uploading(server: Server) -> None:
    with ExitStack() as tabs:
        greedy = [tabs.enter_context(visiting(server.base, "203.0.113.5")) for _tab in range(6)]
        for tab in greedy:
            tab.open("update")
        told = [tab.put(b"x") for tab in greedy]
        assert told.count(204) == 4
        assert set(told) == {204, 429}
        other = tabs.enter_context(visiting(server.base, "203.0.113.6"))
        other.open("update")
        assert other.put(b"period,value\n") == 204


def test_f10_open_pages_end_at_a_bound_and_a_page_says_so(server: Server) -> None:
    with ExitStack() as tabs:
        for _tab in range(OWN):
            tabs.enter_context(visiting(server.base, "203.0.113.7"))
        assert _is_refused(server, "203.0.113.7")
        status, page = asked(server, "/markets", X_Forwarded_For="203.0.113.7")
        assert (status, "As many pages are open" in page) == (503, True)
        for number in range(ALL - OWN):
            tabs.enter_context(visiting(server.base, f"203.0.113.{20 + number}"))
        assert _is_refused(server, "203.0.113.99")
        assert asked(server, "/api/health")[0] == 200
    with visiting(server.base, "203.0.113.99") as later:
        later.open("markets")


def _is_refused(server: Server, address: str) -> bool:
    try:
        with visiting(server.base, address):
            return False
    except InvalidStatus as refused:
        return refused.response.status_code == 503


def test_f12_another_name_is_misdirected_and_stands_nowhere(server: Server) -> None:
    assert asked(server, "/", Host="evil.example")[0] == 421
    assert asked(server, "/feed.xml", X_Forwarded_Host="evil.example")[0] == 421
    assert asked(server, "/readyz", Host="10.0.0.1:8000") == (200, "ready")
    told = asked(server, "/feed.xml", X_Forwarded_Proto="https")[1]
    assert "https://localhost" in told


def test_low_a_visitor_learns_nothing_of_the_server(server: Server) -> None:
    with visiting(server.base, "203.0.113.8") as visitor:
        told = _new_session(visitor)
    assert told.main_script_path == "shell.py"
    assert not told.initialize.environment_info.python_version
    assert not told.initialize.environment_info.server_os
    assert json.loads(asked(server, "/_stcore/host-config")[1])["allowedOrigins"] == []


def _new_session(visitor: Visitor) -> NewSession:
    message = BackMsg()
    message.rerun_script.page_name = "markets"
    visitor.socket.send(message.SerializeToString())
    while True:
        told = ForwardMsg.FromString(visitor.socket.recv(timeout=60, decode=False))
        if told.WhichOneof("type") == "new_session":
            found: NewSession = told.new_session
            return found


def test_low_states_of_the_wrong_type_do_not_fill_the_log(server: Server) -> None:
    """On 0.4.0 each run of such a session logged two tracebacks."""
    with visiting(server.base, "203.0.113.9") as visitor:
        for found in _widgets(visitor):
            _send_wrongly(visitor, found)
    log = server.log.read_text(encoding="utf-8", errors="replace")
    assert "a widget was sent what it cannot hold" in log
    assert "Traceback" not in log


def _widgets(visitor: Visitor) -> set[str]:
    """The ids of the page's widgets that hold a choice."""
    message = BackMsg()
    message.rerun_script.page_name = "markets"
    visitor.socket.send(message.SerializeToString())
    found: set[str] = set()
    while True:
        told = ForwardMsg.FromString(visitor.socket.recv(timeout=60, decode=False))
        if told.WhichOneof("type") == "script_finished":
            return found
        if told.WhichOneof("type") == "delta" and told.delta.WhichOneof("type") == "new_element":
            element = told.delta.new_element
            if element.WhichOneof("type") == "button_group":
                found.add(element.button_group.id)


def _send_wrongly(visitor: Visitor, widget: str) -> None:
    message = BackMsg()
    message.rerun_script.page_name = "markets"
    state = message.rerun_script.widget_states.widgets.add()
    state.id, state.bool_value = widget, True
    visitor.socket.send(message.SerializeToString())
    while True:
        told = ForwardMsg.FromString(visitor.socket.recv(timeout=60, decode=False))
        if told.WhichOneof("type") == "script_finished":
            return


def test_f6_a_server_on_a_damaged_store_lives_and_says_so(tmp_path: Path) -> None:
    """On 0.4.0 its API answered with the shipped rows as if they were the published ones."""
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / FILE).write_bytes(b"no database at all" * 1000)
    with serving(UVICORN, tmp_path / "log.txt", health="/livez") as server:
        assert server.get("/readyz")[0] == 503
        status, body = server.get("/api/health")
        told = json.loads(body)
        assert (status, told["status"], told["ready"]) == (200, "degraded", False)
        assert (told["store"], told["record"], told["revision"]) == ("damaged", "unread", 0)
        assert str(tmp_path) not in body.decode()
        assert server.get("/api/v1/tables/formal_trade")[0] == 503
        assert "cannot be read now" in server.get("/embed/markets")[1].decode()
