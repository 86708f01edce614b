"""Every page opens by its link, draws itself, asks nobody but us, and fits a phone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from bordertrade.ui.registry import PAGES
from tests.browser.server import UVICORN, Server, serving
from tests.browser.visiting import MENU, PATIENCE, Visit, colours, heading, visit
from tests.ui.app import TITLES

pytestmark = pytest.mark.browser

MAP = '[data-testid="stDeckGlJsonChart"]'
#: One page of each kind: the first, charts, a map, a form. A cold server finds all by the same list.
COLD = ("", "markets", "map", "update")
#: True when neither the document nor Streamlit's scrolling box is wider than the screen.
FITS = """() => [document.scrollingElement, document.querySelector('[data-testid=stMain]')]
  .every(box => box.scrollWidth <= window.innerWidth + 1)"""

each_page = pytest.mark.parametrize("path", list(TITLES), ids=lambda path: path or "first")


@pytest.fixture(scope="module")
def opened(browser: Browser, server: Server) -> Iterator[Callable[[str], Visit]]:
    """Each page opened once, by a visitor of its own."""
    with ExitStack() as stack:
        kept: dict[str, Visit] = {}

        def open_(path: str) -> Visit:
            if path not in kept:
                kept[path] = stack.enter_context(visit(browser, server.base))
                kept[path].open(f"/{path}")
            return kept[path]

        yield open_


def test_all_pages_are_tested() -> None:
    assert set(TITLES) == {entry.path for entry in PAGES}


@each_page
def test_a_page_opens_by_its_link(path: str, opened: Callable[[str], Visit]) -> None:
    page = opened(path).page
    assert heading(page) == TITLES[path]
    expect(page.locator(".st-key-masthead .bt-brand")).to_be_visible()
    expect(page.locator(MENU)).to_have_count(len(PAGES))
    assert page.locator(".bt-error").count() == 0
    assert page.locator('[data-testid="stException"]').count() == 0


@each_page
def test_o6_a_page_asks_nobody_but_us_and_logs_no_error(
    path: str, opened: Callable[[str], Visit]
) -> None:
    made = opened(path)
    assert len(made.asked) > 10
    assert made.outside() == []
    assert made.errors == []


def test_the_first_page_loads_no_chart_library(opened: Callable[[str], Visit]) -> None:
    assert not [url for url in opened("").asked if "Plotly" in url or "DeckGl" in url]
    assert [url for url in opened("markets").asked if "Plotly" in url]
    assert [url for url in opened("map").asked if "DeckGl" in url]


def test_the_map_draws(opened: Callable[[str], Visit]) -> None:
    page = opened("map").page
    for _try in range(120):
        found = colours(page, f"{MAP} canvas")
        if len(found) > 50 and found[0] < 0.9 * sum(found):
            return
        page.wait_for_timeout(250)  # look again: nothing but its pixels says that WebGL has drawn
    pytest.fail(f"the map stayed empty: {len(found)} colours")


@each_page
def test_a_page_fits_a_phone(path: str, opened: Callable[[str], Visit]) -> None:
    page = opened(path).page
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_function(FITS, timeout=PATIENCE / 4)
    page.set_viewport_size({"width": 1280, "height": 900})


@pytest.mark.parametrize("path", COLD, ids=lambda path: path or "first")
def test_a_cold_server_answers_a_deep_link_first(
    path: str, browser: Browser, tmp_path: Path
) -> None:
    link = f"/{path}?market=mand"
    with (
        serving(UVICORN, tmp_path / "log.txt") as cold,
        visit(browser, cold.base) as made,
    ):
        page = made.open(link)
        assert heading(page) == TITLES[path]
        assert page.locator(".st-key-masthead").is_visible()
        assert page.locator(".bt-notice").count() == 0
        assert made.errors == []
        assert page.url == cold.base + link
