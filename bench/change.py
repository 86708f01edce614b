"""A filter changed: from the request to the end of the run that draws the new figures.

Speaks the browser's protocol over a websocket; each change is a new address (what back, forward
and a link do, and the same work as a widget's change). The first round meets every view for the
first time, the second finds its figures made.

python bench/change.py
"""

import asyncio
import itertools
import time
from urllib.parse import urlencode

import websockets
from common import empty, median, ours, p95, table
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection

from tests.browser.server import Server

MARKETS = ["gabd", "mand", "chadgi", "gabd~mand", "gabd~chadgi", "mand~chadgi", "gabd~mand~chadgi"]
VIEWS = [
    {"market": market, "evidence": evidence, "cal": calendar}
    for market, evidence, calendar in itertools.product(
        MARKETS, ("all", "observed", "count"), ("greg", "fy", "sh")
    )
]


async def rerun(socket: ClientConnection, page: str, query: dict[str, str]) -> float:
    """Milliseconds until the script has finished; raises if the page shows an error."""
    message = BackMsg()
    message.rerun_script.query_string = urlencode(query)
    message.rerun_script.page_name = page
    before = time.perf_counter()
    await socket.send(message.SerializeToString())
    while True:
        answer = ForwardMsg.FromString(await socket.recv(decode=False))
        kind = answer.WhichOneof("type")
        body = answer.delta.new_element.html.body if kind == "delta" else ""
        if (
            'class="bt-notice bt-error"' in body
            or answer.delta.new_element.WhichOneof("type") == "exception"
        ):
            raise RuntimeError(f"the page shows an error: {query}")
        if kind == "script_finished" and answer.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
            return 1000 * (time.perf_counter() - before)


async def rounds(server: Server, page: str, queries: list[dict[str, str]]) -> list[list[float]]:
    address = server.base.replace("http", "ws", 1) + "/_stcore/stream"
    async with websockets.connect(
        address, subprotocols=[websockets.Subprotocol("streamlit")], max_size=None, proxy=None
    ) as socket:
        await rerun(socket, page, {})
        return [[await rerun(socket, page, query) for query in queries] for _round in range(2)]


def main() -> None:
    rows: list[list[object]] = []
    heads = ["", "changes", "median", "p95", "slowest"]
    with empty() as server:
        found = asyncio.run(rounds(server, "", [{"n": str(n)} for n in range(len(VIEWS))]))
        rows += [["empty app", len(f), median(f), p95(f), max(f)] for f in found[1:]]
    with ours() as server:
        for page in ("markets", "target", "map", ""):
            found = asyncio.run(rounds(server, page, VIEWS))
            for name, times in zip(("new view", "seen view"), found, strict=True):
                label = f"{page or 'overview'}, {name}"
                rows.append([label, len(times), median(times), p95(times), max(times)])
    table("Filter change to new figure, server, milliseconds", heads, rows)


if __name__ == "__main__":
    main()
