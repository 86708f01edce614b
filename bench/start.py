"""From the start of the process to the first healthy answer.

python bench/start.py
"""

import time
from collections.abc import Callable
from contextlib import AbstractContextManager

from common import empty, median, ours, table

from tests.browser.server import Server

TIMES = 5


def seconds(start: Callable[[], AbstractContextManager[Server]]) -> list[float]:
    found = []
    for _ in range(TIMES):
        before = time.perf_counter()
        with start():
            found.append(1000 * (time.perf_counter() - before))
    return found


def main() -> None:
    rows = []
    for name, start in (("empty app", empty), ("dashboard (data, figures warmed)", ours)):
        found = seconds(start)
        rows.append([name, len(found), median(found), max(found)])
    table("Start to healthy, milliseconds", ["", "starts", "median", "slowest"], rows)


if __name__ == "__main__":
    main()
