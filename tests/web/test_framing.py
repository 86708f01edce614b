"""Other sites may show a bare view inside their pages, and nothing else of ours."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bordertrade.sharing.places import PLACES
from bordertrade.web.headers import SafeHeaders
from tests.web.asking import ask
from tests.web.test_policy import directives


async def _page(_request: Request) -> Response:
    return PlainTextResponse("a page")


APP = Starlette(
    routes=[Route("/{path:path}", _page)], middleware=[Middleware(SafeHeaders, index="")]
)


def ancestors(path: str, query: str) -> list[str]:
    told = directives(ask(APP, path, query=query).headers["content-security-policy"])
    return told["frame-ancestors"]


@pytest.mark.parametrize("path", ["/", "/markets", "/markets/", "/base/markets", "/map"])
@pytest.mark.parametrize("query", ["embed=true", "market=mand&embed=TRUE", "embed=true&chart=f"])
def test_a_bare_view_may_stand_inside_other_pages(path: str, query: str) -> None:
    assert ancestors(path, query) == ["*"]


@pytest.mark.parametrize("page", ["update", "history"])
@pytest.mark.parametrize("path", ["/{}", "/{}/", "/{}//", "/base/{}", "/markets/{}"])
def test_pages_whose_clicks_do_something_never_do(page: str, path: str) -> None:
    assert ancestors(path.format(page), "embed=true") == ["'self'"]


@pytest.mark.parametrize(
    "query",
    ["", "embed", "embed=", "embed=false", "embed=1", "embed=true&embed=false", "q=embed=true"],
)
def test_a_whole_page_does_not(query: str) -> None:
    assert ancestors("/markets", query) == ["'self'"]


@pytest.mark.parametrize(
    "path", ["/api/health", "/_stcore/host-config", "/static/a.js", "/unknown"]
)
def test_no_other_address_does(path: str) -> None:
    assert ancestors(path, "embed=true") == ["'self'"]


@given(st.text(alphabet="abcdeghimnoprstuy/.", max_size=20), st.sampled_from(["update", "history"]))
def test_no_path_that_ends_in_such_a_page_does(before: str, page: str) -> None:
    assert ancestors(f"/{before}/{page}", "embed=true") == ["'self'"]


def test_below_a_base_path_the_first_page_may_stand_there_too() -> None:
    below = Starlette(
        routes=[Route("/{path:path}", _page)],
        middleware=[Middleware(SafeHeaders, index="", base="/trade")],
    )
    for path, wanted in (("/trade/", "*"), ("/trade/map", "*"), ("/trade/update", "'self'")):
        told = ask(below, path, query="embed=true").headers["content-security-policy"]
        assert directives(told)["frame-ancestors"] == [wanted]


def test_which_pages_those_are() -> None:
    assert {path for path, place in PLACES.items() if not place.frameable} == {"update", "history"}
