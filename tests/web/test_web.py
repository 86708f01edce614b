"""The HTTP side, asked directly: the health route, the headers, the compressed files."""

from __future__ import annotations

import asyncio
import gzip
import json
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from bordertrade.allowances import Allowances
from bordertrade.ui import cache
from bordertrade.ui.messages import kind_of
from bordertrade.ui.warm import facts, index
from bordertrade.web import compression
from bordertrade.web.app import middleware, routes
from bordertrade.web.compression import CompressedStatic
from tests.web.asking import ask, called

SCRIPT = b"export const answer = 42;\n" * 200


class Files:
    """A stand-in for Streamlit's static files that counts what it is asked for."""

    def __init__(self, body: bytes = SCRIPT) -> None:
        self.body, self.asked = body, 0

    async def answer(self, request: Request) -> Response:
        self.asked += 1
        if "range" in request.headers:
            return Response(self.body[:10], 206, {"content-range": f"bytes 0-9/{len(self.body)}"})
        if request.headers.get("if-none-match") == '"same"':
            return Response(status_code=304)
        if request.path_params["path"].startswith("missing"):
            return PlainTextResponse("no such file" * 100, 404)
        return Response(self.body, headers={"etag": '"same"'}, media_type="text/javascript")

    def app(self) -> Starlette:
        return Starlette(routes=[Route("/{path:path}", self.answer)])


GZIP = {"Accept-Encoding": "gzip, br"}


@pytest.fixture
def files() -> Files:
    return Files()


@pytest.fixture
def packed(files: Files) -> CompressedStatic:
    inner = Starlette(
        routes=[
            Route("/static/{path:path}", files.answer),
            Route("/other/{path:path}", files.answer),
        ]
    )
    return CompressedStatic(inner)


# --- health ------------------------------------------------------------------------------------------


def layers() -> list[Middleware]:
    return middleware(Allowances(), index(), cache, kind_of)


def server(told: Any = facts) -> Starlette:
    return Starlette(routes=routes(told, cache), middleware=layers())


def test_health_says_which_data_is_served() -> None:
    answer = ask(server(), "/api/health")
    told = json.loads(answer.body)
    assert answer.status == 200
    assert told["status"] == "ok"
    assert told["data"] == facts()["data"]
    assert told["rows"] > 1000
    assert answer.headers["cache-control"] == "no-store"


def test_health_says_unavailable_and_no_more_when_the_data_cannot_be_had() -> None:
    def broken() -> dict[str, Any]:
        raise RuntimeError("secret detail")

    answer = ask(server(broken), "/api/health")
    assert answer.status == 503
    assert json.loads(answer.body) == {"status": "unavailable"}


@pytest.mark.parametrize("path", ["/livez", "/readyz"])
def test_f6_alive_and_ready(path: str) -> None:
    assert ask(server(), path).status == 200


def test_f6_no_reader_is_sent_to_a_server_that_read_no_record() -> None:
    """It lives all the same: a restart would not mend the store."""
    told = {"status": "degraded", "ready": False, "store": "damaged"}
    unread = server(lambda: told)
    assert (ask(unread, "/livez").status, ask(unread, "/readyz").status) == (200, 503)
    answer = ask(unread, "/api/health")
    assert (answer.status, json.loads(answer.body)) == (200, told)


def test_f6_a_server_whose_facts_fail_is_alive_and_not_ready() -> None:
    def broken() -> dict[str, Any]:
        raise RuntimeError("secret detail")

    app = server(broken)
    assert (ask(app, "/livez").status, ask(app, "/readyz").status) == (200, 503)


def test_health_is_only_for_reading() -> None:
    assert ask(server(), "/api/health", method="POST").status == 405


# --- headers -----------------------------------------------------------------------------------------


