"""Chromium and one running server for the tests of a module."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.server import UVICORN, Server, serving
from tests.browser.visiting import FLAGS, Visit, visit


@pytest.fixture(scope="session")
def chromium() -> str:
    """Debian's Chromium. Without it these tests are skipped, except where CI must run them."""
    found = shutil.which("chromium")
    if found is None and os.environ.get("CI"):
        pytest.fail("no chromium: CI must run the browser tests (apt-get install chromium)")
    if found is None:
        pytest.skip("no chromium: apt-get install chromium")
    return found


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """For one module only: Playwright's loop must not run under other tests."""
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory, chromium: str) -> Iterator[Server]:
    """A server that all tests share; each has its own visitors."""
    assert chromium
    log: Path = tmp_path_factory.mktemp("server") / "log.txt"
    with serving(UVICORN, log) as started:
        yield started


@pytest.fixture
def visitor(browser: Browser, server: Server) -> Iterator[Visit]:
    with visit(browser, server.base) as made:
        yield made
