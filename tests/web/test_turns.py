"""F4: heads, cards and pictures are made a few at once, and nobody's health waits for them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, as_completed

import pytest

from bordertrade.dataset import Dataset
from bordertrade.sharing.embedded import embedded
from bordertrade.sharing.head import bare, head
from bordertrade.sharing.places import PLACES
from bordertrade.web import embeds, previews
from bordertrade.web.api import Limiter
from bordertrade.web.turns import AT_ONCE, Turns
from tests.web.asking import ask
from tests.web.listening import Got, got, listening
from tests.web.site import MANY, Shelf, Site, read

CONNECTIONS = 150


@pytest.fixture(scope="module")
def still(dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    made = Shelf(dataset, tmp_path_factory.mktemp("store"))
    yield made
    made.store().close()


class Slow:
    """Stands before what makes heads or cards, and lets nobody through until it is told to."""

    def __init__(self, make: Callable[..., object]) -> None:
        self.make, self.open = make, threading.Event()
        self.most = self.now = self.made = 0
        self._counting = threading.Lock()

    def __call__(self, *given: object) -> object:
        with self._counting:
            self.now, self.made = self.now + 1, self.made + 1
            self.most = max(self.most, self.now)
        try:
            assert self.open.wait(60)
            return self.make(*given)
        finally:
            with self._counting:
                self.now -= 1


def duty(number: int) -> str:
    """A query like no other number's."""
    return f"duty={number % 50}..{60 + number // 50}"


def kinds() -> list[tuple[str, Callable[[int], str]]]:
    return [
        ("head", lambda number: f"/target?{duty(number)}"),
        ("card", lambda number: f"/embed/target?{duty(number)}"),
    ]


@pytest.mark.parametrize(("kind", "link"), kinds(), ids=["heads", "cards"])
def test_f4_two_are_made_at_once_and_health_answers(
    kind: str, link: Callable[[int], str], still: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On 0.4.0 all 150 were made in the threads that answer for our health, 41 s long."""
    slow = Slow(head if kind == "head" else embedded)
    monkeypatch.setattr(*((previews, "head") if kind == "head" else (embeds, "embedded")), slow)
    with (
        listening(Site(still).app) as port,
        ThreadPoolExecutor(CONNECTIONS) as crowd,
    ):
        asked = [crowd.submit(got, port, link(number)) for number in range(CONNECTIONS)]
        plain = answered(asked, CONNECTIONS - AT_ONCE)
        assert got(port, "/api/health").status == 200, "while all of them are still waiting"
        assert sum(each.done() for each in asked) == CONNECTIONS - AT_ONCE
        slow.open.set()
        full = [each.result() for each in asked if each not in plain]
    assert slow.most == slow.made == AT_ONCE
    titles = {read(each.result().text).title for each in plain}
    if kind == "head":
        assert titles == {bare(PLACES["target"]).title}
        assert all("og:image" not in each.result().text for each in plain)
        assert all("og:image" in each.text for each in full)
    else:
        assert {each.result().status for each in plain} == {503}
        assert {each.status for each in full} == {200}


def answered(asked: list[Future[Got]], count: int) -> set[Future[Got]]:
    """The first so many that are answered."""
    found: set[Future[Got]] = set()
    for each in as_completed(asked, timeout=120):
        found.add(each)
        if len(found) == count:
            return found
    raise AssertionError("too few were answered")


def test_f4_who_asks_for_what_is_just_being_made_waits_for_it(
    still: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A shared link is opened by many at once: it is made once, and all get its head."""
    slow = Slow(head)
    monkeypatch.setattr(previews, "head", slow)
    with listening(Site(still).app) as port, ThreadPoolExecutor(20) as crowd:
        asked = [crowd.submit(got, port, f"/target?{duty(7)}") for _ in range(20)]
        assert got(port, "/api/health").status == 200
        slow.open.set()
        pages = {each.result().text for each in asked}
    assert slow.made == 1
    assert len(pages) == 1
    assert "og:image" in pages.pop()


def test_f4_each_address_has_a_bucket(still: Shelf) -> None:
    now = 0.0
    bucket = Limiter(60, 3, lambda: now)
    site = Site(still, turns=Turns(limiter=bucket))

    def has_head(number: int, client: str = "192.0.2.1") -> bool:
        return b"og:image" in ask(site.app, f"/target?{duty(number)}", client=client).body

    assert [has_head(number) for number in range(4)] == [True, True, True, False]
    assert has_head(4, client="192.0.2.2"), "others have their own"
    assert has_head(0), "what is made already costs nobody a turn"
    card = ask(site.app, f"/embed/target?{duty(9)}", client="192.0.2.1")
    assert (card.status, card.headers["cache-control"]) == (503, "no-store")
    assert b'http-equiv="refresh"' in card.body
    assert f"/target?{duty(9)}".encode() in card.body
    picture = ask(site.app, f"/preview/target.png?{duty(9)}", client="192.0.2.1")
    assert (picture.status, picture.headers["retry-after"]) == (503, "5")
    now = 1.0
    assert has_head(5)


def test_f4_a_plain_page_is_kept_by_nobody_and_speaks_the_links_language(still: Shelf) -> None:
    site = Site(still, turns=Turns(0, Limiter(MANY, MANY)))
    answer = site.get(f"/target?{duty(1)}&lang=en")
    assert answer.headers["cache-control"] == "no-store"
    assert '<html lang="en"' in answer.body.decode()
    hostile = site.get("/target?lang=%22%3E%3Cscript%3E").body.decode()
    assert hostile == answer.body.decode()


def test_f4_a_failed_one_leaves_its_turn(still: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_given: object) -> None:
        raise RuntimeError("broken")

    site = Site(still, turns=Turns(1, Limiter(MANY, MANY)))
    with monkeypatch.context() as patched:
        patched.setattr(previews, "head", broken)
        site.get(f"/target?{duty(1)}")
    assert b"og:image" in site.get(f"/target?{duty(1)}").body


def test_f4_health_has_threads_of_its_own(still: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    """The store hangs: whoever asks for links waits for it, health does not."""
    hung = threading.Event()
    monkeypatch.setattr(previews, "opened", lambda *_given: hung.wait(60) and None)
    with listening(Site(still).app) as port, ThreadPoolExecutor(60) as crowd:
        asked = [crowd.submit(got, port, f"/target?{duty(number)}") for number in range(60)]
        assert got(port, "/api/health").status == 200
        assert not any(each.done() for each in asked)
        hung.set()
