"""The store as its callers see it, on both databases."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from bordertrade import clock
from bordertrade.store import (
    Action,
    Conflict,
    NoEarlierVersion,
    Reason,
    Revision,
    Store,
    StoreUnavailable,
    UnknownFile,
    UnknownVersion,
    WithdrawnVersion,
    ledger,
    open_store,
)
from tests.store.tiny import contract, record, value_of

Open = Callable[[], Store]
SAID: dict[str, Any] = {"who": "amina", "why": "figures of July"}


def published(store: Store, value: int, **said: str) -> Revision:
    """Publish a record over whatever is published."""
    head = store.head()
    version = store.save(record(value))
    return store.publish(version, expected=head.number if head else 0, **(SAID | said))


def shown(store: Store, version: str, folder: Path) -> int:
    return value_of(store.load(version, contract(), folder))


def test_an_empty_store_has_no_head(store: Store) -> None:
    assert store.head() is None
    assert (store.revisions(), store.audit(), store.drafts(), store.verify()) == ((), (), (), ())
    with pytest.raises(NoEarlierVersion):
        store.undo(expected=0, **SAID)


def test_what_is_published_is_read_back_by_another_process(opened: Open, tmp_path: Path) -> None:
    one, other = opened(), opened()
    revision = one.publish(
        one.save(record(5)),
        expected=0,
        who="amina",
        why="تصحیح",
        file="مرداد.csv",
        checksum="ab" * 32,
        details={"columns": {"ارزش": "value"}, "encoding": "cp1256"},
    )
    assert other.head() == revision
    assert (revision.number, revision.action, revision.why) == (1, Action.PUBLISH, "تصحیح")
    assert revision.details == {"columns": {"ارزش": "value"}, "encoding": "cp1256"}
    assert revision.at.utcoffset() == timedelta(0)
    assert shown(other, revision.version, tmp_path) == 5


def test_saving_twice_keeps_one_version(store: Store) -> None:
    data = record(5)
    assert store.save(data) == store.save(data) == store.save(record(5)) == data.fingerprint


def test_of_two_publishers_from_one_base_one_wins(opened: Open) -> None:
    one, other = opened(), opened()
    base = published(one, 1)
    mine, theirs = one.save(record(2)), other.save(record(3))
    won = one.publish(mine, expected=base.number, **SAID)
    with pytest.raises(Conflict) as told:
        other.publish(theirs, expected=base.number, **SAID)
    assert told.value.head == won == other.head()
    assert [each.version for each in other.revisions()] == [mine, base.version]


def test_many_publishers_at_once_never_share_a_number(opened: Open) -> None:
    stores = [opened() for _ in range(4)]
    versions = [stores[0].save(record(value)) for value in range(4)]

    def insist(place: int) -> int:
        wins = 0
        while wins < 5:
            head = stores[place].head()
            try:
                expected = head.number if head else 0
                stores[place].publish(versions[place], expected=expected, who=str(place), why="")
            except Conflict:
                continue
            wins += 1
        return wins

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(insist, range(4))) == 20
    assert [each.number for each in stores[0].revisions()] == list(range(20, 0, -1))
    assert stores[0].verify() == ()


def test_checking_sees_one_state_while_others_publish(opened: Open) -> None:
    one, other = opened(), opened()
    versions = [one.save(record(value)) for value in range(2)]

    def publish() -> None:
        for number in range(30):
            one.publish(versions[number % 2], expected=number, **SAID)

    with ThreadPoolExecutor(1) as pool:
        publishing = pool.submit(publish)
        while not publishing.done():
            assert other.verify(every_byte=False) == ()
        publishing.result()


def test_p5_undo_is_a_new_revision_with_the_older_numbers(store: Store, tmp_path: Path) -> None:
    first, second = published(store, 1), published(store, 2)
    undone = store.undo(expected=second.number, who="bilal", why="wrong month")
    assert (undone.number, undone.version, undone.action) == (3, first.version, Action.UNDO)
    assert (undone.who, undone.why, undone.details) == (
        "bilal",
        "wrong month",
        {"undone": second.version},
    )
    assert shown(store, undone.version, tmp_path) == 1
    told = {entry.revision: entry for entry in store.audit()}[3]
    assert (told.action, told.who, told.why) == (Action.UNDO, "bilal", "wrong month")
    again = store.undo(expected=3, **SAID)
    assert again.version == second.version  # undoing the undo
    assert len(store.revisions()) == 4
    with pytest.raises(Conflict):
        store.undo(expected=3, **SAID)


def test_an_older_version_is_restored(store: Store, tmp_path: Path) -> None:
    first = published(store, 1)
    published(store, 2)
    third = published(store, 3)
    back = store.restore(first.version, expected=third.number, **SAID)
    assert (back.number, back.action) == (4, Action.RESTORE)
    assert shown(store, back.version, tmp_path) == 1


def test_a_withdrawn_version_is_served_no_more_and_says_why(store: Store, tmp_path: Path) -> None:
    first, second = published(store, 1), published(store, 2)
    moved = store.withdraw(second.version, who="bilal", why="names in it")
    assert moved is not None
    assert (moved.number, moved.version) == (3, first.version)
    with pytest.raises(WithdrawnVersion) as told:
        shown(store, second.version, tmp_path)
    assert (told.value.entry.who, told.value.entry.why) == ("bilal", "names in it")
    with pytest.raises(WithdrawnVersion):
        store.publish(second.version, expected=3, **SAID)
    with pytest.raises(NoEarlierVersion):
        store.undo(expected=3, **SAID)
    with pytest.raises(WithdrawnVersion):
        store.add_draft(second.version, base=3, **SAID)
    assert store.resolve(second.version[:10]) == second.version
    assert second in store.revisions()
    back = store.restore(second.version, expected=3, **SAID)
    assert shown(store, back.version, tmp_path) == 2


def test_withdrawing_an_older_version_leaves_the_head(store: Store) -> None:
    first, second = published(store, 1), published(store, 2)
    assert store.withdraw(first.version, **SAID) is None
    assert store.head() == second


def test_the_only_version_cannot_be_withdrawn(store: Store, tmp_path: Path) -> None:
    only = published(store, 1)
    with pytest.raises(NoEarlierVersion):
        store.withdraw(only.version, **SAID)
    assert shown(store, only.version, tmp_path) == 1
    assert len(store.audit()) == 1


def test_an_unknown_version_is_said_to_be(store: Store, tmp_path: Path) -> None:
    nobody = "0" * 64
    with pytest.raises(UnknownVersion):
        store.load(nobody, contract(), tmp_path)
    with pytest.raises(UnknownVersion):
        store.publish(nobody, expected=0, **SAID)
    with pytest.raises(UnknownVersion):
        store.withdraw(nobody, **SAID)
    with pytest.raises(UnknownVersion):
        store.add_draft(nobody, base=0, **SAID)
    assert (store.audit(), store.drafts()) == ((), ())


@pytest.mark.parametrize("prefix", ["", "0000000000", "%", "_" * 10, "ABCDEF0123", "' or 1=1"])
def test_a_prefix_of_no_version(store: Store, prefix: str) -> None:
    store.save(record(1))
    with pytest.raises(UnknownVersion):
        store.resolve(prefix)


@pytest.mark.parametrize("length", [10, 16, 64])
def test_a_link_names_a_published_version_by_how_it_begins(store: Store, length: int) -> None:
    version = published(store, 1).version
    assert store.resolve(version[:length]) == version


def test_drafts_live_until_they_expire(store: Store, tmp_path: Path) -> None:
    now = clock.now()
    base = published(store, 1)
    lasting, short = store.save(record(2)), store.save(record(3))
    made = store.add_draft(lasting, base=base.number, details={"mode": "append"}, **SAID)
    store.add_draft(short, base=base.number, expires=now - timedelta(seconds=1), **SAID)
    assert store.drafts() == (made,)
    assert store.draft(lasting) == made
    assert (made.base, made.details, made.expires) == (1, {"mode": "append"}, None)
    assert store.draft(short) is None
    with pytest.raises(UnknownVersion):
        shown(store, short, tmp_path)
    assert shown(store, lasting, tmp_path) == 2


def test_a_draft_that_is_over_is_shown_no_more_also_while_its_rows_are_there(
    store: Store, tmp_path: Path
) -> None:
    """Recovery takes the draft at once and the version a day after it was saved."""
    past = clock.now() - timedelta(seconds=1)
    short, thrown, loose = store.save(record(1)), store.save(record(2)), store.save(record(3))
    links = [
        store.add_draft(short, base=0, expires=past, **SAID).in_links,
        store.add_draft(thrown, base=0, **SAID).in_links,
    ]
    store.discard(thrown, **SAID)
    assert store.recover() == (f"draft {short}",)
    assert [store.resolve(link) for link in links] == [short, thrown]
    for version in (short, thrown, loose):
        with pytest.raises(UnknownVersion):
            store.standing(version)
        with pytest.raises(UnknownVersion):
            shown(store, version, tmp_path)


def test_the_newest_revision_of_a_version_is_its_standing(store: Store) -> None:
    first = published(store, 1)
    assert store.standing(first.version) == first
    published(store, 2)
    back = store.undo(expected=2, **SAID)
    assert (back.version, back.number) == (first.version, 3)
    store.add_draft(first.version, base=3, **SAID)
    assert store.standing(first.version) == back
    draft = store.add_draft(store.save(record(3)), base=3, **SAID)
    assert store.standing(draft.version) == draft


def test_the_same_upload_again_lengthens_a_draft_and_changes_nothing_else(store: Store) -> None:
    version = store.save(record(1))
    soon = clock.now() + timedelta(hours=1)
    first = store.add_draft(version, base=0, who="amina", why="mine", expires=soon)
    store.add_draft(version, base=0, who="nobody", why="x", expires=soon - timedelta(minutes=5))
    assert store.drafts() == (first,)
    store.add_draft(version, base=0, who="nobody", why="x", expires=soon + timedelta(hours=1))
    (kept,) = store.drafts()
    assert (kept.who, kept.why, kept.name) == ("amina", "mine", first.name)
    assert kept.expires == soon + timedelta(hours=1)


def test_a_draft_without_an_end_or_of_a_newer_base_takes_the_place_of_the_same_rows(
    store: Store,
) -> None:
    """A stranger's has no known author, and one of an older base could never be published."""
    published(store, 1)
    version = store.save(record(2))
    soon = clock.now() + timedelta(hours=1)
    first = store.add_draft(version, base=0, who="visitor", why="to try", expires=soon)
    store.add_draft(version, base=0, who="amina", why="July")
    (kept,) = store.drafts()
    assert (kept.who, kept.why, kept.expires, kept.name) == ("amina", "July", None, first.name)
    store.add_draft(version, base=1, who="visitor", why="me", expires=soon)
    assert store.drafts() == (kept,), "a stranger takes no place"
    store.add_draft(version, base=1, who="zarina", why="July again")
    (newest,) = store.drafts()
    assert (newest.who, newest.base, newest.name) == ("zarina", 1, first.name)


