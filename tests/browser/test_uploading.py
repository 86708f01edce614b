"""From a spreadsheet export in Persian to the changed chart and back, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.server import UVICORN, Server, serving
from tests.browser.visiting import PATIENCE, Visit, choose, menu, publisher, settle, visit

pytestmark = pytest.mark.browser

TESTS = Path(__file__).resolve().parents[1]
EXPORT = TESTS / "samples" / "persian_export_cp1256.csv"
CATALOGUE = TESTS / "catalogue"


@pytest.fixture(scope="module")
def own_server(tmp_path_factory: pytest.TempPathFactory, chromium: str) -> Iterator[Server]:
    """A server with a store of its own: what is published here is seen by no other test."""
    assert chromium
    with serving(UVICORN, tmp_path_factory.mktemp("uploading") / "log.txt", local=True) as started:
        yield started


@pytest.fixture
def official(browser: Browser, own_server: Server) -> Iterator[Visit]:
    with visit(browser, own_server.base) as made:
        yield publisher(made, own_server)


def bring(page: Page, *files: Path | dict[str, object]) -> None:
    page.set_input_files('input[type="file"]', list(files))  # type: ignore[arg-type]


def over(page: Page) -> None:
    """Wait for the end of the checks and of the run after them."""
    settle(page)
    expect(page.locator('[class*="st-key-cancel_"]')).to_have_count(0, timeout=PATIENCE)
    settle(page)


def pick(page: Page, name: str, text: str) -> None:
    """Answer a question of the page: the option that holds a text."""
    box = page.get_by_role("combobox", name=re.compile(name))
    box.click()
    box.fill(text)
    page.get_by_role("option", name=re.compile(re.escape(text))).first.click()
    over(page)


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name)


def counts(page: Page) -> str:
    return " ".join(page.locator(".bt-counts").first.inner_text().split())


def test_a_persian_export_becomes_a_chart_and_is_undone(official: Visit) -> None:
    page = official.open("/update")
    bring(page, EXPORT)
    expect(page.locator(".bt-steps .bt-now")).to_contain_text("Understood", timeout=PATIENCE)
    over(page)

    pick(page, "Encoding", "cp1256")
    page.get_by_role("radiogroup", name=re.compile("Reporter")).get_by_text("Iran’s books").click()
    over(page)
    for name, answer in (("Observation status", "Provisional"), ("Evidence", "Full count")):
        pick(page, name, answer)
    _name_the_source(page)
    button(page, "Everything else looks right").click()
    expect(page.locator(".bt-steps .bt-now")).to_contain_text("Checked", timeout=PATIENCE)
    over(page)

    counted = page.locator(".bt-counts").first
    before = counted.text_content() or ""
    page.locator('[class*="st-key-fix_"] button').first.click()
    expect(counted).not_to_have_text(before, timeout=PATIENCE)
    over(page)
    page.get_by_text(re.compile("Leave out the .* with problems")).click()
    over(page)
    expect(page.locator(".bt-shifts")).to_contain_text("Gabd", timeout=PATIENCE)
    expect(page.locator(".bt-steps .bt-now")).to_contain_text("Applied", timeout=PATIENCE)
    over(page)
    why = page.get_by_label(re.compile("^Why\\?"))
    why.fill("Dey to Ordibehesht from the customs house")
    why.press("Tab")
    over(page)
    button(page, "Publish").last.click()
    expect(page.get_by_role("heading", name="Published")).to_be_visible(timeout=PATIENCE)

    page.locator(".st-key-outcome_links a", has_text="Markets").click()
    page.wait_for_url("**/markets**")
    over(page)
    choose(page, "w_evidence", "Observed only")
    over(page)
    expect(page.locator(".st-key-chart_f")).to_contain_text("Gabd", timeout=PATIENCE)
    shown = page.locator(".st-key-chart_f .bt-sentence").inner_text()

    menu(page, "Update data")
    page.wait_for_url("**/update**")
    over(page)
    button(page, "Undo").click()
    expect(page.get_by_role("heading", name="Undone")).to_be_visible(timeout=PATIENCE)
    menu(page, "Markets")
    page.wait_for_url("**/markets**")
    over(page)
    expect(page.locator(".st-key-chart_f .bt-sentence")).not_to_have_text(shown, timeout=PATIENCE)
    assert official.errors == []


def _name_the_source(page: Page) -> None:
    page.get_by_text("The source is not in the list?").click()
    page.get_by_label("Who published it").fill("Customs of Sistan and Baluchestan")
    page.get_by_label("Title", exact=True).fill("Monthly statement of the border markets")
    page.get_by_label(re.compile("^Date:")).fill("2025-06")
    button(page, "Add this source").click()
    over(page)


#: Of the hundred bad inputs: what the page must say of each.
BAD = {
    "001-zero-bytes": "empty",
    "003-header-only": "no rows|no data|empty",
    "011-duplicate-column": "twice",
    "013-missing-column": "does not say|missing",
    "022-one-invalid-byte": "line \\d+",
    "034-too-many-fields": "cells",
    "041-unclosed-quote": "quot",
    "051-xls": "XLS",
    "052-html": "web page|HTML",
    "061-not-finite": "number",
    "075-impossible-months": "period|month",
    "087-unknown-names": "Gbad",
    "099-all-rows-rejected": "Nothing can be applied",
}


def test_bad_inputs_are_answered_and_nothing_can_be_applied(official: Visit) -> None:
    page = official.open("/update")
    for name, told in BAD.items():
        bring(page, CATALOGUE / f"{name}.csv")
        expect(page.locator(".bt-step-head", has_text=f"{name}.csv")).to_be_visible(
            timeout=PATIENCE
        )
        over(page)
        text = page.locator('[data-testid="stMainBlockContainer"]').inner_text()
        assert re.search(told, text, re.IGNORECASE), f"{name}: {text}"
        ready = page.locator(".st-key-apply button:enabled")
        assert ready.count() == 0, f"{name} could be applied"
        page.locator(".st-key-fold_1 button").click()
        page.locator('[class*="st-key-drop_"] button').click()
        expect(page.locator(".bt-steps .bt-now")).to_contain_text("File", timeout=PATIENCE)
        settle(page)
    assert official.errors == []


def test_markup_in_a_file_is_text(official: Visit) -> None:
    page = official.open("/update")
    page.evaluate("() => { window.alert = () => { window.ran = true } }")
    bring(page, CATALOGUE / "090-markup.csv", CATALOGUE / "092-markdown-link.csv")
    over(page)
    page.locator(".st-key-fold_2 button").click()
    settle(page)
    assert page.evaluate("window.ran") is None
    assert official.outside() == []
    assert official.errors == []


def test_a_long_check_shows_how_far_it_is_and_is_cancelled(official: Visit, tmp_path: Path) -> None:
    row = "2025-07,gabd,PK,IR_TO_PK,Dates {n},1250000,USD,A,count,BR40282284\n"
    head = "period,market,reporter,direction,commodity,value,currency,obs_status,evidence,source\n"
    large = tmp_path / "large.csv"
    large.write_text(head + "".join(row.format(n=n) for n in range(500_000)), encoding="utf-8")
    page = official.open("/update")
    bring(page, large)
    cancel = page.locator('[class*="st-key-cancel_"] button')
    cancel.click()
    expect(page.locator(".bt-warn", has_text="Stopped; nothing was kept")).to_be_visible(
        timeout=PATIENCE
    )
    expect(page.locator('[class*="st-key-again_"] button')).to_be_visible()
    assert official.errors == []
