"""Which version of the record a page shows: the published one, that of the link, or none."""

from __future__ import annotations

import gc
import re
import shutil
import threading
import time
import weakref
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from bordertrade import clock, remembered
from bordertrade.charts import FORMAL
from bordertrade.dataset import Dataset
from bordertrade.shelf import Trouble, head, look
from bordertrade.store import Fault, Reason, Revision, Store, StoreUnavailable
from bordertrade.ui import cache, state
from bordertrade.ui.registry import PAGES, PageEntry
from bordertrade.ui.warm import facts
from tests.ui.app import (
    TITLES,
    at_page,
    bodies,
    charts,
    headings,
    notices,
    opened,
    problems,
    specs,
    text,
)
from tests.ui.conftest import forget
from tests.ui.publishing import grown, publish

LAST = "7.654\u00a0m"


def version_of(app: AppTest) -> str:
    """The version that the foot of a page names."""
    (found,) = re.findall(r"Data version ([0-9a-f]{16})", text(app))
    return str(found)


def has_button(app: AppTest, key: str) -> bool:
    return any(each.key == key for each in app.button)


# --- what is published ----------------------------------------------------------------------------


def test_the_shipped_record_is_what_an_empty_store_serves(
    own_store: Store, dataset: Dataset
) -> None:
    first = own_store.head()
    assert first is not None
    assert (first.number, first.version) == (1, dataset.fingerprint)
    assert cache.published() is cache.shipped()
    assert version_of(opened("")) == dataset.version


def test_what_is_published_is_seen_at_the_next_run(own_store: Store, dataset: Dataset) -> None:
    app = opened("markets", evidence="observed", tab=FORMAL.name)
    assert LAST not in text(app)
    mine = grown(dataset)
    publish(own_store, mine, "June")
    app.run()
    assert LAST in text(app)
    assert version_of(app) == mine.version
    assert notices(app, "warn") == notices(app, "own") == []


def shown(app: AppTest) -> tuple[object, ...]:
    """All that a page shows: its texts, its charts, its tables."""
    tables = [each.value.to_csv() for each in app.dataframe]
    return bodies(app), charts(app), specs(app), tables


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path or "first")
def test_p6_one_changed_row_is_in_every_figure_at_once(
    page: PageEntry, own_store: Store, dataset: Dataset
) -> None:
    """What is kept from before is nowhere left: a process that has just started shows the same.
    ``bench/million.py`` changes one of a million rows."""
    publish(own_store, grown(dataset), "June")
    app = opened(page, evidence="observed")
    before = shown(app)
    changed = grown(dataset, value="9876543")
    publish(own_store, changed, "one row")
    after = shown(app.run())
    assert after != before
    assert changed.version in text(app)
    forget()
    remembered.forget()
    assert shown(opened(page, evidence="observed")) == after


