"""What is published now: what files that come are held against."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bordertrade.dataset import Dataset
from bordertrade.store import Fault, Revision, Store
from bordertrade.words import versions as words


@dataclass(frozen=True, slots=True)
class Published:
    """What is published: the data, the revision and its store, and what was found damaged.

    Revision and store are None where there is no store yet.
    """

    dataset: Dataset
    revision: Revision | None = None
    faults: tuple[Fault, ...] = ()
    store: Store | None = None

    @property
    def number(self) -> int:
        return self.revision.number if self.revision else 0

    def warnings(self) -> Iterator[str]:
        """What to tell where a version before the published one has to do."""
        if self.faults:
            yield words.head_damaged(self.dataset.version)
        yield from map(words.fault, self.faults)


def published(store: Store, shipped: Dataset) -> Published:
    """The head of a store, or the last good version before it where the head is damaged."""
    return Published(*store.good_head(shipped.contract, shipped.folder), store)
