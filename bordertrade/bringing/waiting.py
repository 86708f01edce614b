"""The drafts that wait for a publisher."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bordertrade.store import Draft, Store


@dataclass(frozen=True, slots=True)
class Waiting:
    """A draft that waits; ``head`` is the number of the newest revision."""

    draft: Draft
    head: int

    @property
    def moved_on(self) -> bool:
        """Whether the record is another one than the draft was made from."""
        return self.draft.base != self.head


def waiting(store: Store) -> tuple[Waiting, ...]:
    """All of them, the longest waiting first. Raises StoreUnavailable."""
    head = store.head()
    return waiting_of(store.drafts(), head.number if head else 0)


def waiting_of(drafts: Iterable[Draft], head: int) -> tuple[Waiting, ...]:
    """Those without an end: a visitor's draft of a day waits for nobody."""
    found = [Waiting(each, head) for each in drafts if each.expires is None]
    return tuple(sorted(found, key=lambda each: each.draft.at))
