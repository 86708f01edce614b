"""Tokens of machines and declined drafts, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from bordertrade import clock
from bordertrade.store import (
    Action,
    RevokedToken,
    Store,
    TakenName,
    UnknownToken,
    UnknownVersion,
    open_store,
)
from tests.release_0_4_0.made import unpacked
from tests.store import tiny

MONTH = timedelta(days=30)


def made(store: Store, name: str = "customs", ends: timedelta = MONTH) -> tuple[str, str]:
    """A token's id and its text."""
    token, text = store.tokens.make(name, "publisher", who="zarina", expires=clock.now() + ends)
    return token.id, text


def draft(store: Store, value: int = 1) -> str:
    store.advance_shipped(tiny.record(0))
    version = store.save(tiny.record(value))
    store.add_draft(version, base=1, who="omid@customs.example", why="June")
    return version


def test_a_token_is_known_again_in_another_process(opened: Callable[[], Store]) -> None:
    own, text = made(opened())
    found = opened().tokens.known(text)
    assert (found.id, found.name, found.role, found.made_by) == (
        own,
        "customs",
        "publisher",
        "zarina",
    )
    assert found.stands


def test_its_secret_is_not_in_the_store(store: Store) -> None:
    own, text = made(store)
    secret = text.rpartition("_")[2]
    assert len(secret) == 64
    assert secret not in repr(store.tokens.all())
    with store._database.reading() as connection:
        (row,) = connection.exec_driver_sql("SELECT * FROM token").all()
    assert own in row
    assert not any(secret in str(cell) for cell in row)


@pytest.mark.parametrize("change", [str.upper, lambda t: t[:-1], lambda t: t + "0", lambda _t: ""])
def test_another_text_is_not_known(change: Callable[[str], str], store: Store) -> None:
    _own, text = made(store)
    with pytest.raises(UnknownToken):
        store.tokens.known(change(text))


def test_a_token_of_another_id_is_not_known(store: Store) -> None:
    _one, text = made(store, "one")
    other, _text = made(store, "other")
    mark, _own, secret = text.split("_")
    with pytest.raises(UnknownToken):
        store.tokens.known(f"{mark}_{other}_{secret}")


def test_a_revoked_one_says_so_and_stays_listed(store: Store) -> None:
    own, text = made(store)
    assert store.tokens.revoke("customs", who="omid").revoked_by == "omid"
    with pytest.raises(RevokedToken) as told:
        store.tokens.known(text)
    assert told.value.token.id == own
    assert [each.id for each in store.tokens.all()] == [own]
    with pytest.raises(UnknownToken):
        store.tokens.revoke(own, who="omid")


def test_one_that_is_over_opens_nothing(store: Store) -> None:
    _own, text = made(store, ends=-timedelta(seconds=1))
    with pytest.raises(RevokedToken):
        store.tokens.known(text)


def test_a_name_stands_once(store: Store) -> None:
    made(store)
    with pytest.raises(TakenName):
        made(store)
    store.tokens.revoke("customs", who="zarina")
    made(store)


def test_a_revoked_token_publishes_and_drafts_nothing(store: Store) -> None:
    """It is asked in the transaction: what was checked before may be old."""
    version = draft(store)
    own, _text = made(store)
    store.tokens.revoke(own, who="zarina")
    entries = len(store.audit())
    with pytest.raises(RevokedToken):
        store.publish(version, expected=1, who="token: customs", why="June", token=own)
    with pytest.raises(RevokedToken):
        store.add_draft(version, base=1, who="token: customs", why="June", token=own)
    assert len(store.audit()) == entries


def test_a_standing_token_publishes(store: Store) -> None:
    version = draft(store)
    own, _text = made(store)
    store.publish(version, expected=1, who="token: customs", why="June", token=own)
    assert store.verify() == ()


# --- drafts that are declined ----------------------------------------------------------------------


def test_a_declined_draft_says_why_until_something_is_done_with_it(store: Store) -> None:
    version = draft(store)
    (made,) = store.drafts()
    assert store.declined(version) is None
    store.decline(version, who="omid", why="May is missing")
    found = store.declined(made.in_links)
    assert found is not None
    assert (found.action, found.why) == (Action.DECLINE, "May is missing")
    assert store.drafts() == ()
    with pytest.raises(UnknownVersion):
        store.decline(version, who="omid", why="again")
    store.recover(grace=timedelta(seconds=-1))
    assert store.declined(made.in_links) == found, "also when its rows are gone"
    assert store.declined(version[:16]) is None, "its rows do not tell its link"
    draft(store)
    assert store.declined(version) is None
    assert store.declined("no version") is None


def test_a_store_of_0_4_0_takes_tokens(tmp_path: Path) -> None:
    store = open_store(folder=unpacked(tmp_path, "uploaded"))
    _own, text = made(store)
    assert store.tokens.known(text).name == "customs"
    assert store.verify() == ()
    store.close()
