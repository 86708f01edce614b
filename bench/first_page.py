"""From an address typed into Chromium to the last element of the page, empty browser cache.

python bench/first_page.py
"""

import shutil
import time

from common import empty, median, ours, table
from playwright.sync_api import Browser, sync_playwright

from bordertrade.ui.registry import PAGES
from tests.browser.server import Server
from tests.browser.visiting import FLAGS, visit

TIMES = 3


def opening(browser: Browser, server: Server, path: str) -> list[list[object]]:
    """Milliseconds to the foot and the charts, and megabytes that came over the wire."""
    found: list[float] = []
    sizes: list[int] = []
    for _ in range(TIMES):
        with visit(browser, server.base) as made:
            wire = made.page.context.new_cdp_session(made.page)
            wire.send("Network.enable")
            received: list[float] = []
            wire.on("Network.dataReceived", lambda e, r=received: r.append(e["encodedDataLength"]))
            wire.on("Network.loadingFinished", lambda e, r=received: r.append(0))
            before = time.perf_counter()
            made.open(f"/{path}")
            found.append(1000 * (time.perf_counter() - before))
            sizes.append(int(sum(received)))
    return [[len(found), median(found), max(found), f"{median(sizes) / 1e6:.1f}"]]


def main() -> None:
    rows: list[list[object]] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        with empty() as server:
            rows += [["empty app", *row] for row in opening(browser, server, "")]
        with ours() as server:
            for page in PAGES:
                rows += [[page.name, *row] for row in opening(browser, server, page.path)]
        browser.close()
    heads = ["page", "visits", "median", "slowest", "MB"]
    table("First page to last element in Chromium, milliseconds", heads, rows)


if __name__ == "__main__":
    main()
