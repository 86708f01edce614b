"""An export in Persian from drop to undo: a version is published and undone again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page

EXPORT = Path(__file__).parents[2] / "tests" / "samples" / "persian_export_cp1256.csv"
STEPS = ("1-drop", "2-asks", "2-understood", "3-checked", "4-compared", "5-published", "6-undone")
#: What the official answers: the start of the question's label, and a text of the answer.
ANSWERS = (
    ("Encoding", "cp1256"),
    ("Reporter", "Iran’s books"),
    ("Observation status", "Provisional"),
    ("Evidence", "Full count"),
)


def settle(page: Page) -> None:
    """Wait for the end of the checks, the foot and the end of the run, not for a time: a check
    that ends starts another run, so all must hold twice.
    """
    for _again in range(2):
        page.wait_for_selector(".bt-foot", timeout=60_000)
        page.locator('[class*="st-key-cancel_"]').first.wait_for(state="detached", timeout=60_000)
        page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
        page.wait_for_timeout(1_200)


def answer(page: Page, question: str, text: str) -> None:
    box = page.get_by_role("combobox", name=re.compile(f"^{question}"))
    if not box.count():
        return
    box.first.click()
    box.first.fill(text)
    page.get_by_role("option", name=re.compile(re.escape(text))).first.click()
    settle(page)


def name_the_source(page: Page) -> None:
    page.get_by_text("The source is not in the list?").click()
    page.get_by_label("Who published it").fill("Customs of Sistan and Baluchestan")
    page.get_by_label("Title", exact=True).fill("Monthly statement of the border markets")
    page.get_by_label(re.compile("^Date:")).fill("2025-06")
    page.get_by_role("button", name="Add this source").click()
    settle(page)


def story(page: Page, base: str) -> Iterator[str]:
    """The steps, each as it is reached. The page is a publisher's."""
    page.goto(f"{base}/update")
    settle(page)
    yield "1-drop"
    page.set_input_files('input[type="file"]', EXPORT)
    page.wait_for_selector('[class*="st-key-step_2"]')
    settle(page)
    yield "2-asks"
    for question, text in ANSWERS:
        answer(page, question, text)
    name_the_source(page)
    yield "2-understood"
    page.get_by_role("button", name=re.compile("looks right|this is right")).last.click()
    settle(page)
    yield "3-checked"
    fix = page.locator('[class*="st-key-fix_"] button')
    if fix.count():
        fix.first.click()
        settle(page)
    leave_out = page.get_by_text(re.compile(r"Leave out the \d+ rows? with problems"))
    if leave_out.count():
        leave_out.first.click()
        settle(page)
    yield "4-compared"
    page.get_by_label(re.compile("^Why\\? One")).fill("Dey to Ordibehesht from the customs house")
    page.get_by_role("button", name="Publish").last.click()
    page.get_by_role("heading", name="Published").wait_for()
    settle(page)
    yield "5-published"
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("heading", name="Undone").wait_for()
    settle(page)
    yield "6-undone"
