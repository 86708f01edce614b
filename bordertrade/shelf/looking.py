"""Which version of the record a run reads, and what must be said about it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from bordertrade.dataset import Dataset
from bordertrade.shelf.head import Record
from bordertrade.shelf.shelf import Shelf
from bordertrade.store import (
    DamagedVersion,
    Draft,
    Entry,
    Revision,
    StoreUnavailable,
    UnknownVersion,
    WithdrawnVersion,
)
from bordertrade.view import UNREADABLE


class Trouble(StrEnum):
    """Why the version of a link cannot be shown."""

    UNREADABLE = "unreadable"  # no version's name, as where the end of a link is lost
    UNKNOWN = "unknown"  # never kept here, or thrown away
    EXPIRED = "expired"  # a draft whose time is over
    DECLINED = "declined"  # a draft that a publisher would not publish
    WITHDRAWN = "withdrawn"
    DAMAGED = "damaged"
    UNREACHABLE = "unreachable"  # the store cannot be asked
    UNREAD = "unread"  # no version was asked for, and the published one cannot be had


@dataclass(frozen=True, eq=False, slots=True)
class Looking:
    """One run's data. With a ``trouble`` no numbers may be shown; ``dataset`` is the current
    record then, for what the frame needs.

    ``asked`` is the version that the link names ("" for whatever is current); ``draft`` and
    ``published`` say what that version is: a draft, the newest revision that published it.
    ``withdrawal`` is the entry that withdrew it, or declined the draft.
    """

    dataset: Dataset
    record: Record
    asked: str = ""
    trouble: Trouble | None = None
    withdrawal: Entry | None = None
    draft: Draft | None = None
    published: Revision | None = None

    @property
    def is_current(self) -> bool:
        return self.dataset.fingerprint == self.record.dataset.fingerprint and not self.trouble


def look_strictly(asked: str, shelf: Shelf) -> Looking:
    """The same for who reads no notices, as programs, cards and pictures: the shipped record does
    not stand in for the published one. Never raises."""
    found = look(asked, shelf)
    if asked or not found.record.is_stand_in:
        return found
    return replace(found, trouble=Trouble.UNREAD)


def look(asked: str, shelf: Shelf) -> Looking:
    """What a link that names this version ("" for none) is to show. Never raises."""
    record = shelf.record()
    if asked == UNREADABLE:
        return Looking(record.dataset, record, asked, Trouble.UNREADABLE)
    if not asked or (record.unavailable and record.dataset.fingerprint.startswith(asked)):
        return Looking(record.dataset, record, asked, published=record.revision)
    gone = None
    try:
        return _named(asked, record, shelf)
    except WithdrawnVersion as error:
        trouble, gone = Trouble.WITHDRAWN, error.entry
    except DamagedVersion:
        trouble = Trouble.DAMAGED
    except UnknownVersion as error:
        trouble, gone = _unknown(error.version, asked, shelf)
    except StoreUnavailable:
        for known in (record.dataset, shelf.shipped()):
            if known.fingerprint.startswith(asked):
                published = record.revision if known is record.dataset else None
                return Looking(known, record, asked, published=published)
        trouble = Trouble.UNREACHABLE
    return Looking(record.dataset, record, asked, trouble, withdrawal=gone)


def _unknown(version: str, asked: str, shelf: Shelf) -> tuple[Trouble, Entry | None]:
    """Nothing of this name is shown: declined, over, or never here. A draft that was declined says
    so also when its rows are gone."""
    try:
        declined = shelf.store().declined(version)
    except StoreUnavailable:
        declined = None
    if declined:
        return Trouble.DECLINED, declined
    return (Trouble.UNKNOWN if version == asked else Trouble.EXPIRED), None


def _named(asked: str, record: Record, shelf: Shelf) -> Looking:
    """The store says which version a link means, also where the current one begins so."""
    store = shelf.store()
    wanted = store.resolve(asked)
    if wanted == record.dataset.fingerprint:
        return Looking(record.dataset, record, asked, published=record.revision)
    dataset, standing = shelf.version(wanted), store.standing(wanted)
    if isinstance(standing, Draft):
        return Looking(dataset, record, asked, draft=standing)
    return Looking(dataset, record, asked, published=standing)
