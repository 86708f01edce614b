"""The drill of a lost machine: how long until the record is served again, and is it the same?

On SQLite and on PostgreSQL: a publisher is killed in the middle of its work, the store is backed
up, the backup is brought to an empty machine (of the other kind too), read back to its last byte
and compared with what had been acknowledged. Ends with code 1 if anything differs.

python bench/drill.py [revisions]
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from common import ROOT, table

from bordertrade.dataset import load
from bordertrade.store import Store
from tests.store.publisher import acknowledgements, open_at, start
from tests.store.servers import serving

REVISIONS = 50
_PATIENCE_SECONDS = 120

Told = dict[str, float | str]


def timed(do: Callable[[], object]) -> float:
    begun = time.perf_counter()
    do()
    return time.perf_counter() - begun


def publish_until_killed(place: str, acknowledged: Path, revisions: int) -> None:
    """A publisher works until so many revisions were acknowledged, and is killed at it."""
    publisher = start(place, acknowledged, seed=4)
    until = time.monotonic() + _PATIENCE_SECONDS
    while len(acknowledgements(acknowledged)) < revisions and time.monotonic() < until:
        time.sleep(0.01)
    publisher.kill()
    publisher.join()


@contextmanager
def opened(place: str) -> Iterator[Store]:
    store = open_at(place)
    try:
        yield store
    finally:
        store.close()


def drill(place: str, empty: str, folder: Path, revisions: int) -> Told:
    """Seconds of each step, and whether the restored store is the one that was lost."""
    folder.mkdir()
    acknowledged, copy = folder / "acknowledged", folder / "copy"
    with opened(place) as store:
        store.advance_shipped(load(ROOT / "data"))
    publish_until_killed(place, acknowledged, revisions)
    with opened(place) as store:
        audit = store.audit()
        backup = timed(lambda: store.back_up(copy))
    with opened(empty) as restored:
        bringing = timed(lambda: restored.take_in(copy))
        reading = timed(restored.verify)
        same = restored.audit() == audit and restored.verify() == ()
        kept = {each.number: each.version for each in restored.revisions()}
    lost = acknowledgements(acknowledged).items() - kept.items()
    size = sum(path.stat().st_size for path in copy.rglob("*") if path.is_file())
    shutil.rmtree(copy)
    return {
        "revisions": float(len(kept)),
        "backup, MB": f"{size / 1e6:.1f}",
        "back up and check, ms": backup * 1000,
        "check and restore, ms": bringing * 1000,
        "read back, ms": reading * 1000,
        "verdict": "held" if same and not lost else f"broken: {len(lost)} lost",
    }


@contextmanager
def places(folder: Path) -> Iterator[dict[str, tuple[str, str]]]:
    """Where each store is, and the empty machine that it is brought to."""
    with ExitStack() as stack:
        server = stack.enter_context(serving())
        for name in ("first", "second", "third"):
            server.execute(f"CREATE SCHEMA {name}")
        yield {
            "SQLite to SQLite": (str(folder / "a"), str(folder / "b")),
            "SQLite to PostgreSQL": (str(folder / "c"), server.url(schema="first")),
            "PostgreSQL to PostgreSQL": (server.url(schema="second"), server.url(schema="third")),
        }


def main() -> int:
    revisions = int(sys.argv[1]) if len(sys.argv) > 1 else REVISIONS
    with tempfile.TemporaryDirectory() as name, places(Path(name)) as found:
        told = {
            kind: drill(place, empty, Path(name) / f"drill{number}", revisions)
            for number, (kind, (place, empty)) in enumerate(found.items())
        }
    steps = next(iter(told.values()))
    table(
        "A lost machine",
        ["", *told],
        [[step, *(of[step] for of in told.values())] for step in steps],
    )
    return sum(of["verdict"] != "held" for of in told.values())


if __name__ == "__main__":
    sys.exit(min(1, main()))
