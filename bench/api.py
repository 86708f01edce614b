"""What the API costs: each resource cold and kept, beside a route that answers two bytes.

Server time without a socket: from the call of the ASGI app to its last byte. ``ratio`` is the kept
answer over the bare route, in the same run.

python bench/api.py
"""

import asyncio
import resource
import time
from collections.abc import Callable

from common import median, table
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bordertrade import remembered
from bordertrade.ui import cache
from bordertrade.web.api import Limiter, api_routes
from bordertrade.web.api.resources import RESOURCES
from tests.web.asking import called

RUNS = 200
PLACES = {"chart": "f", "table": "bilateral_trade"}
MANY = 10**9


def app() -> Starlette:
    return Starlette(routes=[*api_routes(cache, Limiter(MANY, MANY)), Route("/bare", bare)])


async def bare(_request: Request) -> Response:
    return Response("ok")


async def once(app: Starlette, path: str, headers: list[tuple[bytes, bytes]]) -> float:
    """Milliseconds of one answer."""
    path, _mark, query = path.partition("?")
    scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.4"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": headers,
        "server": ("localhost", 80),
        "client": ("127.0.0.1", 1),
    }

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(_message: object) -> None:
        return None

    start = time.perf_counter()
    await called(app, scope, receive, send)
    return (time.perf_counter() - start) * 1000


async def measured(path: str) -> tuple[float, float, float]:
    """Cold, kept and bare, ms: the last two as medians of calls that take turns."""
    remembered.forget()
    server = app()
    headers = [(b"accept-encoding", b"gzip")]
    cold = await once(server, path, headers)
    await once(server, path, headers)
    kept, plain = [], []
    for _ in range(RUNS):
        kept.append(await once(server, path, headers))
        plain.append(await once(server, "/bare", headers))
    return cold, median(kept), median(plain)


def main(say: Callable[[str], object] = print) -> None:
    cache.published()
    rows = []
    frozen = f"/api/v1/series?v={cache.published().version}"
    paths = [f"/api/v1{each.path}".format(**PLACES) for each in RESOURCES]
    for path in (*paths, "/api/v1/openapi.json", "/api/v1/series.csv", frozen):
        cold, kept, plain = asyncio.run(measured(path))
        rows.append((path, f"{cold:.1f}", f"{kept:.2f}", f"{plain:.2f}", f"{kept / plain:.1f}"))
    table("The API", ("resource", "cold ms", "kept ms", "bare ms", "ratio"), rows)
    say(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