def test_what_is_no_longer_a_draft_of_its_author_is_not_published_as_one(store: Store) -> None:
    version = store.save(record(1))
    store.add_draft(version, base=0, **SAID)
    with pytest.raises(UnknownVersion):
        store.publish(version, expected=0, who="omid", why="", author="somebody else")
    store.decline(version, **SAID)
    with pytest.raises(UnknownVersion):
        store.publish(version, expected=0, who="omid", why="", author=SAID["who"])
    assert store.head() is None


def test_a_published_or_discarded_draft_is_none_any_more(store: Store) -> None:
    one, other = store.save(record(1)), store.save(record(2))
    for version in (one, other):
        store.add_draft(version, base=0, **SAID)
    store.publish(one, expected=0, **SAID)
    store.discard(other, **SAID)
    assert store.drafts() == ()
    assert [each.action for each in store.audit()] == ["discard", "publish", "draft", "draft"]
    with pytest.raises(UnknownVersion):
        store.discard(other, **SAID)


@pytest.mark.parametrize("size", [0, 1, 999_999, 1_000_000, 2_500_000])
def test_original_bytes_are_kept(store: Store, tmp_path: Path, size: int) -> None:
    content = bytes(number % 251 for number in range(size))
    (tmp_path / "upload").write_bytes(content)
    checksum = hashlib.sha256(content).hexdigest()
    assert store.keep_file(content, "a.csv") == checksum
    assert store.keep_file(tmp_path / "upload", "b.csv") == checksum
    assert store.file(checksum) == content
    assert store.file_name(checksum) == "a.csv"


