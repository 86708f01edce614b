"""Around Streamlit's routes for signing in: our cookie, the way back, the end."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import Message

from bordertrade.people import Secrets
from bordertrade.signing import Obstacle, Porter
from bordertrade.store import Reason, SignIns, Store, StoreUnavailable, open_store
from bordertrade.web.sign_in import SignIn

CLAIMS = {"sub": "17", "email": "z@x.example", "email_verified": True}
PLAIN = '[auth]\nclient_id = "x"\nredirect_uri = "http://trade.example/oauth2callback"\n'
LISTED = '[people]\npublishers = ["z@x.example"]\n'


async def _streamlit(request: Request) -> Response:
    """As Streamlit's routes: its callback leads to the first page and sets its cookies."""
    if request.url.path.endswith("/page"):
        return PlainTextResponse("page")
    answer = RedirectResponse("/", 302)
    if "code" in request.query_params:
        answer.set_cookie("_streamlit_user", "signed", max_age=2592000, httponly=True)
    return answer


def told(cookies: Mapping[str, str]) -> Mapping[str, Any]:
    return CLAIMS if cookies.get("_streamlit_user") == "signed" else {}


class Place:
    def __init__(self, folder: Path, base: str, store: Store) -> None:
        self.base, self.file, self.store = base, folder / "secrets.toml", store
        self.file.write_text(PLAIN + LISTED)
        self.porter = Porter(secrets=Secrets(self.file), sign_ins=self.sign_ins)
        self.is_gone = False
        inner = Starlette(routes=[Route("/{rest:path}", _streamlit)])
        self.app = SignIn(inner, self.porter, told, base)

    def sign_ins(self) -> SignIns:
        if self.is_gone:
            raise StoreUnavailable(Reason.UNREACHABLE)
        return self.store.sign_ins

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], list[str]]:
        """Status, headers, and the cookies that are set."""
        sent: list[Message] = []
        path, _mark, query = path.partition("?")
        raw = {"host": "trade.example", **headers}
        scope = {
            "type": "http",
            "method": "GET",
            "scheme": "http",
            "path": self.base + path,
            "root_path": "",
            "query_string": query.encode(),
            "headers": [(name.encode(), value.encode()) for name, value in raw.items()],
            "server": ("trade.example", 80),
        }

        async def receive() -> Message:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Message) -> None:
            sent.append(message)

        asyncio.run(self.app(scope, receive, send))
        assert [each["type"] for each in sent] == ["http.response.start", "http.response.body"]
        pairs = [(name.decode(), value.decode()) for name, value in sent[0]["headers"]]
        cookies = [value for name, value in pairs if name == "set-cookie"]
        return sent[0]["status"], dict(pairs), cookies


@pytest.fixture(params=["", "/trade"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    store = open_store(folder=tmp_path / "store")
    yield Place(tmp_path, request.param, store)
    store.close()


def secret_of(cookies: list[str]) -> str:
    (own,) = [each for each in cookies if each.startswith("bordertrade=")]
    return own.partition("=")[2].partition(";")[0]


def back(place: Place, way: str) -> str:
    """Where the callback leads with this cookie."""
    return place.get("/oauth2callback?code=1", cookie=f"bt_back={quote(way, safe='')}")[1][
        "location"
    ]


def test_one_comes_back_to_the_page_one_left(place: Place) -> None:
    way = f"{place.base}/history?v=abc&market=gabd"
    _status, _headers, cookies = place.get("/auth/login", referer=f"http://trade.example{way}")
    (kept,) = cookies
    assert kept.startswith(f"bt_back={quote(way, safe='')};")
    assert "HttpOnly" in kept
    assert "SameSite=lax" in kept
    assert back(place, way) == way


@pytest.mark.parametrize(
    "referer", ["http://elsewhere.example/history", "http://[::1", "", "http://trade.example:81/"]
)
def test_the_page_of_another_server_is_no_way_back(referer: str, place: Place) -> None:
    assert place.get("/auth/login", referer=referer)[2] == []


@pytest.mark.parametrize(
    "way",
    ["//elsewhere.example/", "/\\elsewhere.example", "https://elsewhere.example", "x", "/a\nb"],
)
def test_a_way_back_leads_nowhere_else(way: str, place: Place) -> None:
    assert back(place, way) == f"{place.base}/"
    assert back(place, place.base + way) in {f"{place.base}/", place.base + way}


def test_coming_from_the_provider_makes_a_session_of_ours(place: Place) -> None:
    status, _headers, cookies = place.get("/oauth2callback?code=1")
    assert status == 302
    secret = secret_of(cookies)
    assert place.porter.known(secret).person.id == "z@x.example"
    (own,) = [each for each in cookies if each.startswith("bordertrade=")]
    assert {"HttpOnly", "SameSite=strict", f"Path={place.base or '/'}"} <= set(own.split("; "))
    (its,) = [each for each in cookies if each.startswith("_streamlit_user=")]
    assert "max-age" not in its.lower(), "gone when the browser is closed"
    assert not any("Secure" in each for each in cookies)


def test_coming_back_without_a_word_of_the_provider_is_nobody(place: Place) -> None:
    _status, _headers, cookies = place.get("/oauth2callback")
    assert not any(each.startswith("bordertrade=") for each in cookies)
    assert place.store.sign_ins.all() == ()


def test_a5_signing_out_ends_it_on_our_side(place: Place) -> None:
    secret = secret_of(place.get("/oauth2callback?code=1")[2])
    _status, _headers, cookies = place.get("/auth/logout", cookie=f"bordertrade={secret}")
    assert any(each.startswith('bordertrade="";') for each in cookies)
    assert place.porter.known(secret).obstacle is Obstacle.ENDED


def test_no_other_site_signs_anybody_out(place: Place) -> None:
    secret = secret_of(place.get("/oauth2callback?code=1")[2])
    status, headers, cookies = place.get("/auth/logout", **{"sec-fetch-site": "cross-site"})
    assert (status, headers["location"], cookies) == (303, f"{place.base}/", [])
    assert place.porter.known(secret).person.id == "z@x.example"


def test_behind_tls_cookies_travel_on_tls_alone(place: Place) -> None:
    place.file.write_text(PLAIN.replace("http://", "https://") + LISTED)
    cookies = place.get("/oauth2callback?code=1")[2]
    assert len(cookies) == 3
    assert all(each.endswith("; Secure") for each in cookies)


def test_where_the_store_is_gone_nobody_signs_in_or_out_unheard(place: Place) -> None:
    secret = secret_of(place.get("/oauth2callback?code=1")[2])
    place.is_gone = True
    for path in ("/oauth2callback?code=1", "/auth/logout"):
        status, _headers, cookies = place.get(path, cookie=f"bordertrade={secret}")
        assert (status, cookies) == (503, [])
    assert place.get("/page")[0] == 200
