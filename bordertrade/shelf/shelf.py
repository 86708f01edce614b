"""What a server has at hand: the current record and every version that is kept."""

from __future__ import annotations

from typing import Protocol

from bordertrade.dataset import Dataset
from bordertrade.shelf.head import Record
from bordertrade.store import Store


class Shelf(Protocol):
    """``version`` raises UnknownVersion, WithdrawnVersion, DamagedVersion and StoreUnavailable."""

    def record(self) -> Record:
        """The current record, with the revision it is and what stands against it."""

    def shipped(self) -> Dataset:
        """The record that the release ships."""

    def version(self, wanted: str, /) -> Dataset:
        """The data set of a version's id."""

    def store(self) -> Store:
        """The store of this server. Its methods raise StoreUnavailable."""
