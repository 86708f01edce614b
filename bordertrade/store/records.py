"""What the store tells: entries of the audit, revisions, drafts, faults, and where all is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from bordertrade.dataset.fingerprint import SHORT


class Action(StrEnum):
    """What an entry of the audit records."""

    SHIPPED = "shipped"  # a release brought this version
    PUBLISH = "publish"
    UNDO = "undo"
    RESTORE = "restore"
    WITHDRAW = "withdraw"
    DRAFT = "draft"
    DISCARD = "discard"  # a draft was thrown away
    DECLINE = "decline"  # a publisher would not publish a draft, and said why


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the audit, written once and never changed.

    ``seq`` counts all entries from 1; ``revision`` is the number of the revision that the entry
    made, 0 if it moved no head. ``at`` is in UTC. ``file`` and ``checksum`` name the upload.
    """

    seq: int
    revision: int
    version: str
    action: str
    who: str
    at: datetime
    why: str
    file: str
    checksum: str
    details: Mapping[str, Any]
    hash: str


@dataclass(frozen=True, slots=True)
class Revision:
    """One step of the published record: from then on ``version`` was served."""

    number: int
    version: str
    action: str
    who: str
    at: datetime
    why: str
    file: str
    checksum: str
    details: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Draft:
    """A version with a link of its own that nobody has published.

    ``base`` is the number of the revision it was made from; ``expires`` is None for one that
    stays; ``name`` is what links call it, "" for one made by 0.4.0.
    """

    version: str
    base: int
    who: str
    at: datetime
    why: str
    details: Mapping[str, Any]
    expires: datetime | None
    name: str = ""

    @property
    def in_links(self) -> str:
        return self.name or self.version[:SHORT]


@dataclass(frozen=True, slots=True)
class Token:
    """By which a machine shows who it is. ``id`` is no secret; ``role`` is contributor or
    publisher; ``is_over`` whether it was revoked or its time is over.
    """

    id: str
    name: str
    role: str
    made: datetime
    made_by: str
    expires: datetime
    revoked: datetime | None
    revoked_by: str
    is_over: bool

    @property
    def stands(self) -> bool:
        return not self.is_over


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in the store that is not as it was written.

    ``entry_changed``, ``entry_missing``, ``chain_broken`` (it does not follow on the entry before):
    ``place`` is the number of the entry. ``head_changed``: the end of the chain, at the last entry.
    ``version_missing``, ``version_damaged``: the version's id; ``part`` is a table or "manifest".
    ``file_damaged``: the checksum of an original.
    """

    code: str
    place: str
    part: str = ""


class Survives(StrEnum):
    """Whether what is kept outlives a restart of the host."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where versions are kept: ``kind`` is "sqlite" or "postgresql", ``place`` a folder, or a
    server and database without the password."""

    kind: str
    place: str
    survives: Survives
