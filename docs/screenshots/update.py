"""Take the screenshots of the page Update data: an export in Persian from drop to undo.

    python docs/screenshots/update.py "http://localhost:8501/?token=…" [width scheme]

Needs Debian's chromium and a running dashboard whose store may be written to, by the link that it
prints, which works once (for one width and scheme): a version is
published and undone again. It remembers the answers: with a fresh store for each width and scheme
every picture shows a first visit. Writes ``update-<step>-<width>-<scheme>.png`` here.
"""

import re
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from take import FLAGS, SIZES

HERE = Path(__file__).parent
EXPORT = HERE.parents[1] / "tests" / "samples" / "persian_export_cp1256.csv"
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


def shoot(page: Page, step: str, width: int, scheme: str) -> None:
    """The whole page, however long."""
    height = page.evaluate(
        "document.querySelector('[data-testid=stMainBlockContainer]').scrollHeight + 60"
    )
    page.set_viewport_size({"width": width, "height": min(int(height), 14_000)})
    page.mouse.move(0, 0)
    settle(page)
    page.screenshot(path=HERE / f"update-{step}-{width}-{scheme}.png")
    page.set_viewport_size({"width": width, "height": SIZES[width]})


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


def explain(page: Page) -> None:
    """Give a reason where one is asked for: the same file was applied for the picture before."""
    for place in range(page.locator('[class*="st-key-reason_"] input').count()):
        field = page.locator('[class*="st-key-reason_"] input').nth(place)
        field.fill("the version before was undone")
        field.press("Enter")
        settle(page)


def story(page: Page, link: str, width: int, scheme: str) -> None:
    """The five steps, a picture of each as it is reached."""
    page.goto(link)
    settle(page)
    page.goto(f"{link.partition('?')[0].rstrip('/')}/update")
    settle(page)
    shoot(page, "1-drop", width, scheme)
    page.set_input_files('input[type="file"]', EXPORT)
    page.wait_for_selector('[class*="st-key-step_2"]')
    settle(page)
    shoot(page, "2-asks", width, scheme)
    for question, text in ANSWERS:
        answer(page, question, text)
    name_the_source(page)
    shoot(page, "2-understood", width, scheme)
    page.get_by_role("button", name="Yes, this is right").click()
    settle(page)
    shoot(page, "3-checked", width, scheme)
    fix = page.locator('[class*="st-key-fix_"] button')
    if fix.count():
        fix.first.click()
        settle(page)
    page.get_by_text(re.compile("Leave out the 2 rows with problems")).click()
    settle(page)
    shoot(page, "4-compared", width, scheme)
    explain(page)
    page.get_by_label(re.compile("^Why\\? One")).fill("Dey to Ordibehesht from the customs house")
    page.get_by_role("button", name="Publish").last.click()
    page.get_by_role("heading", name="Published").wait_for()
    settle(page)
    shoot(page, "5-published", width, scheme)
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("heading", name="Undone").wait_for()
    settle(page)
    shoot(page, "6-undone", width, scheme)


def take(browser: Browser, base: str, width: int, scheme: str) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": SIZES[width]}, color_scheme=scheme
    )
    story(context.new_page(), base, width, scheme)
    context.close()


def main() -> None:
    base, *only = sys.argv[1].rstrip("/"), *sys.argv[2:]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for width in SIZES:
            for scheme in ("light", "dark"):
                if not only or only == [str(width), scheme]:
                    take(browser, base, width, scheme)
        browser.close()


if __name__ == "__main__":
    main()
