"""Readers with think time: how long they wait, and what a run costs.

Each reader opens a page over the pages' own websocket, thinks, changes his view, and checks that
what comes back is his. An empty script beside it, frozen in the same way, is the measure: all rows
of a table come from one start of this script.

python bench/load.py --users 50 200 --processes 1 2    the table of docs/capacity.md
python bench/load.py --users 50 --processes 1 --think 5 --seconds 600 --most 1000 100
                                                       ends with an error if a reader met one, the
                                                       p95 is above (ms), or the memory stays above
                                                       what it was (MB)
python bench/load.py --flat 10000                      whether runs stay as cheap as they were
python bench/load.py --peer "python dash_app.py"       beside a Dash app, started with CSV and PORT
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import partial

import peer
from common import median, p95, table
from replicas import Served, nothing, one, several
from visitor import Run, Visitor, WrongStateError

#: Readers of the flat mode: a socket may run a page five times a second.
_AT_ONCE = 12
#: Every so many runs of the flat mode meet a view for the first time.
_NEW_EVERY = 20
_PARTS = 10
#: Until a server has let go of readers who have left.
_GONE_SECONDS = 10.0


@dataclass
class Load:
    """What one load did. Seconds of CPU and kB of memory are those of all its processes."""

    runs: list[Run] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    cpu_seconds: float = 0.0
    grown_kb: float = 0.0
    left_kb: float = 0.0
    readers: int = 0

    def is_above(self, most: Sequence[float]) -> bool:
        """Whether a reader met an error, waits exceed ``most[0]`` ms, or ``most[1]`` MB stay."""
        waits = [1000 * run.seconds for run in self.runs] or [0.0]
        slow = p95([*waits, *waits[:1]]) > most[0]
        return bool(self.errors) or slow or self.left_kb / 1024 > most[1]

    @property
    def cpu_ms(self) -> float:
        return 1000 * self.cpu_seconds / max(1, len(self.runs))

    def row(self, name: str, beside: Load | None) -> list[object]:
        waits = [1000 * run.seconds for run in self.runs] or [0.0, 0.0]
        ratio = f"{self.cpu_ms / beside.cpu_ms:.1f}" if beside and beside.cpu_ms else "1.0"
        return [
            name,
            self.readers,
            len(self.runs),
            median(waits),
            p95([*waits, *waits[:1]]),
            len(self.errors),
            f"{self.cpu_ms:.1f}",
            ratio,
            f"{self.grown_kb / max(1, self.readers) / 1024:.2f}",
            f"{self.left_kb / 1024:.0f}",
            median([run.size / 1000 for run in self.runs] or [0.0]),
        ]


async def _reads(visitor: Visitor, load: Load, think: float, until: float) -> None:
    try:
        await asyncio.sleep(random.uniform(0, think))
        while time.monotonic() < until:
            load.runs.append(await visitor.change())
            await asyncio.sleep(random.uniform(0.5, 1.5) * think)
    except (WrongStateError, OSError, ConnectionError) as error:
        load.errors.append(str(error))


async def loaded(served: Served, users: int, page: str | None, think: float, span: float) -> Load:
    """So many readers for a span, seconds. Each has run once before anything is counted."""
    load = Load(readers=users)
    before = served.memory_kb()
    visitors = [Visitor(served.base, number, page) for number in range(users)]
    for each in visitors:
        await each.open()
        await each.change()
    started, until = served.cpu_seconds(), time.monotonic() + span
    await asyncio.gather(*(_reads(each, load, think, until) for each in visitors))
    load.cpu_seconds = served.cpu_seconds() - started
    load.grown_kb = served.memory_kb() - before
    for each in visitors:
        await each.close()
    await asyncio.sleep(_GONE_SECONDS)
    load.left_kb = served.memory_kb() - before
    return load


async def flat(served: Served, count: int, page: str) -> list[tuple[float, float]]:
    """CPU (ms a run) and memory (MB) of each tenth of so many runs."""
    visitors = [Visitor(served.base, number, page) for number in range(_AT_ONCE)]
    for each in visitors:
        await each.open()
        for _time in range(3):
            await each.change()
    found = []
    for part in range(_PARTS):
        before, each_runs = served.cpu_seconds(), count // _PARTS // _AT_ONCE
        await asyncio.gather(*(_hurries(each, each_runs, part) for each in visitors))
        spent = served.cpu_seconds() - before
        found.append((1000 * spent / (each_runs * _AT_ONCE), served.memory_kb() / 1024))
    return found


async def _hurries(visitor: Visitor, runs: int, part: int) -> None:
    for number in range(runs):
        new = {"duty": f"{visitor.runs % 90}..{91 + part % 9}"} if number % _NEW_EVERY == 0 else {}
        await visitor.change(**new)


def _cases(processes: Sequence[int]) -> list[tuple[str, str | None, Start]]:
    pages = ("markets", "target")
    rows: list[tuple[str, str | None, Start]] = [("empty script", None, nothing)]
    for count in processes:
        start = one if count == 1 else partial(several, count)
        name = "1 process" if count == 1 else f"{count} processes"
        rows += [(f"{page}, {name}", page, start) for page in pages]
    return rows


Start = Callable[[], AbstractContextManager[Served]]


def readers(asked: argparse.Namespace) -> None:
    above: list[str] = []
    rows: list[list[object]] = []
    beside: dict[int, Load] = {}
    for name, page, start in _cases(asked.processes):
        for users in asked.users:
            with start() as served:
                load = asyncio.run(loaded(served, users, page, asked.think, asked.seconds))
            beside.setdefault(users, load)
            if asked.most and page and load.is_above(asked.most):
                above.append(f"{name}, {users} readers")
            print(f"{name}, {users} readers: {load.cpu_ms:.1f} ms a run", file=sys.stderr)
            rows.append(load.row(name, beside[users]))
            for error in load.errors[:3]:
                print(f"{name}, {users}: {error}", file=sys.stderr)
    heads = ["", "readers", "runs", "p50 ms", "p95 ms", "errors", "CPU ms a run"]
    table(
        f"Readers who think {asked.think:g} s",
        [*heads, "of empty", "MB a session", "MB left", "kB a run"],
        rows,
    )
    if asked.peer:
        print(peer.told(asked.peer))
    if above:
        sys.exit(f"above {asked.most}: {'; '.join(above)}")


def flatness(count: int) -> None:
    with one() as served:
        found = asyncio.run(flat(served, count, "markets"))
    rows = [
        [f"{100 * part // _PARTS}–{100 * (part + 1) // _PARTS} %", f"{cpu:.1f}", memory]
        for part, (cpu, memory) in enumerate(found)
    ]
    table(f"{count} runs of Markets", ["part", "CPU ms a run", "memory MB"], rows)
    print(f"last tenth over first: {found[-1][0] / found[0][0]:.2f}")


def main() -> None:
    given = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    given.add_argument("--users", type=int, nargs="+", default=[50, 200])
    given.add_argument("--processes", type=int, nargs="+", default=[1, 2])
    given.add_argument("--think", type=float, default=10.0, help="seconds between two changes")
    given.add_argument("--seconds", type=float, default=20.0, help="how long each load lasts")
    given.add_argument("--most", type=float, nargs=2, metavar=("MS", "MB"), help="p95, left over")
    given.add_argument("--flat", type=int, default=0, help="so many runs, one after the other")
    given.add_argument("--peer", default="", help="what starts a Dash peer, before CSV and PORT")
    asked = given.parse_args()
    if asked.flat:
        flatness(asked.flat)
    else:
        readers(asked)


if __name__ == "__main__":
    main()
