"""What the store says when it cannot do what was asked. All carry codes and values, no sentences."""

# These are answers that callers show to people, not accidents: they go without "Error".
# ruff: noqa: N818

from __future__ import annotations

from enum import StrEnum

from bordertrade.dataset.fingerprint import SHORT
from bordertrade.store.records import Entry, Fault, Revision, Token


class Reason(StrEnum):
    """Why the store cannot be used."""

    UNREACHABLE = "unreachable"  # no server, no folder, or an address that is none
    BUSY = "busy"  # another writer held it for too long; try again
    FULL = "full"  # no space left on the disk
    READ_ONLY = "read_only"  # the disk or the account does not allow writing
    DAMAGED = "damaged"  # the database's own file is broken
    NEWER = "newer"  # written by a newer release of this program
    FAILED = "failed"  # the disk or the server failed in another way


class StoreError(Exception):
    """Any answer of the store other than the one asked for."""


class StoreUnavailable(StoreError):
    """The store cannot be read or written now. Nothing of the call has been done, unless the
    connection broke in the very commit: then all of it may be."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else str(reason))
        self.reason = reason


class Conflict(StoreError):
    """The head is not the one the publisher saw. ``head`` is the one there is."""

    def __init__(self, head: Revision | None) -> None:
        super().__init__(f"the head is revision {head.number if head else 0}")
        self.head = head


class VersionError(StoreError):
    """A version that cannot be served; ``version`` is its id, or what was asked for."""

    def __init__(self, version: str, detail: str = "") -> None:
        super().__init__(f"{version[:SHORT]}: {detail}" if detail else version[:SHORT])
        self.version = version


class UnknownVersion(VersionError):
    """No version has this id, or it was a draft that has expired."""


class WithdrawnVersion(VersionError):
    """The version was withdrawn; ``entry`` says by whom, when and why."""

    def __init__(self, version: str, entry: Entry) -> None:
        super().__init__(version, "withdrawn")
        self.entry = entry


class DamagedVersion(VersionError):
    """What is stored of a version is not what was saved; ``part`` says what of it: a table's name,
    a file's checksum, or "manifest"."""

    def __init__(self, version: str, part: str) -> None:
        super().__init__(version, f"{part} is damaged")
        self.part = part


class NoEarlierVersion(StoreError):
    """There is no other good version to go back to."""


class UnknownFile(StoreError):
    """No original file with this checksum is kept."""

    def __init__(self, checksum: str) -> None:
        super().__init__(checksum[:10])
        self.checksum = checksum


class DamagedFile(UnknownFile):
    """The kept original is no longer the file that was uploaded."""


class NotEmpty(StoreError):
    """A backup is only brought into a store that holds nothing."""


class DamagedBackup(StoreError):
    """A backup is not as it was written; ``faults`` say where. Nothing of it was taken in."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = faults


class UnknownToken(StoreError):
    """No token is this one, or none of this name stands."""


class RevokedToken(StoreError):
    """The token was good once: revoked since, or its time is over."""

    def __init__(self, token: Token) -> None:
        super().__init__(token.id)
        self.token = token


class TakenName(StoreError):
    """A token of this name stands already: the audit could not tell the two apart."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name
