"""Words for those who run a server: backups, what the start found."""

from __future__ import annotations

from collections.abc import Sequence

from bordertrade.store import Fault, StoreUnavailable
from bordertrade.words import ngettext, numbers, stopping, versions
from bordertrade.words.catalogue import _


def end(revision: int, entries: int) -> str:
    """Where a store's audit ends."""
    told = ngettext("{count} entry of the audit", "{count} entries of the audit", entries)
    if not revision:
        return _("{entries}; nothing is published.", entries=told)
    return _("{entries}; revision {number} is published.", entries=told, number=revision)


def last_hash(value: str) -> str:
    return _("Hash of the last entry: {hash}", hash=value or numbers.MISSING)


def place_taken(place: str) -> str:
    return _("{folder} exists already. A backup needs a new folder: name another.", folder=place)


def no_backup(folder: str) -> str:
    return _(
        "{folder} holds no backup: there is no record.sqlite3 in it. Name the folder that "
        "“backup” made.",
        folder=folder,
    )


def damaged_backup(folder: str) -> str:
    return _(
        "The store is damaged. What could be copied is in {folder}; it does not count as a "
        "backup. Keep the last good one.",
        folder=folder,
    )


#: Faults that a log names one by one.
_MOST = 20


def chain_changed(faults: Sequence[Fault]) -> str:
    """What the check at the start has found."""
    told = ngettext(
        "{count} place in the audit is not as it was written.",
        "{count} places in the audit are not as they were written.",
        len(faults),
    )
    then = _(
        "Somebody wrote to the database past this program. Keep a copy of it as it is, compare the "
        "last hash with the one that you noted, and restore the last good backup."
    )
    return " ".join((told, *map(versions.fault, faults[:_MOST]), then))


def chain_unread(error: StoreUnavailable) -> str:
    return _("The audit was not checked at the start. {why}", why=stopping.store(error))
