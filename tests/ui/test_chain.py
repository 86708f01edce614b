"""P8: a start looks at the audit, and its log says in words what is wrong and where."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import delete, text, update

from bordertrade.store import Fault, Store, open_store
from bordertrade.store.schema import audit, head
from bordertrade.ui import chain
from bordertrade.ui.chain import Chain
from bordertrade.ui.warm import facts
from tests.store.test_damage import execute
from tests.store.tiny import record


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """Six entries; nothing is known of them yet."""
    monkeypatch.setattr(chain, "_found", Chain.UNCHECKED)
    made = open_store(folder=tmp_path / "store")
    version = made.save(record(1))
    made.publish(version, expected=0, who="amina", why="")
    for _ in range(5):
        made.add_draft(version, base=1, who="amina", why="")
    yield made
    made.close()


def test_a_whole_chain_says_nothing(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    chain.begin(store).join()
    assert chain.found() is Chain.WHOLE
    assert facts()["audit"] == "whole"
    assert caplog.records == []


def test_P8_a_changed_entry_is_named_in_words(  # noqa: N802 - the requirement's name
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    execute(store, update(audit).where(audit.c.seq == 3).values(who="nobody"))
    execute(store, delete(audit).where(audit.c.seq == 5))
    chain.begin(store).join()
    assert chain.found() is Chain.CHANGED
    assert facts()["audit"] == "changed"
    (told,) = caplog.records
    assert told.levelno == logging.ERROR
    for sentence in (
        "2 places in the audit are not as they were written.",
        "Entry 3 of the audit was changed after it was written.",
        "Entry 5 of the audit is missing.",
        "restore the last good backup",
    ):
        assert sentence in told.getMessage()


def test_a_store_that_cannot_be_read_is_no_reason_not_to_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(chain, "_found", Chain.UNCHECKED)
    chain.begin(open_store(url="mysql://nowhere")).join()
    assert chain.found() is Chain.UNCHECKED
    assert "The audit was not checked at the start." in caplog.text


def test_only_the_end_of_a_long_chain_is_read(store: Store) -> None:
    execute(store, update(audit).where(audit.c.seq == 2).values(who="nobody"))
    assert store.chain_faults(4) == ()
    assert store.chain_faults(5) == (Fault("entry_changed", "2"),)
    assert store.chain_faults(10_000) == store.verify(every_byte=False)


@pytest.mark.parametrize("last", [1, 2, 3, 6, 7])
@pytest.mark.parametrize("seq", [4, 5, 6])
def test_what_is_missing_at_the_end_is_noticed_however_little_is_read(
    store: Store, last: int, seq: int
) -> None:
    """Taken out, or taken off: the head knows how many there are."""
    execute(store, delete(audit).where(audit.c.seq == seq))
    found = store.chain_faults(last)
    seen = last >= 6 - seq or seq == 6
    assert (Fault("entry_missing", str(seq)) in found) == seen
    assert store.verify(every_byte=False) == (Fault("entry_missing", str(seq)),)


def test_a_head_that_was_moved(store: Store) -> None:
    execute(store, update(head).values(tip="0" * 64))
    assert store.chain_faults(1) == (Fault("head_changed", "6"),)
    execute(store, text("UPDATE head SET entries = 3"))
    assert store.chain_faults(2) == (Fault("head_changed", "6"),)
