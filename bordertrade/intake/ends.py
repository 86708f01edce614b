"""The beginning and the end of a file, however long it is."""

from __future__ import annotations

from pathlib import Path

#: How much of a file is looked at.
HEAD_BYTES = 1024 * 1024
#: How much of its end is looked at for notes.
TAIL_BYTES = 4096


def head_of(file: Path | bytes) -> tuple[bytes, bool]:
    """The first megabyte, and whether that is all."""
    if isinstance(file, bytes):
        return file[:HEAD_BYTES], len(file) <= HEAD_BYTES
    with file.open("rb") as stream:
        head = stream.read(HEAD_BYTES + 1)
    return head[:HEAD_BYTES], len(head) <= HEAD_BYTES


def tail_of(file: Path | bytes) -> bytes:
    """The last bytes, where notes stand; an even number of them, for encodings of two."""
    if isinstance(file, bytes):
        return file[len(file) - min(len(file), TAIL_BYTES) :]
    with file.open("rb") as stream:
        size = stream.seek(0, 2)
        stream.seek(max(0, size - TAIL_BYTES) // 4 * 4)
        return stream.read()
