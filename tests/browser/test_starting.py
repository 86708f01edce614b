"""Other ways to start it: Streamlit's own command, with our routes and without."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Response, expect

from tests.browser.server import STREAMLIT, Server, serving
from tests.browser.visiting import heading, publisher, visit
from tests.ui.app import TITLES

pytestmark = pytest.mark.browser


def started(script: str) -> list[str]:
    return [part.replace("{script}", script) for part in STREAMLIT]


def opens(browser: Browser, server: Server) -> None:
    """A deep link first, then the first page."""
    with visit(browser, server.base) as made:
        page = made.open("/target?target=usd8bn_2025")
        assert heading(page) == TITLES["target"]
        assert page.locator(".bt-refusal").count() == 2
        made.open("/")
        assert heading(page) == TITLES[""]
        assert page.locator(".st-key-masthead").is_visible()
        assert made.outside() == []
        assert made.errors == []


def test_streamlit_runs_the_dashboard_with_our_routes(browser: Browser, tmp_path: Path) -> None:
    with serving(started("dashboard.py"), tmp_path / "log.txt") as server:
        status, body = server.get("/api/health")
        assert (status, json.loads(body)["status"]) == (200, "ok")
        opens(browser, server)
        assert server.link().startswith(server.base), "also where all addresses are listened on"


def test_the_link_in_the_terminal_makes_whoever_sits_there_a_publisher(
    browser: Browser, tmp_path: Path
) -> None:
    """The first command of the README."""
    command = [*started("dashboard.py"), "--server.address", "localhost"]
    with serving(command, tmp_path / "log.txt") as server:
        opens(browser, server)
        with visit(browser, server.base) as made:
            told = made.open("/history").locator(".bt-meaning").first
            assert "open the link that the server printed" in told.inner_text()
            publisher(made, server)
            assert made.page.url == f"{server.base}/", "the token has left the address"
            told = made.open("/history").locator(".bt-meaning").first
            assert "in the folder" in told.inner_text(), "named to publishers only"
            assert made.errors == []


def test_streamlit_runs_the_shell_alone(browser: Browser, tmp_path: Path) -> None:
    command = started("bordertrade/ui/shell.py")
    with serving(command, tmp_path / "log.txt", health="/_stcore/health") as server:
        opens(browser, server)
        with visit(browser, server.base) as made:
            page = made.open("/update")
            assert page.locator('input[type="file"]').count() == 0, "nothing is taken in"
            expect(page.locator(".bt-meaning").first).to_contain_text("runs the pages only")


def test_static_files_come_compressed_and_safe(server: Server, browser: Browser) -> None:
    with visit(browser, server.base) as made:
        answers: list[Response] = []

        def note(answer: Response) -> None:
            answers.append(answer)

        made.page.on("response", note)
        made.open("/")
        scripts = [each for each in answers if each.url.endswith(".js")]
        assert scripts
        for each in scripts:
            headers = each.all_headers()
            assert headers["x-content-type-options"] == "nosniff"
            size = int(headers.get("content-length", "0"))
            assert headers.get("content-encoding") == "gzip" or size <= 500
