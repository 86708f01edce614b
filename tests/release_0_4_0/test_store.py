"""A store made by 0.4.0 opens as it was left, and the new release takes its place in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bordertrade.dataset import Dataset
from bordertrade.dataset.difference import difference
from bordertrade.store import Action, Draft, Store, open_store
from tests.release_0_4_0.made import CHADGI, GABD, HERE, MAND, SHIPPED, VERSIONS, unpacked
from tests.ui.publishing import grown

SAID: dict[str, Any] = {"who": "zarina", "why": "goes on with 0.4.0's"}


@pytest.fixture
def left(tmp_path: Path) -> Iterator[Callable[[str], Store]]:
    """Opens the store with one head or the other."""
    stores: list[Store] = []

    def open_one(head: str) -> Store:
        stores.append(open_store(folder=unpacked(tmp_path / head, head)))
        return stores[-1]

    yield open_one
    for store in stores:
        store.close()


def load(store: Store, version: str, dataset: Dataset) -> Dataset:
    return store.load(version, dataset.contract, dataset.folder)


def test_it_is_small() -> None:
    assert sum(path.stat().st_size for path in HERE.glob("*.xz")) < 300_000


def test_its_history_is_whole(left: Callable[[str], Store]) -> None:
    """The chain of the audit, every blob, and what stands in it."""
    store = left("uploaded")
    assert store.verify() == ()
    told = [(e.revision, e.action, e.version, e.who, e.why, e.file) for e in store.audit()]
    office, release = "Gwadar customs house", "shipped"
    gabd = "Gabd, July 2024 to August 2025"
    again, mand = "Mand to be counted again", "Mand, January to June 2025"
    chadgi, chamber = "Chadgi, March to October 2025", "Chamber of commerce, Panjgur"
    assert told == [
        (0, Action.DRAFT, CHADGI, chamber, chadgi, ""),
        (4, Action.UNDO, GABD, office, again, ""),
        (3, Action.PUBLISH, MAND, "local user: zarina", mand, "mand.csv"),
        (2, Action.PUBLISH, GABD, office, gabd, "gabd.csv"),
        (0, Action.DRAFT, GABD, office, gabd, ""),
        (1, Action.SHIPPED, SHIPPED, release, "", ""),
    ]


@pytest.mark.parametrize("version", VERSIONS)
def test_a_version_opens_under_todays_contract_and_keeps_its_id(
    version: str, left: Callable[[str], Store], dataset: Dataset
) -> None:
    """What the contract has learned since is empty in it."""
    opened = load(left("uploaded"), version, dataset)
    assert opened.fingerprint == version
    for name, table in dataset.contract.tables.items():
        assert list(opened[name].columns) == list(dataset[name].columns), name
        assert set(table.column_names) <= set(opened[name].columns)
    for name in {"prices", "memberships", "port_activity"} & set(dataset.contract.tables):
        assert len(opened[name]) == 0
    rates = opened["exchange_rates"]
    assert len(rates) == 81
    if "basis" in rates.columns:
        assert rates["basis"].isna().all()
    added = {GABD: 28, MAND: 34, CHADGI: 36, SHIPPED: 0}[version]
    assert len(opened["formal_trade"]) == 1 + added


def test_a_version_saved_again_is_the_same_version(
    left: Callable[[str], Store], dataset: Dataset
) -> None:
    store = left("uploaded")
    assert store.save(load(store, GABD, dataset)) == GABD
    assert store.verify() == ()


def test_rows_and_files_can_still_be_followed(left: Callable[[str], Store]) -> None:
    store = left("uploaded")
    for entry in store.audit():
        if entry.file:
            (told,) = entry.details["files"]
            content = store.file(entry.checksum)
            assert content.count(b"\n") == told["added"] + 1
            assert told["table"] == "formal_trade"


def test_its_draft_can_be_looked_at_and_published(
    left: Callable[[str], Store], dataset: Dataset
) -> None:
    store = left("uploaded")
    (draft,) = store.drafts()
    assert (draft.version, draft.base, draft.expires) == (CHADGI, 4, None)
    assert draft.why == "Chadgi, March to October 2025"
    assert isinstance(store.standing(CHADGI), Draft)
    assert store.resolve(CHADGI[:10]) == CHADGI
    made = store.publish(CHADGI, expected=4, **SAID)
    assert (made.number, made.version) == (5, CHADGI)
    assert store.drafts() == ()
    assert store.verify() == ()


def test_undo_goes_on_where_it_was_left(left: Callable[[str], Store]) -> None:
    store = left("uploaded")
    assert store.undo(expected=4, **SAID).version == MAND
    assert store.verify() == ()


def test_a_shipped_head_advances_to_the_new_release(
    left: Callable[[str], Store], dataset: Dataset
) -> None:
    store, release = left("shipped"), grown(dataset, period="2025-09")
    head = store.head()
    assert head is not None
    assert (head.number, head.version) == (5, SHIPPED)
    store.advance_shipped(release)
    head = store.head()
    assert head is not None
    assert (head.number, head.version, head.action) == (6, release.fingerprint, Action.SHIPPED)
    assert load(store, SHIPPED, dataset).fingerprint == SHIPPED
    assert store.verify() == ()


def test_over_an_uploaded_head_the_new_release_becomes_a_draft_with_a_difference(
    left: Callable[[str], Store], dataset: Dataset
) -> None:
    store, release = left("uploaded"), grown(dataset, period="2025-09")
    store.advance_shipped(release)
    head = store.head()
    assert head is not None
    assert (head.number, head.version) == (4, GABD)
    by_version = {draft.version: draft for draft in store.drafts()}
    assert set(by_version) == {CHADGI, release.fingerprint}
    mine = by_version[release.fingerprint]
    assert (mine.base, mine.who, mine.expires) == (4, "shipped", None)
    before, after = load(store, GABD, dataset), load(store, release.fingerprint, dataset)
    told = difference(before, after).tables["formal_trade"]
    assert len(told.removed) >= 28
    assert len(told.added) >= 1


def test_the_record_of_this_release_takes_its_place(
    left: Callable[[str], Store], dataset: Dataset
) -> None:
    """The very data of this checkout, twice: a second start changes nothing."""
    for head in ("shipped", "uploaded"):
        store = left(head)
        store.advance_shipped(dataset)
        audit = store.audit()
        store.advance_shipped(dataset)
        assert store.audit() == audit
        standing = store.standing(dataset.fingerprint)
        assert isinstance(standing, Draft) == (head == "uploaded")
        assert store.verify() == ()
