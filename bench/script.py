"""The time of each page's script alone (AppTest: no network, no browser), caches cold and warm.

python bench/script.py
"""

import logging
import tempfile
import time
from pathlib import Path

from common import EMPTY_SCRIPT, ROOT, median, table
from streamlit.testing.v1 import AppTest

from bordertrade import remembered
from bordertrade.ui.registry import PAGES

COLD, WARM = 5, 20


def milliseconds(app: AppTest) -> float:
    before = time.perf_counter()
    app.run()
    if app.exception:
        raise RuntimeError(app.exception[0].message)
    return 1000 * (time.perf_counter() - before)


def measured(app: AppTest) -> list[object]:
    app.run()
    cold = []
    for _ in range(COLD):
        remembered.forget()
        cold.append(milliseconds(app))
    warm = [milliseconds(app) for _ in range(WARM)]
    return [median(cold), median(warm), max(warm)]


def main() -> None:
    logging.disable(logging.WARNING)  # Streamlit's word on running without a server
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "empty.py"
        script.write_text(EMPTY_SCRIPT)
        rows = [["empty script", *measured(AppTest.from_file(script, default_timeout=60))]]
        for page in PAGES:
            shell = ROOT / "bordertrade" / "ui" / "shell.py"
            app = AppTest.from_file(shell, default_timeout=60).switch_page(str(page.script))
            rows.append([page.name, *measured(app)])
    heads = ["page", "cold cache", "warm cache", "slowest warm"]
    table("Script of each page, milliseconds", heads, rows)


if __name__ == "__main__":
    main()
