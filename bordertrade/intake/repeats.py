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

_PLACE = np.dtype([("key", "<u8"), ("check", "<u8"), ("all", "<u8"), ("line", "<i4")])
_PARTS = 16
_CHUNK_ROWS = 500_000
_SORTED_ROWS = 1_000_000
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(29)
Hashes = NDArray[np.uint64]
Lines = NDArray[np.int32]


@dataclass(frozen=True, eq=False, slots=True)
class Found:
    """The rows that speak of what another row speaks of, by line, in order.

    ``others`` is the line of the other row: the first with this key. ``exact``: all of it is the
    same; where it is not, the first row is among ``lines`` too, for nobody can say which is right.
    """

    lines: Lines
    others: Lines
    exact: Mask

    def of(self, lines: NDArray[np.int64]) -> Iterator[tuple[int, int, bool]]:
        """(place, line of the other, whether exact) for those of some lines that are among them."""
        if not len(self.lines):
            return
        at = np.minimum(np.searchsorted(self.lines, lines), len(self.lines) - 1)
        for place in np.flatnonzero(self.lines[at] == lines):
            yield int(place), int(self.others[at[place]]), bool(self.exact[at[place]])


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
        places["line"] = rows.lines[chosen]
        places.tofile(self._file)

    def found(self) -> Found:
        """Every row that repeats or contradicts another."""
        self._file.close()
        parts = [told for part in range(_PARTS) for told in self._of_part(part)]
        lines, others, exact = (np.concatenate(each) for each in zip(*parts, strict=True))
        lines, first = np.unique(lines, return_index=True)
        return Found(lines, others[first], exact[first])

    def forget(self) -> None:
        """Remove the notes."""
        self._file.close()
        self._path.unlink(missing_ok=True)

    def _of_part(self, part: int) -> Iterator[tuple[Lines, Lines, Mask]]:
        """Repeats among the rows of a part of all keys. Of many rows with few keys only the first
        of each key is carried on."""
        waiting = [np.empty(0, dtype=_PLACE)]
        for chunk in self._chunks():
            waiting.append(chunk[(chunk["key"] >> np.uint64(60)) == part])
            if sum(map(len, waiting)) > _SORTED_ROWS:
                firsts, lines, others, exact = _repeats(np.concatenate(waiting))
                yield lines, others, exact
                waiting = [firsts]
        _firsts, lines, others, exact = _repeats(np.concatenate(waiting))
        yield lines, others, exact

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


def _repeats(places: NDArray[Any]) -> tuple[NDArray[Any], Lines, Lines, Mask]:
    """The first row of each key; then lines, the lines of their others, and whether they are exact,
    unsorted."""
    places = places[np.lexsort((places["line"], places["check"], places["key"]))]
    starts = np.ones(len(places), dtype=bool)
    starts[1:] = (places["key"][1:] != places["key"][:-1]) | (
        places["check"][1:] != places["check"][:-1]
    )
    first = np.maximum.accumulate(np.where(starts, np.arange(len(places)), 0))[~starts]
    again, before = places[~starts], places[first]
    exact = again["all"] == before["all"]
    lines = np.concatenate([again["line"], before["line"][~exact]])
    others = np.concatenate([before["line"], again["line"][~exact]])
    both = np.concatenate([exact, np.zeros(int((~exact).sum()), dtype=bool)])
    return places[starts], lines, others, both