def test_the_head_is_asked_for_once_a_second_not_at_each_run(
    own_store: Store, dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    of_store = own_store.head

    def counted() -> Revision | None:
        asked.append(1)
        return of_store()

    monkeypatch.setattr(own_store, "head", counted)
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    cache.look_again()
    for _ in range(20):
        cache.published()
    assert len(asked) == 1
    other = grown(dataset)  # by another process: nobody tells this one
    own_store.publish(own_store.save(other), expected=1, who="x", why="y")
    assert cache.published().version == dataset.version
    now[0] += 1.5
    assert cache.published().version == other.version
    assert len(asked) == 2


def test_what_has_expired_is_cleared_away_while_the_server_runs(
    own_store: Store, dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = own_store.save(grown(dataset))
    over = clock.now() - timedelta(seconds=1)
    link = own_store.add_draft(mine, base=1, who="visitor", why="look", expires=over).in_links
    tidied = threading.Event()
    recover = own_store.recover

    def told(**given: timedelta) -> tuple[str, ...]:
        cleared = recover(**given)
        tidied.set()
        return cleared

    monkeypatch.setattr(own_store, "recover", told)
    now = time.monotonic() + 2
    monkeypatch.setattr(time, "monotonic", lambda: now)
    cache.published()
    assert not tidied.is_set()
    now += head._TIDY_SECONDS
    cache.published()
    monkeypatch.undo()
    assert tidied.wait(30)
    assert own_store.resolve(link) == mine, "younger than a day, so its rows are still there"
    assert look(link, cache).trouble is Trouble.EXPIRED


def test_a_discarded_draft_is_shown_no_longer(own_store: Store, dataset: Dataset) -> None:
    mine = grown(dataset)
    draft = own_store.add_draft(own_store.save(mine), base=1, who="visitor", why="look")
    assert look(draft.in_links, cache).draft == draft
    own_store.discard(mine.fingerprint, who="visitor", why="no")
    assert look(draft.in_links, cache).trouble is Trouble.EXPIRED


def test_few_versions_stay_in_memory(own_store: Store, dataset: Dataset) -> None:
    ids = []
    for number in range(cache._MOST_VERSIONS + 3):
        ids.append(publish(own_store, grown(dataset, value=str(1000 + number)), "x").version)
        cache.version(ids[-1])
    newest = cache.version(ids[-1])
    assert cache.version(ids[-1]) is newest
    before = cache.version(ids[0])
    for each in ids[1:]:
        cache.version(each)
    assert cache.version(ids[0]) is not before


def test_a_version_that_is_no_longer_kept_leaves_the_memory(
    own_store: Store, dataset: Dataset
) -> None:
    ids = [
        publish(own_store, grown(dataset, value=str(2000 + number)), "x").version
        for number in range(cache._MOST_VERSIONS + 2)
    ]
    held = weakref.ref(cache.version(ids[0]).cube)
    for page in ("", "markets", "data"):
        assert list(problems(opened(page, v=ids[0][:10]))) == []
    gc.collect()
    assert held() is not None
    for each in ids[1:]:
        cache.version(each)
    gc.collect()
    assert held() is None


def test_codes_that_a_new_record_lacks_leave_the_view(own_store: Store, dataset: Dataset) -> None:
    """A visitor chose goods; then somebody takes the row of these goods back."""
    with_goods = grown(dataset, hs_code="1006", commodity="Rice")
    publish(own_store, with_goods, "rice")
    app = opened("markets", goods="1006")
    assert notices(app, "warn") == []
    own_store.undo(expected=2, who="x", why="y")
    cache.look_again()
    app.run()
    assert list(problems(app)) == []
    assert "goods" not in app.query_params


# --- one run, one version -------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["", "markets", "data", "sources"])
def test_a_run_never_mixes_two_revisions(
    page: str, dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody publishes between any two questions that a run asks: it may ask only once."""
    records = [head.Record(dataset), head.Record(grown(dataset))]
    asked = []

    def restless() -> head.Record:
        asked.append(1)
        return records[len(asked) % 2]

    monkeypatch.setattr(cache, "record", restless)
    app = opened(page)
    seen = {each.dataset.version for each in records if each.dataset.version in text(app)}
    assert len(seen) == 1
    assert seen == {version_of(app)}


def test_an_idle_tab_holds_no_version(own_store: Store, dataset: Dataset) -> None:
    assert own_store
    app = opened("markets", v=dataset.version)
    assert state._VIEW in app.session_state
    assert state._LOOKING not in app.session_state


# --- links that name a version --------------------------------------------------------------------


def test_l2_a_link_to_an_older_version_shows_its_numbers_and_offers_the_newer(
    own_store: Store, dataset: Dataset
) -> None:
    """Five revisions later."""
    for number in range(5):
        mine = grown(dataset, value=str(7654321 + number * 1000))
        publish(own_store, mine, "more")
    app = opened("markets", v=dataset.version, evidence="observed", tab=FORMAL.name)
    assert LAST not in text(app)
    assert version_of(app) == dataset.version
    (told,) = notices(app, "warn")
    assert f"made with version {dataset.version} (revision 1," in told
    assert f"{mine.version} (revision 6," in told
    changed = next(each for each in app.get("page_link") if each.proto.label == "See what changed")
    assert f"v={dataset.version}&vs={mine.version}" in changed.proto.query_string
    app.button(key="to_current").click().run()
    assert "v" not in app.query_params
    assert app.query_params["evidence"] == "observed"
    assert version_of(app) == mine.version
    assert notices(app, "warn") == []


def test_a_link_to_the_current_version_needs_no_word_until_there_is_a_newer_one(
    own_store: Store, dataset: Dataset
) -> None:
    app = opened("", v=dataset.version)
    assert notices(app, "warn") == []
    publish(own_store, grown(dataset), "June")
    app.run()
    assert "made with version" in notices(app, "warn")[0]
    assert version_of(app) == dataset.version


def test_the_menu_carries_the_version(own_store: Store, dataset: Dataset) -> None:
    publish(own_store, grown(dataset), "June")
    app = opened("target", v=dataset.version)
    links = {each.proto.label: each.proto.query_string for each in app.get("page_link")}
    assert all(f"v={dataset.version}" in links[entry.name] for entry in PAGES)
    at_page(app, "markets")
    assert version_of(app) == dataset.version


NO_NUMBERS = [entry for entry in PAGES if not entry.about_versions]


def refused(app: AppTest) -> str:
    """What stands instead of the page: one notice, the way on, and no figure at all."""
    assert list(app.exception) == []
    assert headings(app, 1) == []
    assert charts(app) == []
    assert len(app.dataframe) == 0
    assert "Data version" not in text(app)
    assert "US$" not in text(app)
    assert has_button(app, "to_current")
    found = notices(app, "warn") + notices(app, "error")
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize("page", NO_NUMBERS, ids=lambda page: page.path or "first")
def test_l3_a_withdrawn_version_says_why_and_shows_no_numbers(
    page: PageEntry, own_store: Store, dataset: Dataset
) -> None:
    mine = grown(dataset)
    publish(own_store, mine, "June")
    cache.version(mine.fingerprint)  # it is in memory, and must not come from there
    own_store.withdraw(mine.fingerprint, who="zarina", why="the file held last year’s figures")
    cache.look_again()
    told = refused(opened(page, v=mine.version))
    assert f"Version {mine.version} was withdrawn on" in told
    assert "“the file held last year’s figures”" in told


def test_a_restored_version_is_shown_again(own_store: Store, dataset: Dataset) -> None:
    mine = grown(dataset)
    publish(own_store, mine, "June")
    own_store.withdraw(mine.fingerprint, who="x", why="y")
    own_store.restore(mine.fingerprint, expected=3, who="x", why="it was right after all")
    cache.look_again()
    assert version_of(opened("", v=mine.version)) == mine.version


def test_an_absent_version_is_not_replaced_by_another(own_store: Store, dataset: Dataset) -> None:
    assert own_store
    app = opened("target", v="0123456789")
    told = refused(app)
    assert "0123456789, which is not kept here" in told
    app.button(key="to_current").click().run()
    assert headings(app, 1) == [TITLES["target"]]
    assert version_of(app) == dataset.version


def test_a_draft_says_that_it_is_one_and_how_long(own_store: Store, dataset: Dataset) -> None:
    mine = grown(dataset)
    until = datetime(2126, 11, 25, 9, 30, tzinfo=UTC)
    draft = own_store.add_draft(
        own_store.save(mine), base=1, who="visitor", why="look", expires=until
    )
    app = opened("markets", v=draft.in_links, evidence="observed", tab=FORMAL.name)
    assert LAST in text(app)
    (told,) = notices(app, "own")
    assert "You are looking at a draft" in told
    assert "1 row differs from the current record." in told
    assert "Its link works until 25 Nov 2126, 09:30 UTC." in told
    assert version_of(opened("markets")) == dataset.version


def test_a_draft_whose_time_is_over_says_so(own_store: Store, dataset: Dataset) -> None:
    mine = grown(dataset)
    draft = own_store.add_draft(
        own_store.save(mine),
        base=1,
        who="visitor",
        why="look",
        expires=clock.now() - timedelta(seconds=1),
    )
    assert "whose time is over" in refused(opened("", v=draft.in_links))


@pytest.mark.parametrize("length", [10, 16])
def test_f9_a_published_frozen_link_opens_beside_a_strangers_draft(
    length: int, own_store: Store, dataset: Dataset
) -> None:
    """The stranger has found rows whose fingerprint begins as that of a published version."""
    theirs = grown(dataset, value="1234567")
    hit = dataset.fingerprint[:length] + theirs.fingerprint[length:]
    mine = own_store.save(replace(theirs, fingerprint=hit))
    own_store.add_draft(mine, base=1, who="visitor", why="look")
    asked = dataset.fingerprint[:length]
    assert version_of(opened("markets", v=asked)) == dataset.version  # the current record
    publish(own_store, grown(dataset), "June")
    assert version_of(opened("markets", v=asked)) == dataset.version  # and an older one
    assert look(asked, cache).draft is None


def test_a_drafts_own_name_stands_in_what_is_passed_on(own_store: Store, dataset: Dataset) -> None:
    draft = own_store.add_draft(own_store.save(grown(dataset)), base=1, who="visitor", why="look")
    app = opened("markets", v=draft.in_links)
    assert app.query_params["v"] == draft.in_links
    assert draft.in_links not in text(app), "a picture of the page must not give the draft away"
    links = {each.proto.label: each.proto.query_string for each in app.get("page_link")}
    assert all(f"v={draft.in_links}" in links[entry.name] for entry in PAGES)
    app.button(key="share_page").click().run()
    assert list(problems(app)) == []
    components = " ".join(each.proto.json for each in app.get("bidi_component"))
    assert f"v={draft.in_links}" in components
    assert f"v={dataset.version}" not in components


def test_a_damaged_version_is_not_shown(own_store: Store, dataset: Dataset, tmp_path: Path) -> None:
    mine = grown(dataset)
    blobs = tmp_path / "store" / "blobs"
    before = set(blobs.iterdir())
    publish(own_store, mine, "June")
    for blob in set(blobs.iterdir()) - before:
        blob.unlink()
    own_store.undo(expected=2, who="x", why="y")
    cache.look_again()
    assert f"Version {mine.version} is kept but damaged" in refused(opened("", v=mine.version))


@pytest.mark.parametrize("version", ["xyz", "0123456789a", "", "../../etc", "0123456789~"])
def test_a_version_that_cannot_be_read_is_not_replaced_by_another(
    own_store: Store, dataset: Dataset, version: str
) -> None:
    assert own_store
    app = opened("target", v=version)
    assert "cannot be read" in refused(app)
    assert "cannot be read" in refused(app.run())
    app.button(key="to_current").click().run()
    assert version_of(app) == dataset.version


@pytest.mark.parametrize("length", [1, 9, 15])
@pytest.mark.parametrize("page", NO_NUMBERS, ids=lambda page: page.path or "first")
def test_a_link_that_lost_its_end_shows_no_numbers(
    page: PageEntry, length: int, own_store: Store, dataset: Dataset
) -> None:
    """Even where what is left is how the current version begins."""
    assert own_store
    assert "cannot be read" in refused(opened(page, v=dataset.version[:length]))


# --- when the store fails -------------------------------------------------------------------------


def unreachable(*_args: object, **_kwargs: object) -> None:
    raise StoreUnavailable(Reason.UNREACHABLE)


def test_without_the_store_the_shipped_record_is_served_and_said_to_be(
    own_store: Store, dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    forget()
    for name in ("recover", "head", "audit", "resolve", "save"):
        monkeypatch.setattr(type(own_store), name, unreachable)
    app = opened("")
    assert version_of(app) == dataset.version
    (told,) = notices(app, "error")
    assert "cannot be reached" in told
    assert f"came with the program ({dataset.version}), not the published one" in told
    assert (facts()["status"], facts()["store"]) == ("degraded", "unreachable")
    assert (facts()["ready"], facts()["record"]) == (False, "unread")
    assert list(problems(opened("history"))) != []  # it has nothing to tell but that
    assert "cannot be reached" in refused_softly(opened("", v="0123456789"))
    assert version_of(opened("", v=dataset.version)) == dataset.version


def refused_softly(app: AppTest) -> str:
    assert headings(app, 1) == []
    return notices(app, "warn")[-1]


def test_a_store_that_goes_away_leaves_the_last_record_and_is_found_again(
    own_store: Store, dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = grown(dataset)
    publish(own_store, mine, "June")
    assert version_of(opened("")) == mine.version
    with monkeypatch.context() as away:
        away.setattr(type(own_store), "head", unreachable)
        cache.look_again()
        app = opened("")
        assert version_of(app) == mine.version
        assert "cannot be reached" in notices(app, "warn")[0]
    cache.look_again()
    assert notices(opened(""), "warn") == []


def test_p7_a_damaged_head_gives_way_to_the_last_good_one(
    own_store: Store, dataset: Dataset, tmp_path: Path
) -> None:
    good, bad = grown(dataset), grown(dataset, value="9999999")
    publish(own_store, good, "June")
    blobs = tmp_path / "store" / "blobs"
    before = set(blobs.iterdir())
    publish(own_store, bad, "June again")
    for blob in set(blobs.iterdir()) - before:
        content = bytearray(blob.read_bytes())
        content[len(content) // 2] ^= 1
        blob.write_bytes(bytes(content))
    forget()
    app = opened("")
    assert version_of(app) == good.version
    (told,) = notices(app, "error")
    assert "The newest record is damaged" in told
    assert f"{good.version} (revision 2," in told
    assert (facts()["status"], facts()["record"]) == ("degraded", "damaged")


def test_a_record_without_any_good_version_is_the_shipped_one(
    own_store: Store, dataset: Dataset, tmp_path: Path
) -> None:
    publish(own_store, grown(dataset), "June")
    shutil.rmtree(tmp_path / "store" / "blobs")
    forget()
    assert cache.record().dataset.version == dataset.version
    (told,) = notices(opened(""), "error")
    assert "All that was published is damaged" in told
    assert f"came with the program ({dataset.version})" in told
    assert Fault("version_damaged", cache.store().revisions()[0].version, "manifest") in (
        cache.record().faults
    )


def test_looking_names_each_trouble(own_store: Store, dataset: Dataset) -> None:
    assert own_store
    assert look("", cache).trouble is None
    assert look(dataset.version, cache).is_current
    assert look("ffffffffff", cache).trouble is Trouble.UNKNOWN
