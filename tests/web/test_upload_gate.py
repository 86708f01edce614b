"""The door for uploads and Streamlit's other doors, asked directly."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bordertrade.allowances import Allowance, Allowances
from bordertrade.web.doors import ClosedDoors
from bordertrade.web.upload_gate import UploadGate
from tests.web.asking import Answer, ask

KB = 1024
SMALL = Allowance(file_bytes=100 * KB, total_bytes=200 * KB)
PLACE = "/_stcore/upload_file/{session}/{file}"


class Inner:
    """Streamlit's side of the door: reads the body, and says what it is told to say."""

    def __init__(self, status: int = 204) -> None:
        self.status, self.calls = status, 0

    async def answer(self, request: Request) -> Response:
        self.calls += 1
        await request.body()
        return Response(status_code=self.status)


class Place:
    """A gate with one grant, for the session "mine"."""

    def __init__(self, base: str = "", status: int = 204) -> None:
        self.base, self.inner, self.book = base, Inner(status), Allowances()
        path = base + PLACE.replace("{session}", "{s}").replace("{file}", "{f}")
        routes = [
            Route(path, self.inner.answer, methods=["PUT", "DELETE", "OPTIONS"]),
            Route(base + "/{rest:path}", self.inner.answer, methods=["GET", "POST", "PUT"]),
        ]
        self.app = UploadGate(Starlette(routes=routes), self.book)
        self.book.grant("mine", SMALL)

    def put(self, file: str, size: object, session: str = "mine", **more: str) -> Answer:
        headers = {"content-length": str(size), **more} if size is not None else more
        path = self.base + PLACE.format(session=session, file=file)
        return ask(self.app, path, headers, "PUT")


@pytest.fixture(params=["", "/trade", "/a/b"])
def place(request: pytest.FixtureRequest) -> Place:
    return Place(request.param)


def test_without_an_allowance_nothing_is_read(place: Place) -> None:
    answer = place.put("f", 10, session="other")
    assert (answer.status, answer.read, place.inner.calls) == (403, False, 0)


def test_with_one_a_file_comes_in(place: Place) -> None:
    assert place.put("f", 10).status == 204
    assert place.inner.calls == 1


@pytest.mark.parametrize("size", [None, "", "-1", "x", "1e3", "²", 120 * KB, 10**12])
def test_u5_too_much_or_unsaid_is_refused_unread(size: object, place: Place) -> None:
    answer = place.put("f", size)
    assert (answer.status, answer.read) == (413, False)


def test_a_body_in_pieces_says_no_size(place: Place) -> None:
    assert place.put("f", 10, **{"transfer-encoding": "chunked"}).status == 413


def test_a2_over_the_whole_allowance(place: Place) -> None:
    assert [place.put(name, 90 * KB).status for name in "abc"] == [204, 204, 413]


def test_too_many_in_a_minute(place: Place) -> None:
    place.book.grant("mine", Allowance(100 * KB, 10**9))
    told = [place.put(str(number), 10).status for number in range(50)]
    assert told.count(204) == 40
    assert set(told[40:]) == {429}
    place.book.grant("theirs", SMALL)
    assert place.put("f", 10, session="theirs").status == 204


def test_taking_away_is_always_possible_and_makes_room(place: Place) -> None:
    for name in "ab":
        place.put(name, 90 * KB)
    path = place.base + PLACE.format(session="mine", file="a")
    assert ask(place.app, path, method="DELETE").status == 204
    assert place.put("c", 90 * KB).status == 204
    strange = place.base + PLACE.format(session="stranger", file="a")
    assert ask(place.app, strange, method="DELETE").status == 204


def test_what_was_not_taken_away_makes_no_room() -> None:
    place = Place()
    for name in "ab":
        place.put(name, 90 * KB)
    place.inner.status = 403
    ask(place.app, PLACE.format(session="mine", file="a"), method="DELETE")
    place.inner.status = 204
    assert place.put("c", 90 * KB).status == 413


@pytest.mark.parametrize("status", [400, 403, 413, 500])
def test_a_file_that_streamlit_refuses_does_not_count(status: int) -> None:
    place = Place(status=status)
    for _ in range(10):
        assert place.put("a", 90 * KB).status == status


def test_a_server_that_fails_does_not_eat_the_allowance() -> None:
    book = Allowances()
    book.grant("mine", SMALL)

    async def broken(*_given: object) -> None:
        raise RuntimeError("secret")

    app = UploadGate(broken, book)
    for _ in range(10):
        with pytest.raises(RuntimeError):
            ask(app, PLACE.format(session="mine", file="a"), {"content-length": "90000"}, "PUT")


def test_a_browser_may_ask_what_is_allowed(place: Place) -> None:
    path = place.base + PLACE.format(session="x", file="y")
    assert ask(place.app, path, method="OPTIONS").status == 204


@pytest.mark.parametrize("path", ["/_stcore/upload_file/", "/_stcore/upload_file/x"])
def test_other_shapes_of_the_address_are_refused(path: str, place: Place) -> None:
    assert ask(place.app, place.base + path, {"content-length": "1"}, "PUT").status == 403


@pytest.mark.parametrize("path", ["/", "/markets", "/api/health"])
def test_everything_else_passes(path: str, place: Place) -> None:
    assert ask(place.app, place.base + path).status == 204


# --- the other doors ---------------------------------------------------------------------------------


async def open_to_all(_request: Request) -> Response:
    return PlainTextResponse("told")


DOORS = ClosedDoors(Starlette(routes=[Route("/{path:path}", open_to_all, methods=["GET", "POST"])]))
METRICS = "/_stcore/metrics"


@pytest.mark.parametrize("base", ["", "/trade"])
def test_metrics_are_for_who_sits_at_the_server(base: str) -> None:
    assert ask(DOORS, base + METRICS).status == 200
    assert ask(DOORS, base + METRICS, client="::1").status == 200
    for address in ("192.168.1.7", "2001:db8::1", "unix", ""):
        assert ask(DOORS, base + METRICS, client=address).status == 404


@pytest.mark.parametrize(
    "name", ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via"]
)
def test_metrics_are_not_for_who_comes_through_a_proxy(name: str) -> None:
    assert ask(DOORS, METRICS, {name: "198.51.100.1"}).status == 404


@pytest.mark.parametrize("path", ["interact", "mcp", "openapi.json"])
def test_the_agent_interface_is_not_there(path: str) -> None:
    assert ask(DOORS, f"/_stcore/agent/{path}").status == 404
    assert ask(DOORS, f"/trade/_stcore/agent/{path}", method="POST").status == 404


def test_the_doors_of_the_page_are_open() -> None:
    for path in ("/_stcore/health", "/_stcore/host-config", "/", "/markets"):
        assert ask(DOORS, path, client="192.168.1.7").body == b"told"
