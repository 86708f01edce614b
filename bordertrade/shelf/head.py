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

    ``revision`` is the one whose rows are served, None for the shipped record where the store has
    not told its own; ``faults`` say why it is not the head; ``unavailable`` why the store could
    not be asked, ``unwritable`` why it can only be read.
    """

    dataset: Dataset
    revision: Revision | None = None
    faults: tuple[Fault, ...] = ()
    unavailable: Reason | None = None
    unwritable: Reason | None = None

    @property
    def is_stand_in(self) -> bool:
        """Whether the shipped record is here only because the published one cannot be had: it may
        not pass for it."""
        return self.revision is None and bool(self.unavailable or self.faults)


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
        self._unwritable: Reason | None = None
        self._try_at = 0.0
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
        if known is None:
            self._start()
        try:
            found = self._follow(known)
        except StoreUnavailable as error:
            self._ask_at = time.monotonic() + _RETRY_SECONDS
            last = known or Record(self._shipped())
            return replace(last, unavailable=error.reason)
        self._ask_at = time.monotonic() + _FRESH_SECONDS
        self._tidy()
        return replace(found, unwritable=self._obstacle())

    def _start(self) -> None:
        """Mend what a crash left behind, and bring in what the release ships. A store that cannot
        be written is read all the same, and tried again when it is time to tidy."""
        self._tidy_at = time.monotonic() + _TIDY_SECONDS
        try:
            self._store.recover()
            self._store.advance_shipped(self._shipped())
        except StoreUnavailable as error:
            self._tidy_at = time.monotonic() + _RETRY_SECONDS
            _LOG.warning("the store could not be tidied: %s", error)
        else:
            self._started = True

    def _tidy(self) -> None:
        """Now and then: drafts expire while the server runs. No visitor waits for it."""
        if time.monotonic() < self._tidy_at:
            return
        self._tidy_at = time.monotonic() + _TIDY_SECONDS
        threading.Thread(target=self._recover, name="tidy", daemon=True).start()

    def _recover(self) -> None:
        if not self._started:
            self._start()
            self.look_again()
            return
        try:
            self._store.recover()
        except StoreUnavailable as error:
            _LOG.warning("the store could not be tidied: %s", error)

    def _obstacle(self) -> Reason | None:
        """Why nothing can be written, asked now and then: readers need not know it to the second."""
        if time.monotonic() >= self._try_at:
            self._try_at = time.monotonic() + _RETRY_SECONDS
            try:
                self._store.require_writable()
            except StoreUnavailable as error:
                self._unwritable = error.reason
            else:
                self._unwritable = None
        return self._unwritable

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
