"""The one cache of what is made of a data version: results, frames, charts, parts of pages.

What is made of a data set is kept in it (``Dataset.memo``) and goes when the data set goes: a draft
that was previewed and dropped leaves nothing behind. How long that is, decides who keeps data sets:
the head, the few versions that links named last, the desk of a visitor. The number of things kept
of all data sets is bounded, and that of the versions that have any: what was asked for longest ago
goes first.

Two data sets with the same rows may differ in the files and lines that the rows came from, and so
in what is made of them: each has its own.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import partial, wraps
from itertools import count
from operator import attrgetter, itemgetter
from threading import Condition
from typing import Any, Concatenate, ParamSpec, TypeVar, cast
from weakref import WeakSet

from bordertrade.dataset import Dataset
from bordertrade.dataset.memo import Entry, Memo

P = ParamSpec("P")
R = TypeVar("R")

#: Versions that things are kept of, and things kept of all of them together.
MOST_VERSIONS, MOST_ENTRIES = 8, 1024
#: Where there are too many, so many more go: to find the oldest each must be looked at.
_SPARE = MOST_ENTRIES // 16

_turns = count(1)
_memos: WeakSet[Memo] = WeakSet()
_making: set[tuple[Memo, Hashable]] = set()
#: Guards these two and every change of entries. Who finds an entry takes no lock.
_changed = Condition()


@dataclass(frozen=True, slots=True)
class Size:
    """How many versions things are kept of, and how many things."""

    versions: int
    entries: int


def once_for_version(
    function: Callable[Concatenate[Dataset, P], R],
) -> Callable[Concatenate[Dataset, P], R]:
    """A pure function of a data set and hashable values, run once for the same.

    The result is shared: nobody may change it.
    """

    @wraps(function)
    def asked(dataset: Dataset, /, *args: P.args, **named: P.kwargs) -> R:
        key = (function, args, *named.items())
        entry = dataset.memo.entries.get(key)
        if entry is None:
            entry = _made(dataset.memo, key, partial(function, dataset, *args, **named))
        entry.turn = next(_turns)
        return cast(R, entry.value)

    return asked


def made_of(dataset: Dataset, key: Hashable, make: Callable[[], Any]) -> Any:
    """What ``make`` returns, made once for a data set and a key."""
    entry = dataset.memo.entries.get(key) or _made(dataset.memo, key, make)
    entry.turn = next(_turns)
    return entry.value


def kept_of(dataset: Dataset, key: Hashable) -> Any:
    """What is kept for a data set and a key, None where nothing is."""
    entry = dataset.memo.entries.get(key)
    if entry is None:
        return None
    entry.turn = next(_turns)
    return entry.value


def size() -> Size:
    with _changed:
        counts = [len(each.entries) for each in _in_use()]
    return Size(len(counts), sum(counts))


def forget() -> None:
    """Forget everything: for measurements of a cold start."""
    with _changed:
        for each in _in_use():
            each.entries.clear()


def _made(memo: Memo, key: Hashable, make: Callable[[], Any]) -> Entry:
    """Who asks for what another thread is just making waits for it."""
    with _changed:
        _changed.wait_for(lambda: (memo, key) not in _making)
        if found := memo.entries.get(key):
            return found
        _making.add((memo, key))
    try:
        entry = Entry(make(), next(_turns))
        with _changed:
            memo.entries[key] = entry
            _memos.add(memo)
            _make_room()
    finally:
        with _changed:
            _making.discard((memo, key))
            _changed.notify_all()
    return entry


def _make_room() -> None:
    """Let go of the versions, then of the things, that were asked for longest ago."""
    memos = _in_use()
    if len(memos) > MOST_VERSIONS:
        memos.sort(key=attrgetter("turn"))
        for each in memos[:-MOST_VERSIONS]:
            each.entries.clear()
    over = sum(len(each.entries) for each in memos) - MOST_ENTRIES
    if over > 0:
        by_turn = ((e.turn, memo, key) for memo in memos for key, e in memo.entries.items())
        for _turn, memo, key in sorted(by_turn, key=itemgetter(0))[: over + _SPARE]:
            del memo.entries[key]


def _in_use() -> list[Memo]:
    return [each for each in _memos if each.entries]
