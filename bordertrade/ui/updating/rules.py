"""What a visitor who may not publish may keep here: small drafts, few at once, for a day."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import timedelta

from cachetools import LRUCache

from bordertrade.allowances import household
from bordertrade.store import Store
from bordertrade.ui import upload_grants as door
from bordertrade.ui.updating.desk import Desk
from bordertrade.words import _, uploads

DRAFT_HOURS = 24
DRAFT_LIFE = timedelta(hours=DRAFT_HOURS)
DRAFT_BYTES = 5_000_000
DRAFTS_AT_ONCE = 60
#: From one address, so that nobody takes the places of all.
DRAFTS_PER_ADDRESS = 5


class NotNow(Exception):  # noqa: N818 - an answer for people, not an accident
    """A draft that cannot be made; its text says why, for people."""


class Made:
    """When each address made drafts, in this process: they are not kept with an address."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now, self._counting = now, threading.Lock()
        self._times: LRUCache[str, list[float]] = LRUCache(_MOST_ADDRESSES)

    def has_room(self, address: str) -> bool:
        with self._counting:
            return len(self._young(address)) < DRAFTS_PER_ADDRESS

    def add(self, address: str) -> None:
        with self._counting:
            self._times[household(address)] = [*self._young(address), self._now()]

    def _young(self, address: str) -> list[float]:
        oldest = self._now() - DRAFT_LIFE.total_seconds()
        return [each for each in self._times.get(household(address), []) if each > oldest]


_MOST_ADDRESSES = 10_000
MADE = Made()


def _check_address() -> None:
    address = door.address()
    if address and not MADE.has_room(address):
        raise NotNow(
            _(
                "{count} drafts were made from your address since yesterday, as many as one address "
                "may keep. The oldest goes after a day: try again then.",
                count=DRAFTS_PER_ADDRESS,
            )
        )


def check_draft(store: Store, desk: Desk) -> None:
    """Raises NotNow if a visitor's draft would be too large or one too many."""
    size = sum(paper.size for paper in desk.papers.values())
    if size > DRAFT_BYTES:
        raise NotNow(_("A draft takes files of up to {size}.", size=uploads.size(DRAFT_BYTES)))
    _check_address()
    if len([draft for draft in store.drafts() if draft.expires]) >= DRAFTS_AT_ONCE:
        raise NotNow(
            _(
                "{count} drafts are kept already, as many as this server takes at once. The oldest "
                "go after a day: try again later.",
                count=DRAFTS_AT_ONCE,
            )
        )
