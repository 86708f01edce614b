"""What all visitors share: versions come, are looked at, and go with all that was made of them."""

from __future__ import annotations

import gc
import os
import weakref
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle
from pathlib import Path

import pytest

from bordertrade import remembered, version_cache
from bordertrade.charts import CHARTS, finished
from bordertrade.dataset import Dataset
from bordertrade.exports.effects import effects
from bordertrade.palette import Scheme
from bordertrade.sharing.subject import statement, subject_of
from bordertrade.store import Store
from bordertrade.ui import cache, warm
from bordertrade.ui.updating.desk import Desk
from bordertrade.view import DEFAULT
from tests.day import TODAY
from tests.ui.publishing import grown

#: After so many, memory must not grow: what is made once for the process is made by then.
_FIRST, _DRAFTS = 24, 200
#: Charts that are quickly made; another test makes all of them.
_QUICK = "elwy"


@pytest.fixture
def no_collector() -> Iterator[None]:
    """What is freed is freed because nothing holds it, not when the collector comes round."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


class _Drafts:
    """In the place of a store: the shipped record with other numbers, whatever version is wanted."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset

    def standing(self, _wanted: str) -> None:
        """Every version is kept here."""

    def load(self, wanted: str, *_where: object) -> Dataset:
        cube = self._dataset.cube.copy()
        values = [name for name in cube.columns if name.startswith("value")]
        cube[values] *= 1 + int(wanted) / 1000
        return replace(self._dataset, fingerprint=wanted, cube=cube)


def _living() -> int:
    gc.collect()
    return sum(isinstance(each, Dataset) for each in gc.get_objects())


def _resident() -> int:
    """Bytes of the process that lie in memory."""
    pages = Path("/proc/self/statm").read_text(encoding="utf-8").split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def test_drafts_that_are_previewed_and_dropped_leave_nothing(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafts = _Drafts(dataset)
    monkeypatch.setattr(cache, "store", lambda: drafts)
    cache._versions.clear()
    cache.shipped()
    remembered.forget()
    before, after_first = _living(), 0
    for number, chart in zip(range(_DRAFTS), cycle(_QUICK), strict=False):
        draft = cache.version(f"{number:016}")
        statement(subject_of("", DEFAULT.with_(chart=chart), draft, TODAY))
        del draft
        if number == _FIRST:
            after_first = _resident()
    assert _living() - before == cache._MOST_VERSIONS
    assert 0.9 < _resident() / after_first < 1.1
    assert version_cache.size().versions == cache._MOST_VERSIONS
    cache._versions.clear()
    assert _living() == before


@pytest.mark.usefixtures("no_collector")
def test_all_that_was_made_of_a_draft_goes_with_it(dataset: Dataset) -> None:
    draft = grown(dataset)
    effects(dataset, draft)
    cache.compared(dataset, draft)
    for chart in CHARTS.values():
        finished(chart, draft, DEFAULT, Scheme.LIGHT, TODAY)
    assert len(draft.memo.entries) > len(CHARTS)
    held = weakref.ref(draft.memo)
    del draft
    assert held() is None


@pytest.mark.usefixtures("no_collector")
def test_a_draft_of_the_store_goes_with_the_next_ones(own_store: Store, dataset: Dataset) -> None:
    held = []
    for number in range(cache._MOST_VERSIONS + 1):
        mine = own_store.save(grown(dataset, value=str(3000 + number)))
        link = own_store.add_draft(mine, base=1, who="visitor", why="look").in_links
        draft = cache.version(own_store.resolve(link))
        statement(subject_of("markets", DEFAULT, draft, TODAY))
        held.append(weakref.ref(draft.memo))
        own_store.discard(mine, who="visitor", why="no")
        del draft
    assert [each() is None for each in held] == [True] + [False] * cache._MOST_VERSIONS


@pytest.mark.usefixtures("no_collector")
def test_a_file_that_is_taken_off_the_desk_leaves_no_data_set(
    dataset: Dataset, tmp_path: Path
) -> None:
    desk = Desk(tmp_path)
    one, other = desk.take("june.csv", b"june"), desk.take("july.csv", b"july")
    held = weakref.ref(desk.once("merge", 1, lambda: grown(dataset), of=one.checksum).memo)
    desk.once("merge", 1, lambda: "of the other", of=other.checksum)
    desk.once("proposal", 1, lambda: [grown(dataset)])
    desk.drop(one.checksum)
    assert len(desk.held) == 1
    assert held() is None
    assert desk.once("merge", 1, lambda: "made again", of=other.checksum) == "of the other"


def test_health_tells_how_much_is_kept(dataset: Dataset) -> None:
    remembered.forget()
    for number in range(3):
        remembered.once(dataset, "health", number, make=lambda: 1)
    assert warm.facts()["cache"] == {"versions": 1, "entries": 3}
