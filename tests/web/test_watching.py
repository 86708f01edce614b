"""One request, one line, no secret in it; and the figures that the operator sees."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prometheus_client import generate_latest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bordertrade.meters import METERS, Meters
from bordertrade.store import Reason, StoreUnavailable
from bordertrade.store.database import told_plainly
from bordertrade.web import logs
from bordertrade.web.metrics import Metrics
from bordertrade.web.watching import Seen, Watching, kind_of, told
from tests.web.asking import ask


async def answer(_request: Request) -> Response:
    return PlainTextResponse("told")


async def broken(_request: Request) -> Response:
    raise RuntimeError("no figure")


@pytest.fixture
def seen() -> list[Seen]:
    return []


@pytest.fixture
def app(seen: list[Seen]) -> Watching:
    inner = Starlette(routes=[Route("/broken", broken), Route("/{rest:path}", answer)])
    return Watching(inner, [seen.append], base="/trade")


def test_a_request_is_seen_once_when_it_is_over(app: Watching, seen: list[Seen]) -> None:
    ask(app, "/trade/api/v1/markets?draft=0123456789")
    (one,) = seen
    assert (one.method, one.path, one.kind) == ("GET", "/trade/api/v1/markets", "api")
    assert (one.status, one.size_bytes) == (200, len("told"))
    assert one.seconds > 0


def test_an_error_of_ours_is_seen_as_one(app: Watching, seen: list[Seen]) -> None:
    with pytest.raises(RuntimeError):
        ask(app, "/broken")
    assert [one.status for one in seen] == [500]


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("/markets", "/markets"),
        ("/api/v1/drafts/27b3f5635602f82a/publish", "/api/v1/drafts/*/publish"),
        ("/_stcore/upload_file/6f1c6ed8-45a6-4f55-9f2a-0f3e0f6f0001/x", "/_stcore/upload_file/*/x"),
        ("/media/0123456789abcdef.png", "/media/*"),
        ("/people/amina@example.org", "/people/*"),
        ("/" + "t" * 41, "/*"),
        ("/a\r\nFORGED /line", "/a%0D%0AFORGED%20/line"),
        ("/گبد", "/%DA%AF%D8%A8%D8%AF"),
    ],
)
def test_a_path_tells_no_secret_and_stays_in_its_line(path: str, line: str) -> None:
    assert told(path) == line


@given(st.text())
def test_any_path_is_one_short_line_of_ascii(path: str) -> None:
    line = told(path.encode("utf-8", "replace").decode())
    assert line.isascii()
    assert line.isprintable()
    assert len(line) <= 200


def test_kinds_are_few_whatever_is_asked() -> None:
    assert kind_of("/markets") == kind_of("/nobody/knows") == "page"
    assert kind_of("/_stcore/stream") == "stream"
    assert kind_of("/_stcore/health") == "streamlit"


# --- the log -----------------------------------------------------------------------------------------


ONE = Seen("GET", "/markets", "page", 200, 0.01234, 5)


@pytest.fixture
def loggers() -> Iterator[Callable[[str], logging.Logger]]:
    """Loggers by name, as they were when the test is over."""
    names = ("uvicorn.access", "uvicorn.error", "bordertrade.request", "bordertrade", "py.warnings")
    kept = [(each, dict(vars(each))) for each in map(logging.getLogger, names)]
    for each, was in kept:
        was |= {"handlers": each.handlers[:], "filters": each.filters[:]}
    yield logging.getLogger
    logging.captureWarnings(capture=False)
    for each, was in kept:
        vars(each).update(was)
        each.setLevel(each.level)  # forgets what was worked out meanwhile


def as_uvicorn(access: logging.Logger) -> None:
    access.addHandler(logging.StreamHandler())
    access.disabled = False


def test_our_line_stands_in_place_of_uvicorns(
    loggers: Callable[[str], logging.Logger], capsys: pytest.CaptureFixture[str]
) -> None:
    as_uvicorn(loggers("uvicorn.access"))
    logs.begin()
    loggers("uvicorn.access").info('%s - "%s"', "203.0.113.7", "GET /markets?v=0123456789")
    logs.request(ONE)
    (line,) = capsys.readouterr().err.splitlines()
    assert line.endswith(" GET /markets 200 12.3 ms 5 B")


def test_who_wants_no_lines_gets_none(
    loggers: Callable[[str], logging.Logger], capsys: pytest.CaptureFixture[str]
) -> None:
    loggers("uvicorn.access").handlers = []
    logs.begin()
    logs.request(ONE)
    assert capsys.readouterr().err == ""


def test_all_lines_are_json_where_the_operator_says_so(
    loggers: Callable[[str], logging.Logger],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(logs.VARIABLE, "json")
    as_uvicorn(loggers("uvicorn.access"))
    logs.begin()
    logs.begin()
    logs.request(ONE)
    try:
        raise StoreUnavailable(Reason.BUSY)
    except StoreUnavailable:
        loggers("bordertrade").exception("of two\nlines")
    request, error = map(json.loads, capsys.readouterr().err.splitlines())
    assert set(request) == {
        *("time", "level", "logger", "version"),
        *("method", "path", "status", "ms", "bytes"),
    }
    assert (request["status"], request["ms"], request["path"]) == (200, 12.3, "/markets")
    assert (error["level"], error["message"]) == ("error", "of two\nlines")
    assert "StoreUnavailable" in error["error"]


def test_sockets_are_not_told_of_with_their_addresses(
    loggers: Callable[[str], logging.Logger], caplog: pytest.LogCaptureFixture
) -> None:
    logs.begin()
    said = loggers("uvicorn.error")
    said.propagate, said.disabled = True, False
    said.setLevel(logging.INFO)
    with caplog.at_level(logging.INFO):
        said.info('%s - "WebSocket %s" [accepted]', "203.0.113.7", "/_stcore/stream?t=secret")
        said.info("connection open")
        said.info("Application startup complete.")
    told = {record.getMessage() for record in caplog.records}
    assert told == {"Application startup complete."}


# --- the figures -------------------------------------------------------------------------------------


def figures(metrics: Metrics) -> dict[str, float]:
    lines = generate_latest(metrics.registry).decode().splitlines()
    told = (line.rsplit(" ", 1) for line in lines if not line.startswith("#"))
    return {name: float(value) for name, value in told}


FACTS: dict[str, Any] = {"data": "0123456789", "revision": 4, "store": "ok", "record": "whole"}


def test_requests_sockets_and_deeds_are_counted() -> None:
    metrics = Metrics(lambda: FACTS, lambda: {"publish": 3})
    metrics.request(ONE)
    metrics.request(Seen("BREW", "/pot", "page", 418, 0.1, 0))
    metrics.request(Seen("WS", "/_stcore/stream", "stream", 101, 3600, 0))
    metrics.sockets(1)
    metrics.sockets(1)
    metrics.sockets(-1)
    found = figures(metrics)
    assert found['bordertrade_requests_total{kind="page",method="GET",status="2xx"}'] == 1
    assert found['bordertrade_requests_total{kind="page",method="other",status="4xx"}'] == 1
    assert found['bordertrade_request_seconds_bucket{kind="page",le="0.02"}'] == 1
    assert 'bordertrade_request_seconds_count{kind="stream"}' not in found
    assert found["bordertrade_sessions"] == 1
    assert found['bordertrade_deeds_total{action="publish"}'] == 3
    assert found["bordertrade_store_up"] == 1
    assert found["process_open_fds"] > 0
    (served,) = (name for name in found if name.startswith("bordertrade_served"))
    assert found[served] == 4
    assert 'data="0123456789"' in served


def test_a_store_that_does_not_answer_leaves_the_other_figures() -> None:
    def away() -> dict[str, int]:
        with told_plainly():
            raise StoreUnavailable(Reason.UNREACHABLE)

    before = METERS.told("store_errors").get("unreachable", 0)
    found = figures(Metrics(lambda: FACTS, away))
    assert found["bordertrade_store_up"] == 0
    found = figures(Metrics(lambda: FACTS, away))
    assert found['bordertrade_store_errors_total{reason="unreachable"}'] == before + 1
    assert "bordertrade_sessions" in found


def test_what_is_timed_is_counted_also_when_it_fails() -> None:
    meters = Meters()
    with pytest.raises(KeyError), meters.timed("runs", "markets"):
        raise KeyError
    assert meters.told("runs") == {"markets": 1}
    assert meters.told("runs_seconds")["markets"] > 0
    assert meters.told("errors") == {}


@pytest.mark.parametrize("given", ["9464", "127.0.0.1:none", "203.0.113.7:9464", "127.0.0.1:99999"])
def test_an_address_that_is_none_is_said_in_the_log(
    given: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("BORDERTRADE_METRICS", given if ":" in given else "x" + given)
    Metrics(dict, dict).serve()()
    assert "expected ADDRESS:PORT" in caplog.text
