"""What a link leads to, whatever strangers draft: F9 of the hosting review played from both sides."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from functools import cache
from itertools import count
from typing import Any

import pytest

from bordertrade.dataset import Dataset
from bordertrade.store import Draft, Store, UnknownVersion
from bordertrade.store.schema import draft_name
from tests.store.test_damage import execute
from tests.store.tiny import bare

SAID: dict[str, Any] = {"who": "amina", "why": "figures of July"}
STRANGER: dict[str, Any] = {"who": "a visitor", "why": ""}
#: The attack needs 15 seconds for ten characters and none worth counting for four.
LENGTH = 4


@cache
def alike() -> tuple[Dataset, Dataset]:
    """Two records with different rows whose ids begin alike, found by trying."""
    found: dict[str, Dataset] = {}
    for value in count(1):
        made = bare(value)
        twin = found.setdefault(made.fingerprint[:LENGTH], made)
        if twin is not made:
            return twin, made
    raise AssertionError


def publish(store: Store, dataset: Dataset) -> str:
    head = store.head()
    version = store.save(dataset)
    store.publish(version, expected=head.number if head else 0, **SAID)
    return version


def draft(store: Store, dataset: Dataset) -> Draft:
    return store.add_draft(store.save(dataset), base=1, **STRANGER)


def made_by_0_4_0(store: Store, dataset: Dataset) -> Draft:
    """A draft without a name."""
    made = draft(store, dataset)
    execute(store, draft_name.delete().where(draft_name.c.version == made.version))
    return made


def test_f9_a_strangers_draft_does_not_take_a_published_link(store: Store) -> None:
    one, other = alike()
    mine = publish(store, one)
    assert store.resolve(mine[:LENGTH]) == mine
    theirs = draft(store, other)
    assert theirs.version != mine
    assert theirs.version[:LENGTH] == mine[:LENGTH]
    assert store.resolve(mine[:LENGTH]) == mine
    assert store.resolve(theirs.in_links) == theirs.version


def test_f9_a_draft_without_a_name_does_not_either(store: Store) -> None:
    one, other = alike()
    mine = publish(store, one)
    made_by_0_4_0(store, other)
    assert store.resolve(mine[:LENGTH]) == mine


def test_f9_what_was_published_first_keeps_its_link(store: Store) -> None:
    """Also once somebody was talked into publishing the other, and after either was withdrawn."""
    one, other = alike()
    publish(store, bare(0))
    mine, theirs = publish(store, one), publish(store, other)
    assert store.resolve(mine[:LENGTH]) == mine
    store.withdraw(theirs, **SAID)
    assert store.resolve(mine[:LENGTH]) == mine
    store.withdraw(mine, **SAID)
    assert store.resolve(mine[:LENGTH]) == mine


def test_f9_the_old_link_of_a_draft_of_0_4_0_is_not_taken(store: Store) -> None:
    one, other = alike()
    publish(store, bare(0))
    old = made_by_0_4_0(store, one)
    assert store.draft(old.version) == replace(old, name="")
    draft(store, other)
    assert store.resolve(old.version[:LENGTH]) == store.resolve(old.version[:16]) == old.version


def test_f9_the_rows_of_a_draft_do_not_tell_its_link(store: Store) -> None:
    publish(store, bare(1))
    made = draft(store, bare(2))
    assert re.fullmatch(r"[0-9a-f]{24}", made.in_links)
    assert made.in_links not in made.version
    for length in (10, 16, 24, 64):
        with pytest.raises(UnknownVersion):
            store.resolve(made.version[:length])
    for length in (10, 16, 23):
        with pytest.raises(UnknownVersion):
            store.resolve(made.in_links[:length])


def test_two_drafts_have_two_names(store: Store) -> None:
    names = {draft(store, bare(value)).name for value in range(2, 5)}
    assert len(names) == 3


def test_the_link_of_a_draft_goes_on_to_what_it_became(store: Store) -> None:
    publish(store, bare(1))
    made = draft(store, bare(2))
    assert publish(store, bare(2)) == made.version
    assert store.resolve(made.in_links) == store.resolve(made.version[:16]) == made.version


def test_a_draft_made_anew_keeps_its_link(store: Store) -> None:
    first = draft(store, bare(2))
    store.discard(first.version, **STRANGER)
    assert draft(store, bare(2)).in_links == first.in_links
    assert [each.in_links for each in store.drafts()] == [first.in_links]


def test_a_name_goes_with_its_version(store: Store) -> None:
    """Also where an older release clears away, which knows of no names: the database does it."""
    made = draft(store, bare(2))
    store.discard(made.version, **STRANGER)
    assert f"version {made.version}" in store.recover(timedelta(seconds=-1))
    with pytest.raises(UnknownVersion):
        store.resolve(made.in_links)
    assert draft(store, bare(2)).in_links != made.in_links


def test_who_holds_the_store_names_drafts_either_way(store: Store) -> None:
    one, other = alike()
    mine, made = publish(store, one), draft(store, other)
    assert store.identify(made.version[:16]) == store.identify(made.in_links) == made.version
    with pytest.raises(UnknownVersion):  # both begin so
        store.identify(mine[:LENGTH])
