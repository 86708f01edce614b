"""How often each action was done, as the audit tells it."""

from __future__ import annotations

from bordertrade.store import Store
from tests.store.tiny import record


def test_deeds_are_counted_by_action(store: Store) -> None:
    assert store.deeds() == {}
    for value in (1, 2):
        store.publish(store.save(record(value)), expected=value - 1, who="amina", why="")
    store.undo(expected=2, who="amina", why="")
    assert store.deeds() == {"publish": 2, "undo": 1}
