"""Bytes under their SHA-256: written once, shared, checked whenever they are read.

``FolderBlobs`` keeps one file a blob. A file is written beside its place, made durable, renamed
into it, and the folder made durable: after a crash a name stands for whole bytes or for nothing.
"""

from __future__ import annotations

import errno
import hashlib
import os
import uuid
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Protocol

from bordertrade import clock
from bordertrade.store.points import reach

#: How much is read or written at once, and the size of a chunk in a database.
CHUNK_BYTES = 1_000_000

_UNFINISHED = ".part"


class DamagedBlob(Exception):  # noqa: N818 - never leaves the store
    """No bytes are kept under this hash, or others than were put there."""


class Blobs(Protocol):
    """Bytes by hash. What was put is durable when the call returns; once is enough for ever."""

    def put(self, content: bytes | Path) -> str: ...

    def put_all(self, contents: Mapping[str, bytes]) -> None:
        """Put several, each under its hash, for the price of little more than one."""
        ...

    def get(self, digest: str) -> bytes:
        """The bytes, checked against their hash. Raises DamagedBlob."""
        ...

    def missing(self, digests: Collection[str]) -> list[str]:
        """Those of which nothing is kept."""
        ...

    def kept(self) -> Iterator[tuple[str, float]]:
        """Each hash and how many seconds ago it was put there last."""
        ...

    def drop(self, digest: str) -> None: ...

    def tidy(self, grace_seconds: float) -> list[str]:
        """Remove what writers left unfinished that long ago; the names."""
        ...


class FolderBlobs:
    """Blobs as files of a folder on a local disk."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, content: bytes | Path) -> str:
        digest = digest_of(content)
        if not self._renewed(digest):
            digest = self._put(content)
        self._settle()
        return digest

    def put_all(self, contents: Mapping[str, bytes]) -> None:
        for digest, content in contents.items():
            if not self._renewed(digest):
                self._put(content)
        self._settle()

    def _renewed(self, digest: str) -> bool:
        """Whether it is there; recovery then takes it for as young as a new one."""
        try:
            os.utime(self.folder / digest)
        except FileNotFoundError:
            return False
        return True

    def _put(self, content: bytes | Path) -> str:
        self.folder.mkdir(parents=True, exist_ok=True)
        unfinished = self.folder / f"{uuid.uuid4().hex}{_UNFINISHED}"
        try:
            digest = _write(unfinished, content)
            reach("blob.rename")
            unfinished.replace(self.folder / digest)
        except OSError:
            unfinished.unlink(missing_ok=True)
            raise
        reach("blob.renamed")
        return digest

    def _settle(self) -> None:
        """Make names durable, also of blobs that were there: whoever put them may have died
        before it could."""
        _sync_folder(self.folder)
        reach("blob.stored")

    def get(self, digest: str) -> bytes:
        try:
            content = (self.folder / digest).read_bytes()
        except FileNotFoundError:
            raise DamagedBlob(digest) from None
        except OSError as error:
            if error.errno == errno.EIO:  # a bad spot on the disk: other versions may be whole
                raise DamagedBlob(digest) from error
            raise
        return checked(content, digest)

    def missing(self, digests: Collection[str]) -> list[str]:
        return [digest for digest in digests if not (self.folder / digest).exists()]

    def kept(self) -> Iterator[tuple[str, float]]:
        for place in self._files():
            if place.suffix != _UNFINISHED:
                yield place.name, _age_seconds(place)

    def drop(self, digest: str) -> None:
        (self.folder / digest).unlink(missing_ok=True)

    def tidy(self, grace_seconds: float) -> list[str]:
        left = [
            place
            for place in self._files()
            if place.suffix == _UNFINISHED and _age_seconds(place) >= grace_seconds
        ]
        for place in left:
            place.unlink(missing_ok=True)
        return [place.name for place in left]

    def _files(self) -> list[Path]:
        return sorted(self.folder.iterdir()) if self.folder.is_dir() else []


def digest_of(content: bytes | Path) -> str:
    """SHA-256, hex."""
    digest = hashlib.sha256()
    for piece in pieces(content):
        digest.update(piece)
    return digest.hexdigest()


def pieces(content: bytes | Path) -> Iterator[bytes]:
    """The content, ``CHUNK_BYTES`` at a time."""
    if isinstance(content, bytes):
        for start in range(0, len(content), CHUNK_BYTES):
            yield content[start : start + CHUNK_BYTES]
        return
    with content.open("rb") as file:
        while piece := file.read(CHUNK_BYTES):
            yield piece


def checked(content: bytes, digest: str) -> bytes:
    """The content, if it has this hash. Raises DamagedBlob."""
    if digest_of(content) != digest:
        raise DamagedBlob(digest)
    return content


def _write(place: Path, content: bytes | Path) -> str:
    """Write and make durable; the hash of what was written, should a file change meanwhile."""
    digest = hashlib.sha256()
    with place.open("xb") as file:
        for piece in pieces(content):
            reach("blob.write")
            file.write(piece)
            digest.update(piece)
        file.flush()
        reach("blob.fsync")
        os.fsync(file.fileno())
    return digest.hexdigest()


def _sync_folder(folder: Path) -> None:
    """Make a rename durable. Windows knows no such call: there the file system does it."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _age_seconds(place: Path) -> float:
    try:
        return clock.seconds_since_change(place)
    except FileNotFoundError:  # another process tidied it
        return 0.0
