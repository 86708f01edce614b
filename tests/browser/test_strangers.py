"""Strangers who would be taken for somebody else: over real sockets, a real proxy, a real browser."""

from __future__ import annotations

import http.client
import re
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from bordertrade.dataset import Dataset
from bordertrade.store import open_store
from tests.browser.server import UVICORN, Server, serving
from tests.browser.visiting import publisher, settle, visit
from tests.nginx import nginx
from tests.ui.publishing import grown, upload

pytestmark = pytest.mark.browser

#: What the page History says to publishers only: where versions are kept.
_TO_PUBLISHERS = "in the folder"
_TO_OTHERS = "open the link that the server printed"
#: As proxies are often set up: the host of the server behind, and nothing that says who asked.
_CARELESS = (
    "proxy_pass http://127.0.0.1:{port}; proxy_http_version 1.1; proxy_set_header Host {host}; "
    "proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection upgrade;"
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose terminal shows the link for publishing."""
    with serving(UVICORN, tmp_path_factory.mktemp("desk") / "log.txt", local=True) as started:
        yield started


def text_of(opened: ClientConnection, page: str) -> str:
    """All text of a page, as it is sent."""
    message = BackMsg()
    message.rerun_script.page_name = page
    opened.send(message.SerializeToString())
    told = []
    while True:
        sent = ForwardMsg.FromString(opened.recv(timeout=60, decode=False))
        told.append(str(sent))
        if sent.WhichOneof("type") == "script_finished":
            return "\n".join(told)


def asked(  # noqa: PLR0917 - what a socket may say
    port: int,
    host: str,
    origin: str | None,
    cookie: str = "",
    page: str = "history",
    more: Mapping[str, str] | None = None,
) -> str:
    """What a page tells a socket that says these things of itself."""
    with connect(
        f"ws://{host}/_stcore/stream",
        sock=socket.create_connection(("127.0.0.1", port)),
        origin=Origin(origin) if origin else None,
        additional_headers={**({"Cookie": cookie} if cookie else {}), **(more or {})},
        subprotocols=[Subprotocol("streamlit")],
        max_size=None,
        proxy=None,
    ) as opened:
        return text_of(opened, page)


def session(server: Server) -> str:
    """A publisher's cookie, as a browser would hold it."""
    at = urlsplit(server.link())
    line = http.client.HTTPConnection("localhost", at.port)
    line.request("GET", f"/?{at.query}")
    answer = line.getresponse()
    line.close()
    given = answer.headers["set-cookie"]
    assert re.search("; HttpOnly", given)
    assert re.search("; SameSite=strict", given)
    assert answer.headers["location"] == "/", "the token has left the address"
    return given.partition(";")[0]


@pytest.mark.parametrize("origin", [None, "http://localhost"])
def test_f2_a_stranger_behind_a_careless_proxy_is_a_reader(
    origin: str | None, desk: Server, tmp_path: Path
) -> None:
    """On 0.4.0 they published as "local user": the proxy named the host, and nobody else."""
    port = urlsplit(desk.base).port
    inside = _CARELESS.format(port=port, host="localhost")
    with nginx(tmp_path, inside) as proxy:
        told = asked(proxy, "trade.example.org", origin)
    assert _TO_PUBLISHERS not in told
    assert _TO_OTHERS in told


@pytest.mark.parametrize("origin", [None, "http://localhost"])
def test_f2_a_stranger_who_says_localhost_is_a_reader(
    origin: str | None, desk: Server, tmp_path: Path
) -> None:
    """Through a proxy that passes on whatever host it was asked for."""
    port = urlsplit(desk.base).port
    with nginx(tmp_path, _CARELESS.format(port=port, host="$http_host")) as proxy:
        told = asked(proxy, "localhost", origin)
    assert _TO_PUBLISHERS not in told
    assert _TO_OTHERS in told


def test_f2_the_link_works_once_and_its_session_needs_our_own_page(desk: Server) -> None:
    """A7: no origin, a changed secret: a reader."""
    port = urlsplit(desk.base).port or 0
    host, origin = f"localhost:{port}", f"http://localhost:{port}"
    used = desk.link()
    cookie = session(desk)
    assert _TO_PUBLISHERS in asked(port, host, origin, cookie)
    assert _TO_PUBLISHERS not in asked(port, host, None, cookie)
    assert _TO_PUBLISHERS not in asked(port, host, origin, cookie[:-1])
    assert desk.link() != used
    assert desk.get(urlsplit(used).path + "?" + urlsplit(used).query)[0] == 200
    line = http.client.HTTPConnection("localhost", port)
    line.request("GET", f"/?{urlsplit(used).query}")
    assert "set-cookie" not in line.getresponse().headers, "it worked once"
    line.close()


def test_f2_a_session_of_this_computer_is_worth_nothing_elsewhere(
    desk: Server, tmp_path: Path
) -> None:
    """A proxy that says whom it speaks for, or names itself as the host: not this computer."""
    port = urlsplit(desk.base).port or 0
    cookie = session(desk)
    name = cookie.partition("=")[0].rpartition("_")[0]
    inside = _CARELESS.format(port=port, host="$http_host")
    with nginx(tmp_path, inside + " proxy_set_header X-Forwarded-For $remote_addr;") as proxy:
        own = cookie.replace(f"_{port}=", f"_{proxy}=")
        told = asked(proxy, f"localhost:{proxy}", f"http://localhost:{proxy}", own)
        assert _TO_PUBLISHERS not in told
        secret = cookie.partition("=")[2]
        told = asked(proxy, "trade.example", "http://trade.example", f"{name}={secret}")
        assert _TO_PUBLISHERS not in told


def test_f2_a_server_for_many_gives_nobody_a_link(server: Server) -> None:
    """Under uvicorn the link is switched on or it is not there."""
    assert "token=" not in server.log.read_text()
    port = urlsplit(server.base).port or 0
    told = asked(port, f"localhost:{port}", server.base)
    assert _TO_PUBLISHERS not in told
    assert "Nobody can sign in on this server" in told


def test_a10_what_is_for_publishers_is_sent_to_no_reader(desk: Server, dataset: Dataset) -> None:
    """Not hidden by the page: it does not leave the server."""
    mine = grown(dataset, value="6543217")
    with closing(open_store(folder=desk.store)) as store:
        head = store.head()
        assert head is not None
        draft = store.add_draft(
            store.save(mine),
            base=head.number,
            who="amina@customs.example",
            why="look at this",
            details=upload(store)["details"],
        )
    port = urlsplit(desk.base).port or 0
    host, origin = f"localhost:{port}", f"http://localhost:{port}"
    cookie = session(desk)
    secrets = (mine.version, "look at this", "amina@customs.example", str(desk.store))
    told = asked(port, host, origin, cookie)
    assert [each for each in secrets if each not in told] == []
    for page in ("history", "update"):
        told = asked(port, host, origin, page=page)
        assert [each for each in (*secrets, draft.in_links) if each in told] == []


@contextmanager
def page(html: str) -> Iterator[str]:
    """A page on another port of this computer."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("content-type", "text/html")
            self.end_headers()
            self.wfile.write(html.encode())

        def log_message(self, *_said: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as other:
        threading.Thread(target=other.serve_forever, daemon=True).start()
        yield f"http://localhost:{other.server_port}/"
        other.shutdown()


_OPENS = """<script>
const opened = new WebSocket("%s/_stcore/stream", ["streamlit"])
opened.onopen = () => document.title = "in"
opened.onerror = () => document.title = "out"
</script>"""


def test_f7_a_page_on_another_port_of_this_computer_opens_no_socket(
    browser: Browser, desk: Server
) -> None:
    """On 0.4.0 it was a publisher: the browser counts all ports of localhost as one site."""
    with visit(browser, desk.base) as made:
        publisher(made, desk)
        assert _TO_PUBLISHERS in made.open("/history").content()
        with page(_OPENS % desk.base.replace("http", "ws", 1)) as other:
            made.page.goto(other)
            made.page.wait_for_function("document.title")
            assert made.page.title() == "out"
        made.page.goto(desk.base + "/history")
        settle(made.page)


@pytest.mark.parametrize(
    "origin", ["http://localhost", "http://localhost:1", "https://trade.example", "null"]
)
def test_f7_the_origin_is_the_host_to_the_letter(origin: str, desk: Server) -> None:
    """A7, over a bare socket; changing requests likewise."""
    port = urlsplit(desk.base).port or 0
    with pytest.raises(InvalidStatus) as refused:
        asked(port, f"localhost:{port}", origin)
    assert refused.value.response.status_code == 403
    line = http.client.HTTPConnection("localhost", port)
    line.request("PUT", "/_stcore/upload_file/a/b", headers={"Origin": origin})
    answer = line.getresponse()
    assert (answer.status, b"another address" in answer.read()) == (403, True)
    line.close()
