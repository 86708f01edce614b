"""Publishers killed at any moment: no half-published state, no acknowledged publish lost."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bordertrade.store import Reason, Store, StoreUnavailable
from tests.store.publisher import acknowledgements, open_at, start
from tests.store.servers import Server, serving
from tests.store.tiny import contract, record, value_of

KILLS = 200


def assert_whole(store: Store, acknowledged: Path) -> int:
    """Nothing torn, nothing lost; how many revisions there are."""
    told = acknowledgements(acknowledged)  # read first: the others go on publishing
    revisions = store.revisions()
    kept = {each.number: each.version for each in revisions}
    assert list(kept) == list(range(len(kept), 0, -1))
    lost = {number: version for number, version in told.items() if kept.get(number) != version}
    assert lost == {}
    return len(kept)


def test_p1_200_kills_of_two_publishers(tmp_path: Path) -> None:
    place, acknowledged = str(tmp_path / "store"), tmp_path / "acknowledged"
    store = open_at(place)
    moments = random.Random(4)
    publishers = [start(place, acknowledged, seed) for seed in (1, 2)]
    for kill in range(KILLS):
        _wait_for_more(acknowledged)  # on a busy machine they take their time
        time.sleep(moments.uniform(0, 0.05))
        victim = moments.randrange(2)
        publishers[victim].kill()
        publishers[victim].join()
        assert_whole(store, acknowledged)
        assert store.verify(every_byte=kill % 40 == 0) == ()
        publishers[victim] = start(place, acknowledged, 3 + kill)
    for each in publishers:
        each.kill()
        each.join()
    assert assert_whole(store, acknowledged) >= KILLS
    assert store.verify() == ()
    store.recover(timedelta(seconds=-1))
    assert store.verify() == ()
    assert assert_whole(open_at(place), acknowledged) >= KILLS
    assert list((tmp_path / "store" / "blobs").glob("*.part")) == []


#: Where a publisher dies -> the revision that is published then. It commits twice: when the
#: version is saved, and when it is published.
POINTS = {
    "blob.write": 1,
    "blob.write:2": 1,
    "blob.stored": 1,
    "commit": 1,
    "committed": 1,
    "commit:2": 1,
    "committed:2": 2,
}
FILE_POINTS = (
    "blob.fsync",
    "blob.rename",
    "blob.renamed",
    "blob.rename:2",
    "blob.renamed:2",
)


@pytest.mark.parametrize("point", POINTS)
def test_p2_killed_at_a_named_point(
    place: str, opened: Callable[[], Store], tmp_path: Path, point: str
) -> None:
    _die_at(point, POINTS[point], place, opened(), tmp_path / "acknowledged")
    assert assert_whole(opened(), tmp_path / "acknowledged") > 2


@pytest.mark.parametrize("point", FILE_POINTS)
def test_p2_killed_while_a_file_is_written(tmp_path: Path, point: str) -> None:
    place = str(tmp_path / "store")
    _die_at(point, 1, place, open_at(place), tmp_path / "acknowledged")


def _die_at(point: str, revision: int, place: str, store: Store, acknowledged: Path) -> None:
    """Kill a publisher there: old or new is published, recovery clears up, others go on."""
    store.publish(store.save(record(1)), expected=0, who="", why="")
    dying = start(place, acknowledged, 1, kill_at=point)
    dying.join(60)
    assert dying.exitcode not in {None, 0}
    assert assert_whole(store, acknowledged) == revision
    head = store.head()
    assert head is not None
    value_of(store.load(head.version, contract(), acknowledged.parent))
    assert store.verify() == ()
    store.recover(timedelta(seconds=-1))
    assert store.verify() == ()
    assert store.recover(timedelta(seconds=-1)) == ()
    living = start(place, acknowledged, 1)
    _wait_for_more(acknowledged, 2)
    living.kill()
    living.join()
    assert_whole(store, acknowledged)


def _wait_for_more(acknowledged: Path, more: int = 1) -> None:
    """Until so many more publishes are acknowledged."""
    wanted, deadline = len(acknowledgements(acknowledged)) + more, time.monotonic() + 60
    while len(acknowledgements(acknowledged)) < wanted:
        assert time.monotonic() < deadline
        time.sleep(0.002)


@pytest.fixture
def own_server() -> Iterator[Server]:
    """A server that may be killed."""
    with serving() as running:
        yield running


def test_a_killed_server_loses_nothing_and_is_found_again(
    own_server: Server, tmp_path: Path
) -> None:
    acknowledged, store = tmp_path / "acknowledged", open_at(own_server.url())
    moments = random.Random(4)
    publishers = [start(own_server.url(), acknowledged, seed) for seed in (1, 2)]
    for _ in range(6):
        _wait_for_more(acknowledged, 4)
        time.sleep(moments.uniform(0, 0.1))
        own_server.kill()
        with pytest.raises(StoreUnavailable) as told:
            store.head()
        assert told.value.reason is Reason.UNREACHABLE
        own_server.start()
        assert_whole(store, acknowledged)
    for each in publishers:
        each.kill()
        each.join()
    assert assert_whole(store, acknowledged) > 18
    assert store.verify() == ()
    store.close()
