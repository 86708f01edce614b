"""Sharing in a real browser: what is copied, what a picture holds, what stands in other pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
import segno
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect

from bordertrade.charts import DIRECTIONS, FORMAL
from bordertrade.dataset import Dataset
from bordertrade.store import Store, open_store
from tests.browser.server import UVICORN, Server, free_port, serving
from tests.browser.visiting import PATIENCE, Visit, settle, visit
from tests.ui.publishing import grown, publish

pytestmark = pytest.mark.browser

CHART = f".st-key-chart_{FORMAL.name}"
SENTENCE = f"{CHART} .bt-sentence"
DIALOG = '[data-testid="stDialog"]'
EMBEDDED = "embed=true"


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory, chromium: str) -> Iterator[Server]:
    """A server of this module's own, for what is published here."""
    assert chromium
    with serving(UVICORN, tmp_path_factory.mktemp("sharing") / "log.txt") as started:
        yield started


@pytest.fixture
def store(alone: Server) -> Iterator[Store]:
    found = open_store(folder=alone.store)
    yield found
    found.close()


@pytest.fixture
def reader(browser: Browser, alone: Server) -> Iterator[Visit]:
    with visit(browser, alone.base) as made:
        made.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        yield made


def ask(page: Page, key: str = FORMAL.name) -> Page:
    page.locator(f".st-key-share_{key} button").click()
    expect(page.locator(f"{DIALOG} .st-key-share_link button.copy")).to_be_visible()
    return page


def copied(page: Page, key: str) -> str:
    button = page.locator(f".st-key-share_{key} button.copy")
    button.click()
    expect(button).to_contain_text(re.compile("copied", re.IGNORECASE))
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text


def freeze(page: Page) -> None:
    page.locator(".st-key-share_kind label", has_text="Keeps these numbers").click()
    field = page.locator(".st-key-share_link input.field")
    expect(field).to_have_value(re.compile("v=[0-9a-f]{16}"))


def test_one_switch_freezes_link_words_and_code(reader: Visit, dataset: Dataset) -> None:
    page = ask(reader.open("/markets?market=mand"))
    live = f"{reader.base}/markets?market=mand&chart=f"
    assert copied(page, "link") == live
    said = copied(page, "text").splitlines()
    assert (said[2], said[-1]) == (page.locator(SENTENCE).inner_text(), live)
    freeze(page)
    frozen = f"{live}&v={dataset.version}"
    assert copied(page, "link") == frozen
    assert copied(page, "text").splitlines()[-1] == frozen
    page.locator(".st-key-share_qr summary").click()
    drawn = page.locator(f"{DIALOG} .bt-qr")
    expect(drawn).to_be_visible()
    assert dark_modules(drawn.get_attribute("src") or "") == dark_modules(
        segno.make_qr(frozen, error="m").svg_data_uri(border=4, scale=10, light="white")
    )
    assert reader.errors == []


def top(block: Locator) -> float:
    """How far below the window's upper edge it begins, px."""
    box = block.bounding_box()
    assert box
    return box["y"]


def dark_modules(uri: str) -> str:
    """The path of a code's dark modules."""
    found = re.search(
        r"stroke=['\"][^>]* d=['\"]([^'\"]+)|d=['\"]([^'\"]+)['\"] stroke|class=['\"]qrline['\"][^>]*d=['\"]([^'\"]+)",
        unquote(uri),
    )
    assert found
    return next(each for each in found.groups() if each)


def test_a_picture_holds_title_filters_sources_version_and_link(
    reader: Visit, tmp_path: Path, dataset: Dataset
) -> None:
    page = ask(reader.open("/markets"))
    saved = {}
    for ending in ("png", "svg"):
        with page.expect_download() as waiting:
            page.locator(f'.st-key-share_picture button[data-format="{ending}"]').click()
        assert waiting.value.suggested_filename == f"markets-formal-{dataset.version}.{ending}"
        saved[ending] = tmp_path / ending
        waiting.value.save_as(saved[ending])
    picture = Image.open(BytesIO(saved["png"].read_bytes()))
    assert picture.size == (2400, 1350)
    assert len(picture.convert("RGB").getcolors(maxcolors=2**24) or []) > 50
    told = " ".join(ElementTree.parse(saved["svg"]).getroot().itertext())
    title = page.locator(f"{CHART} .bt-chart-title").inner_text()
    for part in (title, "Markets: Gabd, Mand, Chadgi", "Source: ", dataset.version, "US$50"):
        assert " ".join(part.split()) in " ".join(told.split())
    assert f"{reader.base}/markets?chart=f&v={dataset.version}" in told.replace(" ", "")
    assert reader.errors == []
    assert reader.outside() == []


