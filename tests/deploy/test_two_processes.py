"""Two processes, PostgreSQL and nginx as ``deploy/`` has them: replaced one by one, and killed."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from bordertrade.dataset import Dataset
from bordertrade.store import URL_VARIABLE, Store, open_store
from tests.browser.server import ROOT, free_port
from tests.deploy.nginx import NAME, in_front, trusting, written
from tests.nginx import program
from tests.store.servers import serving as postgresql
from tests.tables import FORMAL, added

PATIENCE_SECONDS = 300
OF_SITE = {
    "BORDERTRADE_ADDRESS": f"https://{NAME}",
    "BORDERTRADE_HOSTS": NAME,
    "BORDERTRADE_PROXIES": "127.0.0.1",
}
LINKS = (
    "/",
    "/markets",
    "/api/v1/series.csv?market=gabd",
    "/preview/markets.png",
    "/_stcore/health",
)


@dataclass
class Site:
    """nginx on ``port`` before two processes, each of which may be ended and started again."""

    folder: Path
    database: str
    ports: tuple[int, int] = field(default_factory=lambda: (free_port(), free_port()))
    port: int = 0
    processes: dict[int, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self, index: int) -> None:
        command = (
            "uvicorn",
            "dashboard:app",
            "--no-proxy-headers",
            "--host",
            "127.0.0.1",
            "--port",
        )
        with (self.folder / f"app{index}.log").open("ab") as log:
            self.processes[index] = subprocess.Popen(
                [sys.executable, "-m", *command, str(self.ports[index])],
                cwd=ROOT,
                env={**os.environ, **OF_SITE, URL_VARIABLE: self.database},
                stdout=log,
                stderr=log,
            )

    def wait(self, index: int) -> None:
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until:
            line = http.client.HTTPConnection("127.0.0.1", self.ports[index], timeout=20)
            try:
                line.request("GET", "/api/health", headers={"Host": NAME})
                if line.getresponse().status == 200:
                    return
            except OSError:
                time.sleep(0.1)
            finally:
                line.close()
        raise TimeoutError((self.folder / f"app{index}.log").read_text(errors="replace"))

    def end(self, index: int, how: signal.Signals) -> int:
        self.processes[index].send_signal(how)
        return self.processes[index].wait(PATIENCE_SECONDS)

    def get(self, link: str, route: str = "") -> tuple[int, bytes, str]:
        """Status, body, and the cookies that were set."""
        line = http.client.HTTPSConnection(
            "127.0.0.1", self.port, timeout=PATIENCE_SECONDS, context=trusting()
        )
        headers = {"Host": NAME, **({"Cookie": f"bt_route={route}"} if route else {})}
        try:
            line.request("GET", link, headers=headers)
            answer = line.getresponse()
            return (
                answer.status,
                answer.read(),
                " ".join(answer.headers.get_all("set-cookie") or []),
            )
        finally:
            line.close()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    program()
    with ExitStack() as stack:
        server = stack.enter_context(postgresql(durable=False))
        server.execute("CREATE SCHEMA office")
        made = Site(tmp_path_factory.mktemp("site"), server.url(schema="office"))
        front = tmp_path_factory.mktemp("nginx")
        try:
            for index in (0, 1):
                made.start(index)
            for index in (0, 1):
                made.wait(index)
            made.port = stack.enter_context(in_front(made.ports, front))
            yield made
        finally:
            for process in made.processes.values():
                process.kill()
                process.wait()


@pytest.fixture(scope="module")
def store(site: Site) -> Iterator[Store]:
    opened = open_store(site.database)
    yield opened
    opened.close()


def test_nginx_takes_the_configuration(tmp_path: Path) -> None:
    conf = written(tmp_path, (8501, 8502), 8080, 8443)
    told = subprocess.run(
        [program(), "-t", "-p", str(tmp_path), "-c", str(conf)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    assert "[warn]" not in told.stderr, told.stderr


def test_two_processes_that_start_at_once_have_made_one_store(site: Site, store: Store) -> None:
    assert [entry.action for entry in store.audit()] == ["shipped"]
    assert store.verify() == ()


def test_a_visitor_gets_a_process_and_stays_with_it(site: Site) -> None:
    _, _, first = site.get("/_stcore/health")
    route = first.partition("bt_route=")[2][:32]
    assert len(route) == 32
    assert all(word in first for word in ("Secure", "HttpOnly", "SameSite=Lax"))
    assert "bt_route" not in site.get("/_stcore/health", route)[2]
    assert "bt_route" not in site.get("/markets")[2], "what a cache may keep sets nothing"


def test_figures_about_the_server_stay_inside(site: Site) -> None:
    for link in ("/_stcore/metrics", "/metrics"):
        status, _, _ = site.get(link)
        assert status == 404


class Readers:
    """Readers who ask one link after the other until they are told to stop."""

    def __init__(self, site: Site) -> None:
        self._site, self._enough = site, threading.Event()
        self.told: list[tuple[str, int | str]] = []
        self._threads = [threading.Thread(target=self._read, args=(n,)) for n in range(2)]

    def _read(self, number: int) -> None:
        route = f"{number:032x}"
        while not self._enough.is_set():
            for link in LINKS:
                try:
                    status: int | str = self._site.get(link, route)[0]
                except (OSError, http.client.HTTPException) as error:
                    status = repr(error)
                self.told.append((link, status))
                self._enough.wait(0.5)  # well below what nginx allows one address

    def __enter__(self) -> Readers:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._enough.set()
        for thread in self._threads:
            thread.join(PATIENCE_SECONDS)


def test_a_rolling_restart_is_seen_by_no_reader(site: Site) -> None:
    with Readers(site) as readers:
        for index in (0, 1):
            assert site.end(index, signal.SIGTERM) == 0
            before = len(readers.told)
            site.start(index)
            site.wait(index)
            while len(readers.told) < before + 2 * len(LINKS):
                time.sleep(0.1)
    wrong = Counter(each for each in readers.told if each[1] != 200)
    assert len(readers.told) > 20
    assert not wrong


def page_of(site: Site, route: str, query: str) -> str:
    """What a page tells in one run over the socket, as text: charts, tables and all."""
    with connect(
        f"wss://{NAME}/_stcore/stream",
        sock=socket.create_connection(("127.0.0.1", site.port)),
        ssl=trusting(),
        additional_headers={"Cookie": f"bt_route={route}"},
        subprotocols=[Subprotocol("streamlit")],
        origin=Origin(f"https://{NAME}"),
        max_size=None,
        proxy=None,
    ) as line:
        message = BackMsg()
        message.rerun_script.page_name = "markets"
        message.rerun_script.query_string = query
        line.send(message.SerializeToString())
        told: list[str] = []
        while True:
            got = ForwardMsg.FromString(line.recv(timeout=PATIENCE_SECONDS, decode=False))
            told.append(str(got.delta))
            done = got.WhichOneof("type") == "script_finished"
            if done and got.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                return "".join(told)


def test_a_killed_process_loses_nothing_and_its_readers_stay_in_their_view(
    site: Site, store: Store, dataset: Dataset
) -> None:
    """What was acknowledged stays; links of published versions and drafts go on at the other."""
    head = store.head()
    assert head is not None
    published = added(dataset, "formal_trade", FORMAL)
    number = store.publish(
        store.save(published), expected=head.number, who="amina", why="July"
    ).number
    drafted = added(published, "formal_trade", FORMAL | {"period": "2024-08"})
    draft = store.add_draft(store.save(drafted), base=number, who="amina", why="August")
    routes = routes_of(site)
    query = f"v={draft.in_links}&market=gabd"
    before = page_of(site, routes[0], query)
    assert drafted.version in before
    site.end(0, signal.SIGKILL)
    again = page_of(site, routes[0], query)
    assert drafted.version in again
    assert len(again) == pytest.approx(len(before), rel=0.2)
    for link in (f"/?v={head.version[:10]}", f"/markets?v={draft.in_links}", *LINKS):
        assert site.get(link, routes[0])[0] == 200
    assert store.verify() == ()
    found = store.head()
    assert found is not None
    assert (found.number, found.version) == (number, published.fingerprint)


def routes_of(site: Site) -> dict[int, str]:
    """A route to each process. One that was restarted gets no visitors for some seconds."""
    found: dict[int, str] = {}
    until = time.monotonic() + PATIENCE_SECONDS
    for number in count(16):
        route = f"{number:032x}"
        found[site_index(site, route)] = route
        if set(found) == {0, 1}:
            return found
        assert time.monotonic() < until, found
        time.sleep(0.2)
    raise AssertionError


def site_index(site: Site, route: str) -> int:
    """Which process a visitor gets: the one whose log grows."""
    logs = [site.folder / f"app{index}.log" for index in (0, 1)]
    mark = f"/probe/{route[-6:]}"
    assert site.get(mark, route)[0] in {200, 404}
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        for index, log in enumerate(logs):
            if mark in log.read_text(errors="replace"):
                return index
        time.sleep(0.05)
    raise TimeoutError(mark)
