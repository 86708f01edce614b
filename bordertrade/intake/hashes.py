"""Values as hashes on disk: how what is alike is found among millions in bounded memory.

The hashes are keyed with a secret of the process, so that no file can be made whose values collide.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bordertrade.dataset.cells import Value
from bordertrade.dataset.goods import SPELLED, spelled
from bordertrade.intake.columns import Cells
from bordertrade.intake.rows import Mask

#: What is on disk is sorted out so many parts at a time, each those of some first bits.
PARTS = 16
#: Rows read at once, and so many more that wait before they are condensed.
CHUNK_ROWS = 250_000
WAITING_ROWS = 500_000
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(29)
_TOP_BITS = np.uint64(60)
Hashes = NDArray[np.uint64]
Places = NDArray[Any]


class Hashing:
    """Two hashes of each value: equal for equal values, however they were written."""

    def __init__(self) -> None:
        self._secret = secrets.token_bytes(16)

    def cells(self, cells: Cells, chosen: Mask) -> tuple[Hashes, Hashes]:
        """Those of the chosen cells of a column."""
        if cells.column.type in ("number", "integer"):
            bits = (cells.as_numbers()[chosen] + 0.0).view(np.uint64)
            return bits * _FACTOR, (bits ^ _FACTOR) * _FACTOR + np.uint64(1)
        of_one = self.name if cells.column.name in SPELLED else self.value
        both = cells.of_each(of_one, np.uint64)[chosen]
        return both[:, 0].copy(), both[:, 1].copy()

    def name(self, value: Value) -> tuple[int, int]:
        """Those of the name of goods, however it is spelled."""
        return self.value(spelled(value) if isinstance(value, str) else value)

    def value(self, value: Value) -> tuple[int, int]:
        """Those of a text."""
        digest = blake2b(
            str(value).encode("utf-8", "surrogatepass"), digest_size=16, key=self._secret
        )
        whole = digest.digest()
        return int.from_bytes(whole[:8], "little"), int.from_bytes(whole[8:], "little")


def mixed(hashes: Hashes, more: Hashes) -> Hashes:
    """One hash of two, in this order."""
    found = (hashes ^ more) * _FACTOR
    return found ^ (found >> _SHIFT)


def part_of(path: Path, dtype: np.dtype[Any], part: int) -> Iterator[Places]:
    """The rows of a file whose ``key`` is of one part, a chunk at a time."""
    with path.open("rb") as file:
        while len(chunk := np.fromfile(file, dtype=dtype, count=CHUNK_ROWS)):
            yield chunk[(chunk["key"] >> _TOP_BITS) == part]


def condensed(chunks: Iterable[Places], condense: Callable[[Places], Places]) -> Places:
    """All chunks in one, condensed whenever many wait: what is left must condense again to itself."""
    waiting: list[Places] = []
    kept = 0
    for chunk in chunks:
        waiting.append(chunk)
        if sum(map(len, waiting)) > kept + WAITING_ROWS:
            waiting = [condense(np.concatenate(waiting))]
            kept = len(waiting[0])
    return condense(np.concatenate(waiting)) if waiting else np.empty(0)
