"""Named points of the way to disk, where tests stop a process or let a call fail.

In use nothing listens. A test sets ``listener``: raising stands for a full or failing disk,
killing the process for a power cut of the program. The points, in their order:

``blob.write``, ``blob.fsync``, ``blob.rename``, ``blob.renamed`` (not yet in a durable folder),
``blob.stored``, ``commit`` and ``committed``.
"""

from __future__ import annotations

from collections.abc import Callable

ALL = (
    "blob.write",
    "blob.fsync",
    "blob.rename",
    "blob.renamed",
    "blob.stored",
    "commit",
    "committed",
)


def _nobody(point: str) -> None:
    pass


listener: Callable[[str], None] = _nobody


def reach(point: str) -> None:
    """Say that a point has been reached."""
    listener(point)
