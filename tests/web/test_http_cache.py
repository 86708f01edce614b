"""Any HTTP cache serves readers: with a real nginx in front the application is hardly asked."""

from __future__ import annotations

import http.client
import re
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from starlette.types import Receive, Scope, Send

from bordertrade.dataset import Dataset
from bordertrade.web.keeping import LIVE_SECONDS
from tests.ui.publishing import grown
from tests.web.listening import got, listening
from tests.web.nginx import in_front
from tests.web.site import Shelf, Site

REQUESTS, READERS = 1000, 10
_PATIENCE_SECONDS = 60


class Counted:
    """A site that counts what it is asked for."""

    def __init__(self, site: Site) -> None:
        self.app, self.asked = site.app, Counter[str]()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.asked[scope["path"]] += 1
        await self.app(scope, receive, send)


class Cached:
    """A site behind nginx; ``port`` is nginx's."""

    def __init__(self, shelf: Shelf, counted: Counted, port: int) -> None:
        self.shelf, self.counted, self.port = shelf, counted, port

    def asked_by_a_crowd(self, link: str) -> tuple[int, set[bytes]]:
        """How many of a thousand requests reach the application, and what readers got."""
        before = self.counted.asked.total()
        with ThreadPoolExecutor(READERS) as crowd:
            found = set().union(*crowd.map(self._reads, [link] * READERS))
        return self.counted.asked.total() - before, found

    def _reads(self, link: str) -> set[bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        bodies = set()
        for _time in range(REQUESTS // READERS):
            connection.request("GET", link, headers={"Accept-Encoding": "gzip, br"})
            answer = connection.getresponse()
            assert answer.status == 200
            bodies.add(answer.read())
        connection.close()
        return bodies


@contextmanager
def cached(dataset: Dataset, folder: Path) -> Iterator[Cached]:
    shelf = Shelf(dataset, folder / "store")
    counted = Counted(Site(shelf))
    with listening(counted) as app, in_front(app, folder) as port:
        yield Cached(shelf, counted, port)
    shelf.store().close()


@pytest.fixture(scope="module")
def still(dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cached]:
    """Nobody publishes."""
    with cached(dataset, tmp_path_factory.mktemp("cached")) as made:
        yield made


@pytest.mark.parametrize(
    "link",
    [
        "/markets?market=mand",
        "/markets?v={v}",
        "/embed/target",
        "/api/v1/series?v={v}",
        "/feed.xml",
    ],
    ids=["page", "frozen page", "card", "API", "feed"],
)
def test_a_thousand_readers_of_a_link_ask_the_application_a_handful_of_times(
    link: str, still: Cached, dataset: Dataset
) -> None:
    asked, bodies = still.asked_by_a_crowd(link.format(v=dataset.version))
    assert 1 <= asked <= 8
    assert len(bodies) == 1


def test_a_frozen_picture_is_asked_for_once(still: Cached, dataset: Dataset) -> None:
    asked, _bodies = still.asked_by_a_crowd(f"/preview/data.png?v={dataset.version}")
    assert asked == 1


def test_a_publication_is_seen_within_the_stated_time(dataset: Dataset, tmp_path: Path) -> None:
    """What is stated: as long as a shared cache may keep what follows new data."""
    with cached(dataset, tmp_path) as site:
        _status, before, told = got(site.port, "/markets?chart=g")
        kept = re.search(r"s-maxage=(\d+)", told["cache-control"])
        assert kept is not None
        assert int(kept[1]) == LIVE_SECONDS
        site.shelf.publish(grown(dataset, value="1000000"))
        until = time.monotonic() + _PATIENCE_SECONDS
        while (seen := got(site.port, "/markets?chart=g").text) == before:
            assert time.monotonic() < until, "the old page is still sent"
            time.sleep(0.2)
        assert site.shelf.record().dataset.version in seen
        frozen = got(site.port, f"/markets?chart=g&v={dataset.version}").text
        assert dataset.version in frozen


def test_what_is_nobodys_business_is_kept_nowhere(still: Cached) -> None:
    """Health, and links that show nothing."""
    for link in ("/api/health", "/markets?v=0123456789", "/embed/target?v=0123456789"):
        before = still.counted.asked.total()
        for _time in range(3):
            got(still.port, link)
        assert still.counted.asked.total() - before == 3


def test_everything_that_may_be_kept_carries_a_validator(still: Cached) -> None:
    for link in (
        "/",
        "/embed/target",
        "/preview/data.png",
        "/api/v1",
        "/feed.xml",
        "/sitemap.xml",
        "/robots.txt",
    ):
        first = got(still.port, link)
        assert "public" in first.headers["cache-control"], link
        again = got(still.port, link, {"If-None-Match": first.headers["etag"]})
        assert (again.status, again.text) == (304, ""), link