def test_a_link_about_a_chart_scrolls_there_once_and_lets_one_out(reader: Visit) -> None:
    page = reader.open(f"/markets?chart={DIRECTIONS.name}")
    block = page.locator(f".st-key-chart_{DIRECTIONS.name}")
    page.wait_for_function(
        "name => Math.abs(document.querySelector(name).getBoundingClientRect().top) < 120",
        arg=f".st-key-chart_{DIRECTIONS.name}",
    )
    page.mouse.move(640, 450)
    page.mouse.wheel(0, -4000)
    page.wait_for_timeout(300)
    assert top(block) > 500, "the reader moves as they like"
    page.locator(".st-key-w_markets button", has_text="Gabd").first.click()
    expect(page).to_have_url(re.compile("market=mand~chadgi&chart=d$"))
    settle(page)
    assert top(block) > 500
    page.locator(".st-key-whole_page button").click()
    expect(page).to_have_url(re.compile("market=mand~chadgi$"))


def test_a_bare_chart_on_a_phone_has_no_chrome(browser: Browser, alone: Server) -> None:
    with visit(browser, alone.base, width=390, height=844) as phone:
        page = phone.open(f"/markets?chart=d&{EMBEDDED}")
        expect(page.locator('[class*="st-key-chart_"]')).to_have_count(1)
        for gone in (".st-key-masthead", ".st-key-filters", ".bt-banner", "button:visible"):
            expect(page.locator(gone)).to_have_count(0)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        way = page.get_by_role("link", name="Open the whole page")
        assert way.get_attribute("href") == "markets?chart=d"
        assert phone.errors == []


@contextmanager
def other_site(page: str) -> Iterator[str]:
    """The address of another site, whose one page this is: another port is another origin."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("content-type", "text/html")
            self.end_headers()
            self.wfile.write(page.encode())

        def log_message(self, *_given: object) -> None:
            """Nothing is told."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as site:
        Thread(target=site.serve_forever, daemon=True).start()
        yield f"http://localhost:{site.server_port}/"
        site.shutdown()


@pytest.mark.parametrize(
    ("path", "shown"), [("markets?chart=d&", True), ("update?", False), ("history?", False)]
)
def test_another_site_shows_a_bare_view_and_no_page_that_does_something(
    path: str, shown: bool, browser: Browser, alone: Server
) -> None:
    frame = f'<iframe src="{alone.base}/{path}{EMBEDDED}" width="600" height="600"></iframe>'
    with other_site(frame) as address, visit(browser, alone.base) as made:
        made.page.goto(address)
        inside = made.page.frame_locator("iframe")
        if shown:
            expect(inside.locator(".bt-foot")).to_be_visible(timeout=PATIENCE)
            expect(inside.locator(".main-svg").first).to_be_attached(timeout=PATIENCE)
        else:
            made.page.wait_for_load_state("networkidle")
            assert made.page.frames[1].url.startswith("chrome-error:")


def test_frozen_links_and_frames_stand_still_while_live_ones_follow(
    reader: Visit, store: Store, dataset: Dataset
) -> None:
    first = grown(dataset, value="5555555")
    publish(store, first, "the first")
    page = ask(reader.open("/markets?evidence=observed"))
    live = copied(page, "link")
    freeze(page)
    frozen = copied(page, "link")
    assert frozen == f"{live}&v={first.version}"
    for value in ("6666666", "7777777", "8888888"):
        publish(store, grown(dataset, value=value), value)
    for link, amount in ((live, "US$8.889\u00a0m"), (frozen, "US$5.556\u00a0m")):
        for bare in ("", f"&{EMBEDDED}"):
            shown = reader.open(link.removeprefix(reader.base) + bare)
            expect(shown.locator(SENTENCE)).to_contain_text(amount)


def test_links_hold_below_a_base_path(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert free_port()
    folder = tmp_path_factory.mktemp("below")
    command = (
        *("streamlit", "run", "dashboard.py", "--server.port", "{port}"),
        *("--server.headless", "true", "--server.baseUrlPath", "trade/border"),
    )
    health = "/trade/border/_stcore/health"
    with serving(command, folder / "log.txt", health) as below, visit(browser, below.base) as made:
        made.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page = ask(made.open("/trade/border/markets?market=mand"))
        assert copied(page, "link") == f"{below.base}/trade/border/markets?market=mand&chart=f"
        page.keyboard.press("Escape")
        home = ask(made.open("/trade/border/"), "page")
        assert copied(home, "link") == f"{below.base}/trade/border/"
