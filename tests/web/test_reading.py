"""Readers of a running server: links of any kind, many at once, one who stops reading, a store that
goes away."""

from __future__ import annotations

import json
import re
import socket
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from itertools import cycle, islice
from pathlib import Path
from random import Random
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from bordertrade.dataset import Dataset
from bordertrade.store import open_store
from bordertrade.ui.registry import PAGES, PageEntry
from tests.browser.server import UVICORN, Server, serving
from tests.ui.publishing import WHO, grown
from tests.web.test_sending import MB, memory
from tests.web.visitor import Visitor, visiting

PATIENCE_SECONDS = 60
_DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))
SECRET = "what stands in no record"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(UVICORN, tmp_path_factory.mktemp("reading") / "log.txt") as started:
        yield started


def words(told: Sequence[ForwardMsg]) -> str:
    return b"".join(each.SerializeToString() for each in told).decode(errors="replace")


def failures(told: Sequence[ForwardMsg]) -> list[str]:
    """What must stand on no page."""
    elements = [each.delta.new_element for each in told if each.WhichOneof("type") == "delta"]
    found = [str(each) for each in elements if each.WhichOneof("type") == "exception"]
    return found + re.findall(r"error [0-9a-f]{8}", words(told))


# --- links that nobody made -------------------------------------------------------------------------

#: Each spoils a link by itself.
HOSTILE = (
    "unknown=1",
    "market=" + "x" * 100_000,
    "market=gabd%27%3B%20DROP%20TABLE%20audit%3B--",
    "time=1%20OR%201%3D1",
    "market=gabd&market=nowhere",
    "time=%ff%fe..%80",
    "cal=../../../etc/passwd",
    "table=..%2Fsecret.txt",
    "v=../secret.txt",
    "v=0123456789%27%20OR%20%27%27%3D%27",
    "lang=file%3A%2F%2F%2Fetc%2Fpasswd",
    "base=%00&end=9" + "9" * 5_000,
    "%3Cscript%3Ealert(1)%3C%2Fscript%3E=%7B%7B7*7%7D%7D",
    "tab=%F0%9F%92%A9~~~&%20=%20",
)
HONEST = (
    "market=mand",
    "cal=fy",
    "evidence=observed",
    "q=mand",
    "reporter=IR",
    "time=2022-01..latest",
)


def links(count: int) -> Iterator[tuple[str, str]]:
    """Pages and what is asked of them: each with something hostile, in any company."""
    random = Random(7)
    for page, spoilt in islice(zip(cycle(PAGES), cycle(HOSTILE), strict=False), count):
        noise = "".join(chr(random.randrange(33, 127)) for _ in range(random.randrange(40)))
        parts = [spoilt, *random.sample(HONEST, 2), f"{noise}={noise}"]
        random.shuffle(parts)
        yield page.path, "&".join(parts)


def test_l1_no_link_of_two_hundred_breaks_a_page(server: Server) -> None:
    """What is not understood is said; nothing of it reaches a file or a statement."""
    (server.store.parent / "secret.txt").write_text(SECRET, encoding="utf-8")
    with closing(open_store(folder=server.store)) as store:
        before = store.revisions()
        asked = list(links(200))
        for at in range(0, len(asked), 20):  # a socket that goes on waits for its turn
            with visiting(server.base) as visitor:
                for page, query in asked[at : at + 20]:
                    told = visitor.open(page, query)
                    shown = words(told)
                    assert failures(told) == [], query[:200]
                    assert "bt-notice bt-warn" in shown, query[:200]
                    assert "Not official statistics" in shown, query[:200]
                    assert SECRET not in shown
                    assert "root:x:" not in shown
        assert (store.revisions(), store.verify()) == (before, ())
    assert "Traceback" not in server.log.read_text(errors="replace")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path or "first")
def test_o6_every_page_carries_its_headers(page: PageEntry, server: Server) -> None:
    """That a browser finds nothing against them is seen in ``tests/browser/test_opening.py``."""
    with _DIRECT.open(f"{server.base}/{page.path}", timeout=PATIENCE_SECONDS) as answer:
        headers = answer.headers
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "object-src 'none'" in policy
    assert "unsafe-eval'" not in policy.replace("wasm-unsafe-eval'", "")
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "geolocation=()" in headers["permissions-policy"]


# --- many, and one who stops reading ----------------------------------------------------------------


def whose(told: Sequence[ForwardMsg]) -> set[str]:
    """Whose view the links of a page's menu carry."""
    links = [each.delta.new_element.page_link for each in told]
    return {name for each in links for name in parse_qs(each.query_string).get("q", [])}


