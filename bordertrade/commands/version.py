"""Versions as the command line names them: an id, or the beginning of one."""

from __future__ import annotations

from bordertrade.commands.record import Record
from bordertrade.dataset import Dataset
from bordertrade.store import Store


def loaded(record: Record, store: Store, name: str) -> Dataset:
    """The version of an id or its beginning; "head" is the published one.

    Raises UnknownVersion, WithdrawnVersion, DamagedVersion.
    """
    shipped = record.shipped()
    return store.load(identified(store, name), shipped.contract, shipped.folder)


def identified(store: Store, name: str) -> str:
    """The whole id. Raises UnknownVersion."""
    head = store.head()
    return head.version if name == "head" and head else store.identify(name)
