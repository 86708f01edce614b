"""F5: what caches hold costs the forced collection after every run nothing."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from bordertrade import remembered
from bordertrade.dataset import Dataset
from bordertrade.ui.frost import GROWTH, RUNS, THAW_SECONDS, Frost
from tests.web.site import Shelf, Site

HEADS = 24


@pytest.fixture
def thawed() -> Iterator[None]:
    """The tests' own objects are none of ours."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()
    gc.collect()


def unfrozen() -> int:
    gc.collect()
    return len(gc.get_objects())


@pytest.mark.usefixtures("thawed")
def test_f5_the_collector_has_no_more_to_do_after_many_heads(
    dataset: Dataset, tmp_path: Path
) -> None:
    """On 0.4.0 each head left some thousand objects for every later collection."""
    shelf = Shelf(dataset, tmp_path / "store")
    site, frost = Site(shelf), Frost()
    counts = []
    for number in range(HEADS):
        assert b"og:image" in site.get(f"/data?duty={number}..99").body
        site.get(f"/target?chart=t&end={2027 + number % 20}&duty={number}..99")
        frost.after_run()
        counts.append(unfrozen())
    shelf.store().close()
    frozen = next(each for each in range(1, HEADS) if counts[each] < counts[each - 1])
    assert max(counts[-6:]) <= 1.5 * max(counts[frozen : frozen + 6])


class Grown:
    """A cache that takes in as much as it is told, and a clock that is set."""

    def __init__(self) -> None:
        self.made, self.seconds = 0, 0.0
        self.frost = Frost(lambda: self.made, lambda: self.seconds)

    def does(self, monkeypatch: pytest.MonkeyPatch) -> list[str]:
        """What a run's end does with the collector."""
        done: list[str] = []
        with monkeypatch.context() as patched:
            for name in ("collect", "freeze", "unfreeze"):
                patched.setattr(gc, name, lambda name=name: done.append(name))
            self.frost.after_run()
        return done


def test_f5_it_freezes_as_the_caches_grow_and_thaws_now_and_then(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    grown = Grown()
    grown.made = GROWTH - 1
    assert grown.does(monkeypatch) == []
    grown.made = GROWTH
    assert grown.does(monkeypatch) == ["collect", "freeze"]
    assert grown.does(monkeypatch) == [], "until they have grown again"
    for _run in range(RUNS - 2):
        assert grown.does(monkeypatch) == []
    assert grown.does(monkeypatch) == ["collect", "freeze"], "tabs may be new"
    grown.seconds = THAW_SECONDS
    assert grown.does(monkeypatch) == ["unfreeze", "collect", "freeze"]
    assert grown.does(monkeypatch) == []
    grown.made += 2000
    assert grown.does(monkeypatch) == ["unfreeze", "collect", "freeze"], "rings of much are freed"


def test_f5_what_is_made_is_counted(dataset: Dataset) -> None:
    before = remembered.made()
    for time in range(3):
        remembered.once(dataset, "frost", time, make=lambda: 1)
        remembered.once(dataset, "frost", "same", make=lambda: 1)
    assert remembered.made() - before == 4
