"""The link in the terminal, as the server answers it."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bordertrade.signing import LocalDoor
from bordertrade.web.local_link import LocalLink
from tests.web.asking import Answer, ask

HERE = {"Host": "localhost:8501"}


async def _page(_request: Request) -> Response:
    return PlainTextResponse("page")


class Place:
    def __init__(self, base: str = "", has_door: bool = True) -> None:
        self.base, self.told = base, list[str]()
        self.door = LocalDoor(self.told.append)
        self.door.open_()
        inner = Starlette(routes=[Route("/{rest:path}", _page, methods=["GET", "POST"])])
        self.app = LocalLink(inner, self.door if has_door else None, base)

    def open(self, path: str, *, method: str = "GET", client: str = "::1", **more: str) -> Answer:
        link = f"{self.base}{path.replace('TOKEN', self.told[-1])}"
        return ask(self.app, link, {**HERE, **more}, method, client)

    def is_unused(self) -> bool:
        return len(self.told) == 1


@pytest.fixture(params=["", "/trade"])
def place(request: pytest.FixtureRequest) -> Place:
    return Place(request.param)


def test_the_token_becomes_a_cookie_and_leaves_the_address(place: Place) -> None:
    answer = place.open("/markets?market=gabd&token=TOKEN&q=a%20b")
    assert answer.status == 303
    assert answer.headers["location"] == f"{place.base}/markets?market=gabd&q=a+b"
    assert answer.headers["cache-control"] == "no-store"
    name, *said = answer.headers["set-cookie"].split("; ")
    assert sorted(said) == ["HttpOnly", f"Path={place.base or '/'}", "SameSite=strict"]
    cookie, _is, secret = name.partition("=")
    assert cookie == "bordertrade_8501"
    assert place.door.person(secret) is not None


@pytest.mark.parametrize("how", ["elsewhere", "host", "proxy"])
def test_elsewhere_it_only_leaves_the_address(how: str, place: Place) -> None:
    more = {"host": {"Host": "trade.example"}, "proxy": {"X-Forwarded-For": "::1"}}.get(how, {})
    client = "10.0.0.7" if how == "elsewhere" else "::1"
    answer = place.open("/?token=TOKEN", client=client, **more)
    assert (answer.status, answer.headers["location"]) == (303, f"{place.base}/")
    assert "set-cookie" not in answer.headers
    assert place.is_unused()


@pytest.mark.parametrize("link", ["/?token=", "/?token=x", "/?token=x&token=TOKEN"])
def test_a_wrong_token_is_worth_nothing(link: str, place: Place) -> None:
    answer = place.open(link)
    assert answer.status == 303
    assert "set-cookie" not in answer.headers
    assert place.is_unused()


@pytest.mark.parametrize("link", ["/api/v1/markets?token=TOKEN", "/x/y?token=TOKEN", "/markets"])
def test_other_addresses_are_left_alone(link: str, place: Place) -> None:
    assert place.open(link).body == b"page"
    assert place.is_unused()


def test_only_opening_a_page_uses_it_up(place: Place) -> None:
    place.open("/?token=TOKEN", method="HEAD")
    assert place.open("/?token=TOKEN", method="POST").body == b"page"
    assert place.is_unused()


def test_an_address_cannot_lead_elsewhere() -> None:
    assert Place().open("//markets?token=TOKEN").headers["location"] == "/markets"


def test_without_a_door_the_address_is_cleaned_all_the_same() -> None:
    answer = Place(has_door=False).open("/?token=TOKEN")
    assert (answer.status, "set-cookie" in answer.headers) == (303, False)
