"""An office's workbook in Persian with months as columns: to a published chart in eight clicks, and
next month's in four."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.server import UVICORN, Server, serving
from tests.browser.test_uploading import button, over
from tests.browser.visiting import PATIENCE, Visit, publisher, visit

pytestmark = pytest.mark.browser

_GOODS = (("080410", "خرما", 12_500), ("271113", "گاز مایع", 98_000), ("252329", "سیمان", 4_300))
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture(scope="module")
def own_server(tmp_path_factory: pytest.TempPathFactory, chromium: str) -> Iterator[Server]:
    assert chromium
    with serving(UVICORN, tmp_path_factory.mktemp("office") / "log.txt", local=True) as started:
        yield started


@pytest.fixture
def official(browser: Browser, own_server: Server) -> Iterator[Visit]:
    with visit(browser, own_server.base, width=1440) as made:
        yield publisher(made, own_server)


def statement(*months: str) -> bytes:
    """A statement of the customs house at Rimdan, as its spreadsheet saves it."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["صادرات از گمرک ریمدان به پاکستان"])
    sheet.append(["ارزش به میلیون ریال"])
    sheet.append([])
    sheet.append(["کد تعرفه", "شرح کالا", *months])
    for code, name, value in _GOODS:
        sheet.append([code, name, *(value + 100 * at for at, _month in enumerate(months))])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


class Hand:
    """Presses things and counts."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks = page, 0

    def bring(self, name: str, content: bytes) -> None:
        """One click opens the system's own window, where the file is."""
        with self.page.expect_file_chooser() as chooser:
            self.press(self.page.locator('[data-testid="stFileUploader"] button').first)
        chooser.value.set_files({"name": name, "mimeType": _XLSX, "buffer": content})
        expect(self.page.locator(".bt-step-head", has_text=name)).to_be_visible(timeout=PATIENCE)
        over(self.page)

    def press(self, what: Locator) -> None:
        what.click()
        self.clicks += 1

    def answer(self, question: str, text: str) -> None:
        group = self.page.get_by_role("radiogroup", name=re.compile(question))
        self.press(group.get_by_text(text).first)
        over(self.page)

    def choose(self, question: str, text: str) -> None:
        box = self.page.get_by_role("combobox", name=re.compile(question))
        self.press(box)
        box.fill(text)
        self.press(self.page.get_by_role("option", name=re.compile(re.escape(text))).first)
        over(self.page)

    def publish(self, why: str) -> None:
        field = self.page.get_by_label(re.compile("^Why\\?"))
        field.focus()
        field.fill(why)
        field.press("Tab")
        over(self.page)
        self.press(button(self.page, "Publish").last)
        expect(self.page.get_by_role("heading", name="Published")).to_be_visible(timeout=PATIENCE)
        over(self.page)


def shown(page: Page, month: str) -> None:
    """The picture of the chart is there, with the figures, the link and the way back."""
    picture = page.locator("img.bt-link-picture")
    expect(picture).to_be_visible()
    page.wait_for_function("() => document.querySelector('img.bt-link-picture').naturalWidth > 0")
    expect(page.locator(".st-key-outcome")).to_contain_text(month)
    expect(button(page, "Copy its link")).to_be_visible()
    expect(button(page, "Undo")).to_be_visible()


def picture(page: Page, name: Sequence[str], folder: Path) -> None:
    """Full pages at both widths, to be looked at."""
    for width, height in ((1440, 900), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        over(page)
        page.screenshot(path=folder / f"office-{'-'.join(name)}-{width}.png", full_page=True)
    page.set_viewport_size({"width": 1440, "height": 900})
    over(page)


def test_an_office_publishes_its_month_and_the_next(official: Visit, tmp_path: Path) -> None:
    page = official.open("/update")
    hand = Hand(page)
    hand.bring("اردیبهشت.xlsx", statement("فروردین ۱۴۰۴", "اردیبهشت ۱۴۰۴"))
    picture(page, ["first", "questions"], tmp_path)
    hand.answer("column of its own", "amounts of money")
    hand.answer("Reporter", "Iran’s books")
    hand.answer("Direction", "Iran → Pakistan")
    hand.choose("Source", "BR40282284")
    hand.press(button(page, "Everything else looks right"))
    over(page)
    hand.publish("Farvardin and Ordibehesht of the customs house at Rimdan")
    assert hand.clicks <= 8
    shown(page, "Gabd")
    picture(page, ["first", "published"], tmp_path)

    button(page, "Bring another file").click()
    over(page)
    hand = Hand(page)
    hand.bring("خرداد.xlsx", statement("فروردین ۱۴۰۴", "اردیبهشت ۱۴۰۴", "خرداد ۱۴۰۴"))
    expect(page.get_by_text("A file of this form came before")).to_be_visible()
    picture(page, ["next", "questions"], tmp_path)
    hand.press(button(page, "Yes, as last time"))
    over(page)
    hand.publish("Khordad of the customs house at Rimdan")
    assert hand.clicks <= 4
    shown(page, "Gabd")
    picture(page, ["next", "published"], tmp_path)
    assert official.errors == []
