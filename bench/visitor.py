"""A reader without a browser: speaks the pages' websocket as a browser does, and checks that what
comes back is his own view.
"""

from __future__ import annotations

import itertools
import time
import urllib.request
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlencode

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection

#: Messages from this size on are kept by the browser and sent as a hash when they come again.
_KEPT_BYTES = 10_000
VIEWS = [
    {"market": market, "evidence": evidence, "cal": calendar}
    for market, evidence, calendar in itertools.product(
        ("gabd", "mand", "chadgi", "gabd~mand", "gabd~chadgi", "mand~chadgi"),
        ("all", "observed", "count"),
        ("greg", "fy"),
    )
]
_DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class WrongStateError(Exception):
    """A page shows another reader's view, or an error."""


@dataclass
class Run:
    seconds: float
    messages: int
    size: int


@dataclass
class Visitor:
    """One tab. ``page`` is a page's path; None for an app that has none of ours, whose state is not
    looked at.
    """

    base: str
    number: int
    page: str | None = "markets"
    kept: set[str] = field(default_factory=set)
    runs: int = 0

    async def open(self) -> None:
        with _DIRECT.open(f"{self.base}/_stcore/health", timeout=60) as answer:
            cookies = answer.headers.get_all("set-cookie") or []
        self._socket: ClientConnection = await websockets.connect(
            self.base.replace("http", "ws", 1) + "/_stcore/stream",
            subprotocols=[websockets.Subprotocol("streamlit")],
            additional_headers={"Cookie": "; ".join(each.split(";")[0] for each in cookies)},
            origin=websockets.Origin(self.base),
            max_size=None,
            proxy=None,
            open_timeout=60,
        )

    async def close(self) -> None:
        await self._socket.close()

    async def change(self, **more: str) -> Run:
        """Another view, that nobody else has; raises WrongStateError if another one comes back."""
        own = f"reader {self.number} run {self.runs}"
        view = VIEWS[(self.number + self.runs) % len(VIEWS)]
        self.runs += 1
        message = BackMsg()
        message.rerun_script.query_string = urlencode({**view, **more, "q": own})
        message.rerun_script.page_name = self.page or ""
        message.rerun_script.cached_message_hashes.extend(self.kept)
        started = time.perf_counter()
        await self._socket.send(message.SerializeToString())
        return await self._finished(started, own)

    async def _finished(self, started: float, own: str) -> Run:
        seen, messages, size = set[str](), 0, 0
        while True:
            raw = await self._socket.recv(decode=False)
            messages, size = messages + 1, size + len(raw)
            answer = ForwardMsg.FromString(raw)
            if answer.hash and len(raw) > _KEPT_BYTES:
                self.kept.add(answer.hash)
            kind = answer.WhichOneof("type")
            if kind == "delta":
                seen |= self._states(answer)
            if kind == "script_finished" and answer.script_finished == answer.FINISHED_SUCCESSFULLY:
                break
        if self.page is not None and seen != {own}:
            raise WrongStateError(f"{own}: {seen or 'nothing'}")
        return Run(time.perf_counter() - started, messages, size)

    @staticmethod
    def _states(answer: ForwardMsg) -> set[str]:
        """Whose view the links of the menu carry."""
        element = answer.delta.new_element
        kind = element.WhichOneof("type")
        if kind == "exception" or (kind == "html" and "bt-notice bt-error" in element.html.body):
            raise WrongStateError("the page shows an error")
        if kind != "page_link":
            return set()
        return set(parse_qs(element.page_link.query_string).get("q", []))
