"""Take the screenshots: each page at 1440 and 390 px, light and dark.

    python docs/screenshots/take.py http://localhost:8501 [page ...]

Needs Debian's chromium and a running dashboard. Writes ``<page>-<width>-<scheme>.png`` here.
"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).parent
PAGES = {
    "overview": "",
    "markets": "markets",
    "target": "target",
    "mirror": "mirror",
    "informal": "informal",
    "formalisation": "formalisation",
    "scenario": "scenario",
    "map": "map",
    "coverage": "coverage",
    "data": "data",
    "update": "update",
    "history": "history",
    "sources": "sources",
}
SIZES = {1440: 1000, 390: 844}
FLAGS = [
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--ignore-gpu-blocklist",
]


def settle(page: Page) -> None:
    """Wait for what the page ends with, not for a time."""
    page.wait_for_selector(".bt-foot", timeout=60_000)
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
    if page.locator('[data-testid="stPlotlyChart"]').count():
        page.wait_for_selector(".js-plotly-plot .main-svg", timeout=60_000)
    if page.locator('[data-testid="stDeckGlJsonChart"]').count():
        page.wait_for_selector('[data-testid="stDeckGlJsonChart"] canvas', timeout=60_000)
        page.wait_for_timeout(9_000)  # software WebGL draws long after the canvas is there
    page.wait_for_timeout(1_200)


def take(browser: Browser, base: str, name: str, width: int, scheme: str) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": SIZES[width]}, color_scheme=scheme
    )
    page = context.new_page()
    page.goto(f"{base}/{PAGES[name]}")
    settle(page)
    height = page.evaluate(
        "document.querySelector('[data-testid=stMainBlockContainer]').scrollHeight + 60"
    )
    page.set_viewport_size({"width": width, "height": min(int(height), 14_000)})
    page.wait_for_timeout(1_500)
    page.screenshot(path=HERE / f"{name}-{width}-{scheme}.png")
    context.close()


def main() -> None:
    base, *names = sys.argv[1:]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for name in names or PAGES:
            for width in SIZES:
                for scheme in ("light", "dark"):
                    take(browser, base.rstrip("/"), name, width, scheme)
        browser.close()


if __name__ == "__main__":
    main()
