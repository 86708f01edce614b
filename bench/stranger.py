"""A stranger without a browser, for ``attack.py``: plain requests, sockets and uploads; and what
can be asked and measured of the server from there."""

from __future__ import annotations

import http.client
import json
import os
import re
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import common
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import WebSocketException
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

PATIENCE_SECONDS = 60.0


@dataclass(frozen=True)
class Site:
    """The server that is attacked. ``process`` is 0 where it is not ours to look into."""

    base: str
    process: int = 0

    @property
    def host(self) -> str:
        return urlsplit(self.base).netloc

    @property
    def is_secure(self) -> bool:
        return self.base.startswith("https")

    def line(self, seconds: float = PATIENCE_SECONDS) -> http.client.HTTPConnection:
        if self.is_secure:
            return http.client.HTTPSConnection(self.host, timeout=seconds, context=_any_name())
        return http.client.HTTPConnection(self.host, timeout=seconds)

    def ask(
        self, path: str, address: str = "", method: str = "GET", **headers: str
    ) -> tuple[int, str]:
        """One request; status and text. ``address``: where a proxy says that it comes from."""
        line = self.line()
        sent = {name.replace("_", "-"): told for name, told in headers.items()} | seen_as(address)
        try:
            line.request(method, urlsplit(self.base).path + path, headers=sent)
            answer = line.getresponse()
            return answer.status, answer.read().decode("utf-8", "replace")
        finally:
            line.close()


@dataclass
class Tab:
    """An open page. ``told`` is what the server said in the last run."""

    site: Site
    token: str
    socket: ClientConnection
    address: str = ""
    session: str = ""
    told: list[ForwardMsg] = field(default_factory=list)

    def send(self, message: BackMsg) -> None:
        self.socket.send(message.SerializeToString())

    def open(self, page: str = "markets", query: str = "") -> None:
        """Run a page to its end."""
        self.send(rerun(page, query))
        self.finish()

    def finish(self) -> None:
        self.told = []
        while True:
            told = ForwardMsg.FromString(self.socket.recv(PATIENCE_SECONDS, decode=False))
            self.told.append(told)
            kind = told.WhichOneof("type")
            if kind == "new_session":
                self.session = told.new_session.initialize.session_id
            if kind == "script_finished" and self.session:
                return

    def upload(self, content: bytes) -> int:
        """Send a file; the answer's status."""
        edge = "part"
        head = (
            f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n'
            "Content-Type: text/csv\r\n\r\n"
        )
        body = head.encode() + content + f"\r\n--{edge}--\r\n".encode()
        headers = {
            "Content-Type": f"multipart/form-data; boundary={edge}",
            "X-Xsrftoken": self.token,
            "Cookie": f"_streamlit_xsrf={self.token}",
            "Origin": self.site.base,
            **seen_as(self.address),
        }
        path = urlsplit(self.site.base).path
        line = self.site.line()
        try:
            line.request(
                "PUT", f"{path}/_stcore/upload_file/{self.session}/{uuid4()}", body, headers
            )
            return line.getresponse().status
        except (BrokenPipeError, ConnectionResetError):  # refused before all of it was sent
            return 413
        finally:
            line.close()


@contextmanager
def tab(site: Site, address: str = "", origin: str | None = "own", host: str = "") -> Iterator[Tab]:
    """A socket of a page, from an ``origin`` ("own": the site's; None: unsaid)."""
    token = _token(site)
    place = site.base.replace("http", "ws", 1) + "/_stcore/stream"
    sent = seen_as(address) | ({"Host": host} if host else {})
    with connect(
        place,
        origin=Origin(_origin(site) if origin == "own" else origin) if origin else None,
        subprotocols=[Subprotocol("streamlit"), Subprotocol(token)],
        additional_headers=sent,
        ssl=_any_name() if site.is_secure else None,
        max_size=None,
        open_timeout=PATIENCE_SECONDS,
        ping_interval=None,
        close_timeout=2,
        proxy=None,
    ) as socket:
        yield Tab(site, token, socket, address)


def rerun(page: str = "markets", query: str = "") -> BackMsg:
    message = BackMsg()
    message.rerun_script.query_string = query
    message.rerun_script.page_name = page
    return message


def seen_as(address: str) -> dict[str, str]:
    return {"X-Forwarded-For": address} if address else {}


def is_let_in(site: Site, tabs: ExitStack | None = None, **way: str) -> bool:
    """Whether a tab can be opened so; among ``tabs`` it stays open."""
    try:
        with ExitStack() as own:
            (tabs or own).enter_context(tab(site, **way))
    except (WebSocketException, OSError):
        return False
    return True


def wait(site: Site) -> float:
    """How long an honest visitor waits for health and a page, seconds."""
    asked = time.monotonic()
    answers = [site.ask(path, "192.0.2.1")[0] for path in ("/api/health", "/")]
    return time.monotonic() - asked if answers == [200, 200] else float("inf")


def is_alive(line: socket.socket) -> bool:
    """Whether the server has not closed it yet."""
    line.setblocking(False)
    try:
        return line.recv(1) != b""
    except BlockingIOError:
        return True
    except OSError:
        return False


def facts(site: Site) -> dict[str, object]:
    """What the site says of its own health."""
    told: dict[str, object] = json.loads(site.ask("/api/health")[1])
    return told


def descriptors(site: Site) -> int:
    """Of the store, held open by our own server."""
    if not site.process:
        return 0
    count = 0
    for each in Path(f"/proc/{site.process}/fd").iterdir():
        try:
            count += "record.sqlite3" in str(each.readlink())
        except OSError:  # closed since
            continue
    return count


def cost(site: Site, one: Tab, runs: int = 10) -> float:
    """Milliseconds of a run: of processor time where the process is ours."""
    ages = []
    for _run in range(runs):
        before = _clock(site)
        one.open()
        ages.append(_clock(site) - before)
    return common.median(ages) * 1000


def _clock(site: Site) -> float:
    if not site.process:
        return time.monotonic()
    fields = Path(f"/proc/{site.process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _origin(site: Site) -> str:
    parts = urlsplit(site.base)
    return f"{parts.scheme}://{parts.netloc}"


def _token(site: Site) -> str:
    line = site.line()
    try:
        line.request("GET", f"{urlsplit(site.base).path}/_stcore/health")
        cookies = line.getresponse().headers.get_all("set-cookie") or []
    finally:
        line.close()
    found = re.search(r"_streamlit_xsrf=([^;]+)", " ".join(cookies))
    return found.group(1) if found else ""


def _any_name() -> ssl.SSLContext:
    """A server that is tried out has a certificate of its own making."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context
