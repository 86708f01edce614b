"""The audit's chain, checked when the server starts: what is wrong stands in its log, in words."""

from __future__ import annotations

import logging
import threading
from enum import StrEnum

from bordertrade.store import Store, StoreUnavailable
from bordertrade.words import operating

#: So many entries at the chain's end take less than a second. ``versions --verify`` reads all.
LAST = 10_000

_LOG = logging.getLogger("bordertrade")


class Chain(StrEnum):
    """What is known of the audit since the start."""

    UNCHECKED = "unchecked"  # not yet, or the store could not be read
    WHOLE = "whole"
    CHANGED = "changed"  # somebody wrote to it past the program


_found = Chain.UNCHECKED


def found() -> Chain:
    """What the check at the start has found."""
    return _found


def begin(store: Store) -> threading.Thread:
    """Check while the server starts: nobody waits for it."""
    thread = threading.Thread(target=check, args=(store,), name="chain", daemon=True)
    thread.start()
    return thread


def check(store: Store) -> None:
    """Look once and tell the log. Raises nothing."""
    global _found  # noqa: PLW0603 - one start, one check
    try:
        faults = store.chain_faults(LAST)
    except StoreUnavailable as error:
        _LOG.warning("%s", operating.chain_unread(error))
        return
    _found = Chain.CHANGED if faults else Chain.WHOLE
    if faults:
        _LOG.error("%s", operating.chain_changed(faults))
