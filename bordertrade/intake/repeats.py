"""Rows of a file that speak of the same thing, found among millions in bounded memory.

Each row leaves two hashes of its key (128 bits together), one of all its cells, and its place, on
disk. At the end the rows are sorted out a sixteenth at a time; what is found takes five bytes for
each record of the file, however many repeat each other. The hashes are keyed with a secret of the
process, so that no file can be made whose rows collide.
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
    [("key", "<u8"), ("check", "<u8"), ("all", "<u8"), ("line", "<u4"), ("record", "<u4")]
)
_PARTS = 16
_CHUNK_ROWS = 250_000
_SORTED_ROWS = 500_000
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(29)
Hashes = NDArray[np.uint64]
Lines = NDArray[np.uint32]


@dataclass(frozen=True, eq=False, slots=True)
class Found:
    """The rows that speak of what another row speaks of, by the number of their record.

    ``others`` is the line of the other row: the first with this key; 0 where there is none.
    ``exact``: all of it is the same; where it is not, the first row has another too, for nobody
    can say which is right.
    """

    others: Lines
    exact: Mask

    @classmethod
    def nothing(cls, records: int) -> Found:
        """Of a file with so many records none repeats another."""
        return cls(np.zeros(records + 1, dtype=np.uint32), np.zeros(records + 1, dtype=bool))

    def of(self, records: Sequence[int]) -> Iterator[tuple[int, int, bool]]:
        """(place, line of the other, whether exact) for those of some records that have another."""
        numbers = np.array(records, dtype=np.int64)
        for place in np.flatnonzero(self.others[numbers]).tolist():
            number = records[place]
            yield place, int(self.others[number]), bool(self.exact[number])


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

    def found(self, records: int) -> Found:
        """Every row that repeats or contradicts another, in a file with so many records."""
        self._file.close()
        found = Found.nothing(records)
        for part in range(_PARTS):
            self._sort_out(part, found)
        return found

    def forget(self) -> None:
        """Remove the notes."""
        self._file.close()
        self._path.unlink(missing_ok=True)

    def _sort_out(self, part: int, found: Found) -> None:
        """Note the repeats among the rows of a part of all keys. Of many rows with few keys only
        the first of each key is carried on."""
        waiting = [np.empty(0, dtype=_PLACE)]
        for chunk in self._chunks():
            waiting.append(chunk[(chunk["key"] >> np.uint64(60)) == part])
            if sum(map(len, waiting)) > _SORTED_ROWS:
                waiting = [_noted(np.concatenate(waiting), found)]
        _noted(np.concatenate(waiting), found)

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


def _noted(places: NDArray[Any], found: Found) -> NDArray[Any]:
    """The first row of each key; the others are noted in ``found``, and what they contradict."""
    places = places[np.lexsort((places["record"], places["check"], places["key"]))]
    starts = np.ones(len(places), dtype=bool)
    starts[1:] = (places["key"][1:] != places["key"][:-1]) | (
        places["check"][1:] != places["check"][:-1]
    )
    again = np.flatnonzero(~starts)
    first = np.maximum.accumulate(np.where(starts, np.arange(len(places)), 0))[again]
    lines, records = places["line"], places["record"]
    exact = places["all"][again] == places["all"][first]
    found.others[records[again]] = lines[first]
    found.exact[records[again]] = exact
    contradicted, by = first[~exact], again[~exact]
    is_new = found.others[records[contradicted]] == 0
    # backwards: where several rows contradict one, the last assigned is the nearest to it
    found.others[records[contradicted[is_new][::-1]]] = lines[by[is_new][::-1]]
    return places[starts]