def test_a_file_that_nobody_kept(store: Store) -> None:
    with pytest.raises(UnknownFile):
        store.file("0" * 64)
    with pytest.raises(UnknownFile):
        store.file(store.save(record(1)))


def test_mappings_are_remembered_by_signature(store: Store) -> None:
    assert store.mapping("sig") is None
    store.remember_mapping("sig", "formal_trade", {"ارزش": "value"})
    store.remember_mapping("sig", "formal_trade", {"ارزش": "value", "ماه": "period"})
    assert store.mapping("sig") == {"ارزش": "value", "ماه": "period"}


def test_text_that_no_database_can_hold(store: Store) -> None:
    said = published(store, 1, who="a\0b", why="half \ud83d of a character")
    assert (said.who, said.why) == ("a\ufffdb", "half ? of a character")
    assert store.verify() == ()


def test_a_release_advances_a_shipped_head(store: Store) -> None:
    first = store.advance_shipped(record(1))
    assert first is not None
    assert (first.number, first.action, first.who) == (1, Action.SHIPPED, "shipped")
    assert store.advance_shipped(record(1)) is None
    second = store.advance_shipped(record(2))
    assert second is not None
    assert second.number == 2
    assert store.advance_shipped(record(1)) is None  # the older program, started again
    assert store.head() == second


