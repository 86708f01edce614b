"""Rows of a file that speak of the same thing, found among millions in bounded memory.

Each row leaves two hashes of its key (128 bits together), one of all its cells, and its place, on
disk. At the end the rows are sorted out a sixteenth at a time; what is found takes five bytes for
each record of the file, however many repeat each other.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bordertrade.intake.hashes import PARTS, Hashing, Places, condensed, mixed, part_of
from bordertrade.intake.rows import Mask, Rows

_PLACE = np.dtype(
    [("key", "<u8"), ("check", "<u8"), ("all", "<u8"), ("line", "<u4"), ("record", "<u4")]
)
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
        self._hashing = Hashing()
        self._seeds = [secrets.randbits(64) for _ in range(3)]
        self._file = path.open("wb")

    def add(self, rows: Rows, chosen: Mask, apart: Sequence[str] | None = None) -> None:
        """Note the chosen rows of a batch. Rows with another text ``apart`` are never the same."""
        count = int(chosen.sum())
        if not count:
            return
        places = np.empty(count, dtype=_PLACE)
        key, check, every = (np.full(count, seed, dtype=np.uint64) for seed in self._seeds)
        for name, cells in rows.cells.items():
            first, second = self._hashing.cells(cells, chosen)
            if name in self._keys:
                key, check = mixed(key, first), mixed(check, second)
            every = mixed(every, first)
        if apart is not None:
            both = np.array([self._hashing.value(text) for text in apart], dtype=np.uint64)[chosen]
            key, check = mixed(key, both[:, 0]), mixed(check, both[:, 1])
        places["key"], places["check"], places["all"] = key, check, every
        places["line"], places["record"] = rows.lines[chosen], rows.records[chosen]
        places.tofile(self._file)

    def found(self, records: int) -> Found:
        """Every row that repeats or contradicts another, in a file with so many records."""
        self._file.close()
        found = Found.nothing(records)
        for part in range(PARTS):
            # of many rows with few keys only the first of each key is carried on
            condensed(part_of(self._path, _PLACE, part), lambda rows: _noted(rows, found))
        return found

    def forget(self) -> None:
        """Remove the notes."""
        self._file.close()
        self._path.unlink(missing_ok=True)


def _noted(places: Places, found: Found) -> Places:
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
