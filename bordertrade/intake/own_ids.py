"""Ids that point to rows of the same file: known only when all of it is read.

Each id and each pointer leaves two hashes (128 bits together) on disk. At the end they are sorted
out a sixteenth at a time; what is found takes one byte for each record of the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np

from bordertrade.dataset import Table
from bordertrade.intake.columns import Cells
from bordertrade.intake.hashes import PARTS, Hashing, Places, condensed, part_of
from bordertrade.intake.references import References, pointers
from bordertrade.intake.rows import Mask, Rows

_ID = np.dtype([("key", "<u8"), ("check", "<u8")])
_POINTER = np.dtype([("key", "<u8"), ("check", "<u8"), ("record", "<u4")])


class OwnIds:
    """Collects in ``folder`` the ids of a file and what points to them."""

    def __init__(self, folder: Path, table: Table, references: References) -> None:
        self._pointers = {
            column: _Pointers(folder / f"{column}.ids", to, references.known(table.name, to))
            for column, (target, to) in pointers(table).items()
            if target == table.name
        }

    def add(self, rows: Rows) -> None:
        """Note a batch. Also the id of a row that is kept out is known."""
        for column, own in self._pointers.items():
            if rows.has(own.to):
                own.know(rows.cells[own.to], rows.where(own.to, bool))
            if rows.has(column):
                chosen = rows.where(column, bool) & rows.is_read
                own.point(rows.cells[column], rows.records[chosen], chosen)

    def lost(self, records: int) -> Mapping[str, Mask]:
        """What points nowhere, in a file with so many records: by column, and there by record."""
        return {column: own.lost(records) for column, own in self._pointers.items()}

    def forget(self) -> None:
        """Remove the notes."""
        for own in self._pointers.values():
            own.forget()


class _Pointers:
    """A column that points to the column ``to`` of its own table."""

    def __init__(self, path: Path, to: str, known: Iterable[str]) -> None:
        self.to = to
        self._hashing = Hashing()
        self._ids, self._open = path, path.with_suffix(".pointers")
        self._ids_file, self._open_file = self._ids.open("wb"), self._open.open("wb")
        np.array([self._hashing.value(each) for each in known], dtype=_ID).tofile(self._ids_file)

    def know(self, cells: Cells, chosen: Mask) -> None:
        ids = np.empty(int(chosen.sum()), dtype=_ID)
        ids["key"], ids["check"] = self._hashing.cells(cells, chosen)
        ids.tofile(self._ids_file)

    def point(self, cells: Cells, records: Places, chosen: Mask) -> None:
        places = np.empty(len(records), dtype=_POINTER)
        places["key"], places["check"] = self._hashing.cells(cells, chosen)
        places["record"] = records
        places.tofile(self._open_file)

    def lost(self, records: int) -> Mask:
        self._close()
        found = np.zeros(records + 1, dtype=bool)
        for part in range(PARTS):
            ids = condensed(part_of(self._ids, _ID, part), _distinct)
            for places in part_of(self._open, _POINTER, part):
                found[places["record"][~_is_among(places, ids)]] = True
        return found

    def forget(self) -> None:
        self._close()
        for path in (self._ids, self._open):
            path.unlink(missing_ok=True)

    def _close(self) -> None:
        self._ids_file.close()
        self._open_file.close()


def _distinct(ids: Places) -> Places:
    """In order, each once."""
    ids = ids[np.lexsort((ids["check"], ids["key"]))]
    is_new = np.ones(len(ids), dtype=bool)
    is_new[1:] = (ids["key"][1:] != ids["key"][:-1]) | (ids["check"][1:] != ids["check"][:-1])
    return ids[is_new]


def _is_among(places: Places, ids: Places) -> Mask:
    """Which of them have both hashes of an id; ``ids`` are in order and distinct."""
    found = np.zeros(len(places), dtype=bool)
    if not len(ids):
        return found
    at = np.searchsorted(ids["key"], places["key"])
    while True:
        same = ids["key"].take(at, mode="clip") == places["key"]
        same &= at < len(ids)
        if not same.any():
            return found
        found |= same & (ids["check"].take(at, mode="clip") == places["check"])
        at += 1
