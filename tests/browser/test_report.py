"""The one-file report as a reader opens it: from disk, without a network, on a phone and on paper."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from bordertrade.dataset import Dataset
from bordertrade.sharing.places import PLACES
from bordertrade.sharing.report import report
from bordertrade.sharing.subject import subject_of
from bordertrade.view import DEFAULT

#: A4 less the margins of the style sheet, CSS px.
_SHEET_WIDTH, _SHEET_HEIGHT = 695, 1009
_UNSEEN = """() => [...document.querySelectorAll('svg')]
  .filter(each => each.checkVisibility())
  .filter(each => each.getBoundingClientRect().width < 10).length"""
_CUT = """([width, height]) => [...document.querySelectorAll('figure, table, .books, .origin')]
  .filter(each => each.checkVisibility())
  .map(each => [each.tagName, each.className, each.getBoundingClientRect()])
  .filter(([tag, , box]) => box.right > width + 1
    || (tag === 'FIGURE' && box.height > height))
  .map(([tag, css, box]) => `${tag}.${css} ${box.width}x${box.height}`)"""


def _file(dataset: Dataset, path: str, folder: Path) -> str:
    made = report(
        subject_of(path, DEFAULT, dataset, date(2026, 11, 24)), "https://trade.example.org"
    )
    file = folder / "report.html"
    file.write_bytes(made)
    return file.as_uri()


@pytest.mark.parametrize(
    "path", [each.path for each in PLACES.values() if each.charts or not each.path]
)
def test_it_opens_from_disk_and_fits_a_phone_and_a_sheet(
    browser: Browser, dataset: Dataset, path: str, tmp_path: Path
) -> None:
    address = _file(dataset, path, tmp_path)
    with browser.new_context(offline=True, viewport={"width": 390, "height": 844}) as context:
        page = context.new_page()
        asked: list[str] = []
        wrong: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: wrong.append(message.text))
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        assert page.evaluate(_UNSEEN) == 0
        assert all(each.startswith(("file:", "data:")) for each in asked)
        assert not wrong
        page.set_viewport_size({"width": _SHEET_WIDTH, "height": _SHEET_HEIGHT})
        page.emulate_media(media="print")
        tall = 100_000 if path == "coverage" else _SHEET_HEIGHT  # calendars break between markets
        assert page.evaluate(_CUT, [_SHEET_WIDTH, tall]) == []
        printed = page.pdf(prefer_css_page_size=True)
        assert 1 <= len(re.findall(rb"/Type /Page\b(?!s)", printed)) < 30
