"""A publisher that goes on until it is killed, and writes outside the store what was acknowledged.

Each runs in a process forked from one that has imported everything: 200 of them start in seconds.
"""

from __future__ import annotations

import itertools
import multiprocessing
import os
import random
import signal
import time
from collections.abc import Callable
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path

from bordertrade.store import Conflict, Store, StoreUnavailable, open_store, points
from tests.store.tiny import bare

_APPEND = os.O_WRONLY | os.O_APPEND | os.O_CREAT

bare(0)  # made once, before the forks


def context() -> ForkServerContext:
    found = multiprocessing.get_context("forkserver")
    found.set_forkserver_preload([__name__])
    return found


def start(place: str, acknowledged: Path, seed: int, kill_at: str = "") -> ForkServerProcess:
    """A publisher to a folder or a URL, dying at a point if one is named."""
    words = (place, str(acknowledged), seed, kill_at)
    process = context().Process(target=run, args=words, daemon=True)
    process.start()
    return process


def open_at(place: str) -> Store:
    return open_store(place) if "://" in place else open_store(folder=Path(place))


def run(place: str, acknowledged: str, seed: int, kill_at: str) -> None:
    """Publish one record after the other."""
    store = open_at(place)
    if kill_at:
        points.listener = _dying_at(kill_at)
    outside = os.open(acknowledged, _APPEND)
    numbers = random.Random(seed)
    while True:
        try:
            _publish(store, outside, numbers.randrange(10**9), str(seed))
        except Conflict:
            continue
        except StoreUnavailable:
            time.sleep(0.02)


def _publish(store: Store, outside: int, value: int, who: str) -> None:
    head = store.head()
    version = store.save(bare(value))
    made = store.publish(version, expected=head.number if head else 0, who=who, why="")
    os.write(outside, f"{made.number} {made.version}\n".encode())
    os.fsync(outside)


def _dying_at(wanted: str) -> Callable[[str], None]:
    """Dies when a point is reached: "commit" the first time, "commit:2" the second."""
    name, _, times = wanted.partition(":")
    left = itertools.repeat(False, int(times or 1) - 1)

    def listen(point: str) -> None:
        if point == name and next(left, True):
            os.kill(os.getpid(), signal.SIGKILL)

    return listen


def acknowledgements(path: Path) -> dict[int, str]:
    """Revision -> version, of what publishers were told is done."""
    lines = path.read_text().splitlines(keepends=True) if path.exists() else []
    told = [line.split() for line in lines if line.endswith("\n")]
    return {int(number): version for number, version in told}
