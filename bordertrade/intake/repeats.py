"""Rows of a file that speak of the same thing, found among millions in bounded memory.

Each row leaves two hashes of its key (128 bits together), one of all its cells, and its place, on
disk. At the end the rows are sorted out a sixteenth at a time. The hashes are keyed with a secret
of the process, so that no file can be made whose rows collide.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bordertrade.dataset.cells import Value
from bordertrade.intake.columns import Cells
from bordertrade.intake.rows import Mask, Rows

_PLACE = np.dtype(
    [("key", "<u8"), ("check", "<u8"), ("all", "<u8"), ("line", "<i8"), ("record", "<i8")]
)
_PARTS = 16
_CHUNK_ROWS = 500_000
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(29)
Hashes = NDArray[np.uint64]


@dataclass(frozen=True, slots=True, order=True)
class Repeat:
    """A row whose key stands in the file already, on line ``first``; ``is_exact``: all else too."""

    line: int
    record: int
    first: int
    first_record: int
    is_exact: bool


class Repeats:
    """Collects the rows of a file in ``path`` and tells which repeat others."""

    def __init__(self, path: Path, keys: Sequence[str]) -> None:
        self._path = path
        self._keys = keys
        self._secret = secrets.token_bytes(16)
        self._seeds = [secrets.randbits(64) for _ in range(3)]
        self._file = path.open("wb")

    def add(self, rows: Rows, chosen: Mask) -> None:
        """Note the chosen rows of a batch."""
        count = int(chosen.sum())
        if not count:
            return
        places = np.empty(count, dtype=_PLACE)
        key, check, every = (np.full(count, seed, dtype=np.uint64) for seed in self._seeds)
        for name, cells in rows.cells.items():
            first, second = self._hashed(cells, chosen)
            if name in self._keys:
                key, check = _mixed(key, first), _mixed(check, second)
            every = _mixed(every, first)
        places["key"], places["check"], places["all"] = key, check, every
        places["line"], places["record"] = rows.lines[chosen], rows.records[chosen]
        places.tofile(self._file)

    def found(self) -> Iterator[Repeat]:
        """Every repeat, in no order."""
        self._file.close()
        for part in range(_PARTS):
            yield from _repeats(self._part(part))

    def forget(self) -> None:
        """Remove the notes."""
        self._file.close()
        self._path.unlink(missing_ok=True)

    def _part(self, part: int) -> NDArray[Any]:
        kept = [chunk[(chunk["key"] >> np.uint64(60)) == part] for chunk in self._chunks()]
        return np.concatenate(kept) if kept else np.empty(0, dtype=_PLACE)

    def _chunks(self) -> Iterator[NDArray[Any]]:
        with self._path.open("rb") as file:
            while len(chunk := np.fromfile(file, dtype=_PLACE, count=_CHUNK_ROWS)):
                yield chunk

    def _hashed(self, cells: Cells, chosen: Mask) -> tuple[Hashes, Hashes]:
        """Two hashes of each chosen cell: equal for equal values, however they were written."""
        if cells.column.type in ("number", "integer"):
            bits = (cells.as_numbers()[chosen] + 0.0).view(np.uint64)
            return bits * _FACTOR, (bits ^ _FACTOR) * _FACTOR + np.uint64(1)
        both = cells.of_each(self._hash, np.uint64)[chosen]
        return both[:, 0].copy(), both[:, 1].copy()

    def _hash(self, value: Value) -> tuple[int, int]:
        digest = blake2b(
            str(value).encode("utf-8", "surrogatepass"), digest_size=16, key=self._secret
        )
        whole = digest.digest()
        return int.from_bytes(whole[:8], "little"), int.from_bytes(whole[8:], "little")


def _mixed(hashes: Hashes, more: Hashes) -> Hashes:
    """One hash of two, in this order."""
    mixed = (hashes ^ more) * _FACTOR
    return mixed ^ (mixed >> _SHIFT)


def _repeats(places: NDArray[Any]) -> Iterator[Repeat]:
    order = np.lexsort((places["line"], places["check"], places["key"]))
    places = places[order]
    same = (places["key"][1:] == places["key"][:-1]) & (places["check"][1:] == places["check"][:-1])
    starts = np.concatenate([[True], ~same])
    first = np.maximum.accumulate(np.where(starts, np.arange(len(places)), 0))
    for row in np.flatnonzero(~starts) if len(places) else ():
        again, before = places[row], places[first[row]]
        yield Repeat(
            int(again["line"]),
            int(again["record"]),
            int(before["line"]),
            int(before["record"]),
            bool(again["all"] == before["all"]),
        )