def test_a_release_is_a_draft_over_an_uploaded_head(store: Store) -> None:
    store.advance_shipped(record(1))
    uploaded = published(store, 7)
    assert store.advance_shipped(record(2)) is None
    assert store.head() == uploaded
    (draft,) = store.drafts()
    assert (draft.version, draft.base, draft.who) == (record(2).fingerprint, 2, "shipped")
    store.discard(draft.version, **SAID)
    assert store.advance_shipped(record(2)) is None
    assert store.drafts() == ()  # said no to it once


def test_an_upload_that_a_release_ships_makes_the_head_a_shipped_one(store: Store) -> None:
    store.advance_shipped(record(1))
    published(store, 7)
    assert store.advance_shipped(record(7)) is None
    third = store.advance_shipped(record(8))
    assert third is not None
    assert store.head() == third


def test_servers_that_start_together_ship_once(opened: Open) -> None:
    stores = [opened() for _ in range(4)]
    data = record(1)
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(lambda store: store.advance_shipped(data), stores))
    assert len([each for each in done if each]) == 1
    assert len(stores[0].revisions()) == 1


def test_the_head_is_served_by_many_threads(store: Store, tmp_path: Path) -> None:
    published(store, 1)

    def read(_: int) -> int:
        head = store.head()
        assert head is not None
        return shown(store, head.version, tmp_path)

    with ThreadPoolExecutor(20) as pool:
        assert set(pool.map(read, range(40))) == {1}


def test_where_the_store_is(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert store.where.kind in {"sqlite", "postgresql"}
    assert (store.where.kind == "postgresql") <= (store.where.survives == "yes")
    monkeypatch.setenv("BORDERTRADE_STORE", str(tmp_path / "here"))
    assert open_store().where.place == str(tmp_path / "here")
    monkeypatch.setenv("BORDERTRADE_DATABASE_URL", "postgres://me:secret@db.example/trade")
    where = open_store().where
    assert (where.kind, where.place) == ("postgresql", "postgresql://db.example/trade")
    assert open_store(folder=tmp_path).where.kind == "sqlite"


@pytest.mark.parametrize("address", ["mysql://db/trade", "sqlite:///here", "no address"])
def test_an_address_that_is_none(address: str) -> None:
    store = open_store(address)
    for ask in (store.head, store.drafts, lambda: store.keep_file(b"", "a"), store.recover):
        with pytest.raises(StoreUnavailable) as told:
            ask()
        assert told.value.reason is Reason.UNREACHABLE
    assert store.where.survives == "unknown"
    store.close()


def test_low_a_clock_set_back_does_not_make_a_revision_older(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On 0.4.0 the feed went back with it, and readers were told that nothing was new."""
    first = store.publish(store.save(record(1)), expected=0, who="amina", why="")
    monkeypatch.setattr(ledger, "now", lambda: "2001-01-01T00:00:00.000000+00:00")
    second = store.publish(store.save(record(2)), expected=1, who="amina", why="")
    assert second.at >= first.at
    assert store.verify() == ()


def test_times_are_written_so_that_text_sorts_as_time_does() -> None:
    noon = datetime(2025, 7, 1, 12, tzinfo=UTC)
    in_tehran = (noon - timedelta(hours=1)).astimezone(timezone(timedelta(hours=3, minutes=30)))
    assert ledger.moment(in_tehran) == "2025-07-01T11:00:00.000000+00:00" < ledger.moment(noon)