def test_every_answer_carries_safe_headers_even_a_404() -> None:
    for path in ("/api/health", "/no/such/page"):
        headers = ask(server(), path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert "geolocation=()" in headers["permissions-policy"]


def test_an_answer_that_says_otherwise_keeps_its_word() -> None:
    async def own(_request: Request) -> Response:
        return Response("x", headers={"referrer-policy": "no-referrer"})

    app = Starlette(routes=[Route("/own", own)], middleware=layers())
    assert ask(app, "/own").headers["referrer-policy"] == "no-referrer"


def test_our_own_files_may_be_kept_for_an_hour() -> None:
    async def file(request: Request) -> Response:
        missing = request.path_params["path"] == "missing"
        return Response("x", 404 if missing else 200)

    app = Starlette(routes=[Route("/trade/app/static/{path}", file)], middleware=layers())
    assert ask(app, "/trade/app/static/a.woff2").headers["cache-control"] == "public, max-age=3600"
    assert "cache-control" not in ask(app, "/trade/app/static/missing").headers


# --- compression -------------------------------------------------------------------------------------


def test_a_compressed_file_is_the_file(packed: CompressedStatic) -> None:
    answer = ask(packed, "/static/js/a.js", GZIP)
    assert answer.status == 200
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["vary"] == "Accept-Encoding"
    assert int(answer.headers["content-length"]) == len(answer.body) < len(SCRIPT)
    assert gzip.decompress(answer.body) == SCRIPT
    assert answer.headers["content-type"].startswith("text/javascript")


def test_a_file_is_compressed_once(packed: CompressedStatic, files: Files) -> None:
    first, second = (ask(packed, "/static/js/a.js", GZIP) for _ in range(2))
    assert first == second
    assert files.asked == 1


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/static/js/a.js", {}),
        ("/static/js/a.js", {"Accept-Encoding": "br"}),
        ("/other/a.js", GZIP),
        ("/static/media/font.woff2", GZIP),
    ],
    ids=["not asked for", "another coding", "not static", "packed already"],
)
def test_what_should_not_be_compressed_is_not(
    packed: CompressedStatic, path: str, headers: dict[str, str]
) -> None:
    answer = ask(packed, path, headers)
    assert answer.status == 200
    assert "content-encoding" not in answer.headers
    assert answer.body == SCRIPT


def test_a_part_of_a_file_is_a_part_of_the_plain_file(packed: CompressedStatic) -> None:
    ask(packed, "/static/js/a.js", GZIP)
    answer = ask(packed, "/static/js/a.js", {**GZIP, "Range": "bytes=0-9"})
    assert answer.status == 206
    assert answer.body == SCRIPT[:10]
    assert "content-encoding" not in answer.headers


def test_a_question_whether_a_file_changed_never_empties_the_cache(
    packed: CompressedStatic,
) -> None:
    asked = {**GZIP, "If-None-Match": '"same"'}
    answer = ask(packed, "/static/js/a.js", asked)
    assert (answer.status, answer.body) == (304, b"")
    assert answer.headers["etag"] == 'W/"same"'
    assert gzip.decompress(ask(packed, "/static/js/a.js", GZIP).body) == SCRIPT


def test_a_304_without_gzip_stays_a_304(packed: CompressedStatic) -> None:
    assert ask(packed, "/static/js/a.js", {"If-None-Match": '"same"'}).status == 304


def test_a_missing_file_is_not_kept(packed: CompressedStatic, files: Files) -> None:
    for _ in range(2):
        answer = ask(packed, "/static/missing.js", GZIP)
        assert answer.status == 404
        assert "content-encoding" not in answer.headers
    assert files.asked == 2


def test_a_small_file_is_not_worth_it() -> None:
    small = CompressedStatic(Files(b"x").app())
    answer = ask(small, "/static/a.js", GZIP)
    assert (answer.body, answer.headers.get("content-encoding")) == (b"x", None)


def test_head_is_passed_on(packed: CompressedStatic) -> None:
    answer = ask(packed, "/static/js/a.js", GZIP, method="HEAD")
    assert "content-encoding" not in answer.headers


def test_the_cache_is_bounded(
    packed: CompressedStatic, files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compression, "_MOST_FILES", 3)
    for number in range(10):
        ask(packed, f"/static/{number}.js", GZIP)
    assert len(packed._kept) == 3
    ask(packed, "/static/9.js", GZIP)
    assert files.asked == 10, "the newest are kept"


def test_a_query_does_not_fill_the_cache(packed: CompressedStatic) -> None:
    ask(packed, "/static/a.js", GZIP)
    ask(packed, "/static/a.js", GZIP)
    assert list(packed._kept) == ["/static/a.js"]


def test_a_websocket_passes_through() -> None:
    seen: list[str] = []

    async def inner(scope: Scope, _receive: Receive, _send: Send) -> None:
        seen.append(scope["type"])

    async def nothing(*_given: Any) -> Any:
        return None

    app: ASGIApp = inner
    for layer in reversed(layers()):
        app = layer.cls(app, *layer.args, **layer.kwargs)
    asyncio.run(
        called(app, {"type": "websocket", "path": "/static/a.js", "headers": []}, nothing, nothing)
    )
    assert seen == ["websocket"]
