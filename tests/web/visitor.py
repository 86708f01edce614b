"""A visitor without a browser: opens a page over the websocket and sends files as one would."""

from __future__ import annotations

import http.client
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import uuid4

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

_PATIENCE = 60.0
_BOUNDARY = "part"


@dataclass
class Visitor:
    """``base`` is the address of the app, with its base path."""

    base: str
    token: str
    socket: ClientConnection
    session: str = ""
    #: Where a proxy says that the visitor comes from.
    address: str = ""

    def open(self, page: str, query: str = "") -> list[ForwardMsg]:
        """Run a page to its end; all that it tells."""
        self.ask(page, query)
        begun, found = False, list[ForwardMsg]()
        while True:
            told = ForwardMsg.FromString(self.socket.recv(timeout=_PATIENCE, decode=False))
            found.append(told)
            if told.WhichOneof("type") == "new_session":
                self.session, begun = told.new_session.initialize.session_id, True
            done = begun and told.WhichOneof("type") == "script_finished"
            if done and told.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                return found

    def ask(self, page: str, query: str = "") -> None:
        """Send for a page without waiting for it."""
        message = BackMsg()
        message.rerun_script.page_name = page
        message.rerun_script.query_string = query
        self.socket.send(message.SerializeToString())

    def put(self, content: bytes, announced: int | None = None) -> int:
        """Send a file; the answer's status. ``announced``: say this length, send the file only."""
        body = _multipart(content)
        at = urlsplit(self.base)
        line = http.client.HTTPConnection(at.hostname or "", at.port, timeout=_PATIENCE)
        headers = {
            "Content-Type": f"multipart/form-data; boundary={_BOUNDARY}",
            "Content-Length": str(announced or len(body)),
            "X-Xsrftoken": self.token,
            "Cookie": f"_streamlit_xsrf={self.token}",
            **_from(self.address),
        }
        path = f"{at.path}/_stcore/upload_file/{self.session}/{uuid4()}"
        try:
            line.request("PUT", path, body, headers)
            return line.getresponse().status
        finally:
            line.close()


@contextmanager
def visiting(base: str, address: str = "") -> Iterator[Visitor]:
    """A new visitor who has opened nothing yet, at the ``address`` that a proxy names."""
    token = _token(base)
    place = base.replace("http", "ws", 1) + "/_stcore/stream"
    with connect(
        place,
        additional_headers=_from(address),
        subprotocols=["streamlit", token],  # type: ignore[list-item]
        max_size=None,
        proxy=None,
    ) as socket:
        yield Visitor(base, token, socket, address=address)


def _from(address: str) -> dict[str, str]:
    return {"X-Forwarded-For": address} if address else {}


def _token(base: str) -> str:
    at = urlsplit(base)
    line = http.client.HTTPConnection(at.hostname or "", at.port, timeout=_PATIENCE)
    line.request("GET", f"{at.path}/_stcore/health")
    cookies = line.getresponse().headers.get_all("set-cookie") or []
    line.close()
    found = re.search(r"_streamlit_xsrf=([^;]+)", " ".join(cookies))
    assert found, cookies
    return found.group(1)


def _multipart(content: bytes) -> bytes:
    head = (
        f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n'
        "Content-Type: text/csv\r\n\r\n"
    )
    return head.encode() + content + f"\r\n--{_BOUNDARY}--\r\n".encode()
