"""Following the head of the store: what is published, asked for at most once a second."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from bordertrade.dataset import Dataset
from bordertrade.store import (
    DamagedVersion,
    Fault,
    Reason,
    Revision,
    Store,
    StoreUnavailable,
    VersionError,
)

#: How old the answer may be, seconds. A publisher's own process is told at once (``look_again``).
_FRESH_SECONDS = 1.0
#: How long a store that could not be reached is left alone: asking may take as long as a timeout.
_RETRY_SECONDS = 10.0
#: How often what has expired is cleared away.
_TIDY_SECONDS = 3600.0

_LOG = logging.getLogger("bordertrade")


@dataclass(frozen=True, eq=False, slots=True)
class Record:
    """What is served as the current record, and what stands against it.

    ``revision`` is the one whose rows are served, None for the shipped record beside a store that
    cannot be reached; ``faults`` say why it is not the head; ``unavailable`` why the store could
    not be asked.
    """

    dataset: Dataset
    revision: Revision | None = None
    faults: tuple[Fault, ...] = ()
    unavailable: Reason | None = None


class Head:
    """The current record of one store, for all visitors of a process.

    While one visitor's run loads a new head the others are served the one before.
    """

    def __init__(
        self, store: Store, shipped: Callable[[], Dataset], load: Callable[[str], Dataset]
    ) -> None:
        self._store = store
        self._shipped = shipped
        self._load = load
        self._record: Record | None = None
        self._number = 0
        self._ask_at = 0.0
        self._started = False
        self._tidy_at = 0.0
        self._asking = threading.Lock()

    def record(self) -> Record:
        """What is current. Never raises for a fault of the store: the last good record is served."""
        known = self._record
        if known is not None and time.monotonic() < self._ask_at:
            return known
        if not self._asking.acquire(blocking=known is None):
            assert known is not None
            return known
        try:
            self._record = self._ask(self._record)
            return self._record
        finally:
            self._asking.release()

    def look_again(self) -> None:
        """Ask at the next opportunity, however young the last answer is."""
        self._ask_at = 0.0

    def _ask(self, known: Record | None) -> Record:
        if known is not None and time.monotonic() < self._ask_at:
            return known  # somebody else asked while we waited
        try:
            self._start()
            found = self._follow(known)
        except StoreUnavailable as error:
            self._ask_at = time.monotonic() + _RETRY_SECONDS
            last = known or Record(self._shipped())
            return replace(last, unavailable=error.reason)
        self._ask_at = time.monotonic() + _FRESH_SECONDS
        self._tidy()
        return found

    def _start(self) -> None:
        """Once: mend what a crash left behind, and bring in what the release ships."""
        if self._started:
            return
        self._store.recover()
        self._store.advance_shipped(self._shipped())
        self._started = True
        self._tidy_at = time.monotonic() + _TIDY_SECONDS

    def _tidy(self) -> None:
        """Now and then: drafts expire while the server runs. No visitor waits for it."""
        if time.monotonic() < self._tidy_at:
            return
        self._tidy_at = time.monotonic() + _TIDY_SECONDS
        threading.Thread(target=self._recover, name="tidy", daemon=True).start()

    def _recover(self) -> None:
        try:
            self._store.recover()
        except StoreUnavailable as error:
            _LOG.warning("the store could not be tidied: %s", error)

    def _follow(self, known: Record | None) -> Record:
        head = self._store.head()
        if known is not None and head is not None and head.number == self._number:
            return replace(known, unavailable=None)
        found = self._good(head)
        self._number = head.number if head else 0
        return found

    def _good(self, head: Revision | None) -> Record:
        if head is None:
            return Record(self._shipped())
        try:
            return Record(self._load(head.version), head)
        except VersionError as error:
            return self._last_good(error)

    def _last_good(self, error: VersionError) -> Record:
        """The newest revision that is whole, or the shipped record if none is."""
        shipped = self._shipped()
        try:
            return Record(*self._store.good_head(shipped.contract, shipped.folder))
        except VersionError:
            part = error.part if isinstance(error, DamagedVersion) else ""
            return Record(shipped, None, (Fault("version_damaged", error.version, part),))
