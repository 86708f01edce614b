"""The store: what is published, what was, and who did it.

A version is saved once and never changed. Publishing moves the head to a version, in one
transaction with its entry in the audit, and only if the head is the one the publisher saw. What
was published stays: going back is a new revision.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, delete

from bordertrade import clock
from bordertrade.dataset import SHIPPED, UPLOADED, Contract, Dataset
from bordertrade.store import (
    backup,
    checking,
    drafts,
    ledger,
    naming,
    originals,
    recovery,
    room,
    shipping,
    tokens,
)
from bordertrade.store.blobs import Blobs, FolderBlobs
from bordertrade.store.database import Database
from bordertrade.store.errors import (
    DamagedVersion,
    NoEarlierVersion,
    UnknownVersion,
    VersionError,
    WithdrawnVersion,
)
from bordertrade.store.ledger import Deed
from bordertrade.store.records import (
    Action,
    Draft,
    Entry,
    Fault,
    Revision,
    Whereabouts,
)
from bordertrade.store.schema import draft
from bordertrade.store.sign_ins import SignIns
from bordertrade.store.versions import Versions

_NOTHING: Mapping[str, Any] = MappingProxyType({})
_PREFIX = re.compile(r"[0-9a-f]{4,64}")


class Store:
    """Versions, the head and the audit. Any number of threads and processes may share one place.

    Every call raises StoreUnavailable when the database or the disk cannot be used.
    """

    def __init__(
        self, database: Database, blobs: Blobs, where: Whereabouts, floor_bytes: int = 0
    ) -> None:
        self.where, self._floor = where, floor_bytes
        self._database = database
        self._blobs = blobs
        self._versions = Versions(database, blobs)
        self._originals = originals.Originals(database, blobs)
        self.tokens = tokens.Tokens(database)
        self.sign_ins = SignIns(database)

    def close(self) -> None:
        """Give back all connections."""
        self._database.close()

    # Versions

    def save(self, dataset: Dataset, *, origin: str = UPLOADED) -> str:
        """Keep a data set for good and return its id, the fingerprint. Saving again is free."""
        self.require_room()
        return self._versions.save(dataset, origin)

    def load(self, version: str, contract: Contract, folder: Path) -> Dataset:
        """A version that has a ``standing``, as it was saved; columns that a newer contract added
        are empty.

        Raises UnknownVersion, WithdrawnVersion, DamagedVersion.
        """
        return self._versions.load(version, contract, folder)

    def standing(self, version: str) -> Revision | Draft:
        """As what readers may see a version now: the newest revision that published it, or a draft
        whose time is not over. Raises UnknownVersion, WithdrawnVersion."""
        return self._versions.standing(version)

    def resolve(self, asked: str) -> str:
        """The id of what a link calls so: the first version published whose id begins so, else the
        draft of that name. Raises UnknownVersion."""
        return self._found(asked, naming.of_link)

    def identify(self, beginning: str) -> str:
        """The id of any version kept here that begins so, or of the draft of that name: for whoever
        holds the store. Raises UnknownVersion, also when several begin so."""
        return self._found(beginning, naming.of_any)

    def _found(self, asked: str, find: Callable[[Connection, str], str | None]) -> str:
        found = None
        if _PREFIX.fullmatch(asked):
            with self._database.reading() as connection:
                found = find(connection, asked)
        if found is None:
            raise UnknownVersion(asked)
        return found

    # The head

    def head(self) -> Revision | None:
        """What is published now."""
        with self._database.reading() as connection:
            return ledger.head_of(connection)

    def revisions(self) -> tuple[Revision, ...]:
        """All that was ever published, newest first."""
        with self._database.reading() as connection:
            return ledger.revisions(connection)

    def audit(self) -> tuple[Entry, ...]:
        """All that was ever done, newest first: also drafts and withdrawals."""
        with self._database.reading() as connection:
            return ledger.entries(connection)

    def deeds(self) -> dict[str, int]:
        """How often each action was done."""
        with self._database.reading() as connection:
            return ledger.deeds(connection)

    def publish(  # noqa: PLR0913 - an entry of the audit has that many fields
        self,
        version: str,
        *,
        expected: int,
        who: str,
        why: str,
        action: str = Action.PUBLISH,
        file: str = "",
        checksum: str = "",
        details: Mapping[str, Any] = _NOTHING,
        token: str = "",
        author: str | None = None,
    ) -> Revision:
        """Make a saved version the head, if the head is revision ``expected`` (0: none yet).

        ``token`` is the id of one that must stand at the very moment, ``author`` whose draft the
        version must still be (None: it may be none). Raises Conflict with the
        head there is; UnknownVersion, WithdrawnVersion, DamagedVersion, RevokedToken.
        """
        deed = Deed(action, version, who, why, file, checksum, details)
        with self._database.reading() as connection:
            manifest = ledger.servable(connection, version)
        self._versions.whole(version, manifest)
        with self._database.writing() as connection:
            tokens.require(connection, token)
            ledger.expect(connection, expected)
            ledger.servable(connection, version)
            drafts.require(connection, version, author)
            connection.execute(delete(draft).where(draft.c.version == version))
            return ledger.publish(connection, deed)

    def undo(
        self, *, expected: int, who: str, why: str, details: Mapping[str, Any] = _NOTHING
    ) -> Revision:
        """Publish what was served before the head; undoing an undo brings it back.

        Withdrawn and damaged versions are passed over. Raises Conflict, NoEarlierVersion.
        """
        with self._database.writing() as connection:
            head = ledger.expect(connection, expected)
            earlier = self._good_before(connection, head)
            told = {**details, "undone": head.version if head else ""}
            return ledger.publish(connection, Deed(Action.UNDO, earlier, who, why, details=told))

    def restore(
        self,
        version: str,
        *,
        expected: int,
        who: str,
        why: str,
        details: Mapping[str, Any] = _NOTHING,
    ) -> Revision:
        """Publish an older version again; one that was withdrawn is served again from then on.

        Raises Conflict, UnknownVersion, DamagedVersion.
        """
        with self._database.writing() as connection:
            ledger.expect(connection, expected)
            self._versions.whole(version, ledger.manifest_of(connection, version))
            deed = Deed(Action.RESTORE, version, who, why, details=details)
            return ledger.publish(connection, deed)

    def withdraw(
        self, version: str, *, who: str, why: str, details: Mapping[str, Any] = _NOTHING
    ) -> Revision | None:
        """Serve a version no longer. If it was the head, the last good one before it is published
        and returned. Raises UnknownVersion, NoEarlierVersion."""
        with self._database.writing() as connection:
            head = ledger.head_of(connection)
            connection.execute(delete(draft).where(draft.c.version == version))
            ledger.note(connection, Deed(Action.WITHDRAW, version, who, why, details=details))
            if head is None or head.version != version:
                return None
            earlier = self._good_before(connection, head)
            told = {**details, "withdrawn": version}
            return ledger.publish(connection, Deed(Action.UNDO, earlier, who, why, details=told))

    def _good_before(self, connection: Connection, head: Revision | None) -> str:
        tried = {head.version} if head else set()
        for revision in ledger.revisions(connection)[1:]:
            if revision.version not in tried and self._is_good(connection, revision.version):
                return revision.version
            tried.add(revision.version)
        raise NoEarlierVersion

    def _is_good(self, connection: Connection, version: str) -> bool:
        try:
            self._versions.whole(version, ledger.servable(connection, version))
        except VersionError:
            return False
        return True

    # Drafts

    def add_draft(  # noqa: PLR0913 - the same
        self,
        version: str,
        *,
        base: int,
        who: str,
        why: str,
        details: Mapping[str, Any] = _NOTHING,
        expires: datetime | None = None,
        token: str = "",
    ) -> Draft:
        """Give a saved version a link of its own until ``expires``.

        If it is a draft already, that one stays, and lives as long as the longer of both.
        ``token`` as for ``publish``. Raises UnknownVersion, WithdrawnVersion, RevokedToken.
        """
        deed = Deed(Action.DRAFT, version, who, why, details=details)
        with self._database.writing() as connection:
            tokens.require(connection, token)
            ledger.servable(connection, version)
            ledger.note(connection, deed)
            made = Draft(version, base, who, clock.now(), why, details, expires)
            return drafts.add(connection, made)

    def drafts(self) -> tuple[Draft, ...]:
        """Drafts whose time is not over, newest first."""
        with self._database.reading() as connection:
            return drafts.living(connection)

    def draft(self, version: str) -> Draft | None:
        """The draft of this version, if its time is not over."""
        with self._database.reading() as connection:
            return drafts.living_of(connection, version)

    def discard(
        self, version: str, *, who: str, why: str, details: Mapping[str, Any] = _NOTHING
    ) -> None:
        """Throw a draft away. Raises UnknownVersion if there is none."""
        self._end_draft(Deed(Action.DISCARD, version, who, why, details=details))

    def decline(
        self, version: str, *, who: str, why: str, details: Mapping[str, Any] = _NOTHING
    ) -> None:
        """Throw a draft away and let its link say why. Raises UnknownVersion if there is none."""
        self._end_draft(Deed(Action.DECLINE, version, who, why, details=details))

    def _end_draft(self, deed: Deed) -> None:
        with self._database.writing() as connection:
            ended = drafts.ended(connection, deed.version)
            if deed.action == Action.DECLINE:
                told = {**deed.details, ledger.IN_LINKS: ended.in_links}
                deed = replace(deed, details=told)
            ledger.note(connection, deed)

    def declined(self, asked: str) -> Entry | None:
        """The entry that declined the draft that links call so, or whose whole id this is, if
        nothing was done with it since."""
        if not _PREFIX.fullmatch(asked):
            return None
        with self._database.reading() as connection:
            return ledger.declined(connection, asked)

    # Files and mappings

    def keep_file(self, content: bytes | Path, name: str) -> str:
        """Keep a file as it was uploaded and return its SHA-256."""
        self.require_room()
        return self._originals.keep(content, name)

    def file(self, checksum: str) -> bytes:
        """The bytes of a kept file, checked. Raises UnknownFile, DamagedFile."""
        return self._originals.content(checksum)

    def file_name(self, checksum: str) -> str:
        """The name it came with. Raises UnknownFile."""
        return self._originals.name(checksum)

    def remember_mapping(self, signature: str, table: str, columns: Mapping[str, str]) -> None:
        """Remember what each column of a header with this signature means in a table."""
        with self._database.writing() as connection:
            originals.remember_mapping(connection, signature, table, columns)

    def mapping(self, signature: str) -> Mapping[str, str] | None:
        """The remembered mapping: name in the file -> column."""
        with self._database.reading() as connection:
            return originals.mapping_of(connection, signature)

    # Starting, checking

    def advance_shipped(self, dataset: Dataset) -> Revision | None:
        """Take in the data of this release.

        They are published if nothing is, or if what is published came with a release; over an
        uploaded head they become a draft. A release seen before changes nothing, so that an
        older program beside a newer one cannot turn the record back. Returns the new head.
        """
        name = self.save(dataset, origin=SHIPPED)
        with self._database.writing() as connection:
            return shipping.advance(connection, name)

    def require_room(self) -> None:
        """Raises StoreUnavailable where less room is left than stays free. Going back and
        withdrawing are possible even then; a server's disk is its own to watch."""
        if isinstance(self._blobs, FolderBlobs):
            room.require(self._blobs.folder, self._floor)

    def require_writable(self) -> None:
        """Raises StoreUnavailable where nothing may be written here; writes nothing itself."""
        self.require_room()
        self._database.require_writable()

    def good_head(
        self, contract: Contract, folder: Path
    ) -> tuple[Dataset, Revision, tuple[Fault, ...]]:
        """The newest published version that is whole, and what is wrong with newer ones.

        Raises UnknownVersion when there is none.
        """
        faults: list[Fault] = []
        tried: set[str] = set()
        for revision in self.revisions():
            if revision.version in tried:
                continue
            tried.add(revision.version)
            try:
                return self.load(revision.version, contract, folder), revision, tuple(faults)
            except DamagedVersion as error:
                faults.append(Fault("version_damaged", error.version, error.part))
            except UnknownVersion as error:
                faults.append(Fault("version_missing", error.version))
            except WithdrawnVersion:
                continue
        raise UnknownVersion("")

    def verify(self, *, every_byte: bool = True) -> tuple[Fault, ...]:
        """What is not as it was written: in the audit and, if ``every_byte``, in all versions and
        original files."""
        return tuple(checking.faults(self._database, self._versions, every_byte))

    def chain_faults(self, last: int) -> tuple[Fault, ...]:
        """What is not as it was written among the last entries of the audit, so many: quick."""
        with self._database.reading() as connection:
            return tuple(ledger.faults(connection, last))

    def back_up(self, folder: Path) -> tuple[Fault, ...]:
        """Copy the store into a new folder, while others go on working, and check the copy: a
        store as it was at one moment. What is wrong with it; only a sound one gets the name.

        Raises FileExistsError if something has that name.
        """
        return backup.back_up(self._database, self._blobs, folder)

    def take_in(self, folder: Path) -> None:
        """Fill this store, which must be empty, from a backup; checked before it counts.

        Raises FileNotFoundError if the folder holds no store, DamagedBackup, NotEmpty.
        """
        backup.take_in(folder, self._database, self._blobs)

    def recover(self, grace: timedelta = timedelta(days=1)) -> tuple[str, ...]:
        """Clear away what crashes and expired drafts left, if it is older than ``grace``; what was
        cleared, one line each: a kind and a name."""
        return recovery.recover(self._database, self._blobs, grace)