def reads(server: Server, number: int, waits: list[float], wrong: list[object]) -> None:
    """A reader who thinks between two views, each of which must be his own."""
    with visiting(server.base) as visitor:
        for view in range(6):
            mine = f"reader {number} view {view}"
            begun = time.monotonic()
            told = visitor.open("markets", urlencode({"q": mine, **VIEWS[view % len(VIEWS)]}))
            waits.append(time.monotonic() - begun)
            if failures(told) or whose(told) != {mine}:
                wrong.append((mine, whose(told), failures(told)))
            time.sleep(0.2)


VIEWS = ({"market": "gabd"}, {"cal": "fy"}, {"evidence": "observed"})


def test_r2_readers_at_once_see_their_own_and_leave_nothing_behind(server: Server) -> None:
    """Ten readers here, who think a moment; fifty for ten minutes in ``bench/load.py --most``."""
    with visiting(server.base) as first:
        for view in VIEWS:
            first.open("markets", urlencode(view))
    before = memory(server)
    waits, wrong = list[float](), list[object]()
    readers = [
        threading.Thread(target=reads, args=(server, number, waits, wrong)) for number in range(10)
    ]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert wrong == []
    assert len(waits) == 60
    assert max(waits) < PATIENCE_SECONDS
    assert memory(server) - before < 50 * MB


@contextmanager
def deaf(server: Server) -> Iterator[Visitor]:
    """A visitor whose line is full after a few kB, and who never reads."""
    line = socket.create_connection(("127.0.0.1", urlsplit(server.base).port or 0))
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    place = server.base.replace("http", "ws", 1) + "/_stcore/stream"
    with connect(
        place,
        sock=line,
        compression=None,
        max_queue=1,
        ping_interval=None,
        subprotocols=[Subprotocol("streamlit")],
        proxy=None,
    ) as opened:
        try:
            yield Visitor(server.base, "", opened)
        finally:
            line.shutdown(socket.SHUT_RDWR)


def test_r5_who_stops_reading_holds_nobody_up(server: Server) -> None:
    """Their views come to some 70 MB, and wait nowhere in memory."""
    with ExitStack() as tabs:
        other = tabs.enter_context(visiting(server.base))
        size = sum(each.ByteSize() for each in other.open("markets"))
        before = memory(server)
        for _deaf in range(4):
            silent = tabs.enter_context(deaf(server))
            for view in range(80):
                silent.ask("markets", urlencode({"q": view}))
        until = time.monotonic() + 12  # a socket runs a page five times a second
        while time.monotonic() < until:
            assert failures(other.open("markets")) == []
            time.sleep(0.5)
        assert 4 * 80 * size > 50 * MB
        assert memory(server) - before < 25 * MB
    with visiting(server.base) as later:
        assert failures(later.open("markets")) == []


# --- a store that goes away -------------------------------------------------------------------------


def test_r1_a_server_without_its_store_says_so_and_serves_what_it_read(
    dataset: Dataset, tmp_path: Path
) -> None:
    """No reader is sent to a server that could not read the record; one that has read it goes on.
    A store that is locked: ``tests/store/test_states.py``."""
    folder, aside = tmp_path / "store", tmp_path / "aside"
    mine = grown(dataset)
    with closing(open_store(folder=folder)) as store:
        store.publish(store.save(mine), expected=0, who=WHO, why="June")
    folder.rename(aside)
    folder.write_text("")
    with serving(UVICORN, tmp_path / "log.txt", health="/livez") as server:
        assert (server.get("/livez")[0], server.get("/readyz")[0]) == (200, 503)
        assert shows(server, dataset.version), "the shipped record, which says what it is"
        folder.unlink()
        aside.rename(folder)
        wait_for(lambda: server.get("/readyz")[0] == 200)
        assert shows(server, mine.version)
        folder.rename(aside)
        folder.write_text("")
        wait_for(lambda: json.loads(server.get("/api/health")[1])["status"] == "degraded")
        assert (server.get("/livez")[0], server.get("/readyz")[0]) == (200, 200)
        assert shows(server, mine.version), "the last good record"


def shows(server: Server, version: str) -> bool:
    with visiting(server.base) as visitor:
        told = visitor.open("data")
    assert failures(told) == []
    return f"Data version {version}" in re.sub(r"<[^>]*>", "", words(told))


def wait_for(come: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while not come():
        assert time.monotonic() < until
        time.sleep(0.2)
