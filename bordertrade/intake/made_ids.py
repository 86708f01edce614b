"""Ids of rows that come without one: made from what the row speaks of, so that nobody invents them.

The same row has the same id in every file, so that sending it again changes nothing; a row that
the record has under another id keeps that one.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

import pandas as pd

from bordertrade.dataset import Column, Table
from bordertrade.dataset.cells import LATIN_DIGITS
from bordertrade.intake.columns import Cells, ColumnReader

#: What the rows of a table speak of, in the order in which an id reads best. What was measured,
#: and remarks about it, are no part: a corrected figure keeps its id.
_SPEAKS_OF = {
    "exchange_rates": ("currency", "rate_type", "period", "source"),
    "events": ("date", "title", "markets", "scope"),
    "informal_estimates": ("commodity", "period", "measures", "scope", "said_by", "source"),
    "prices": ("date", "country", "place", "kind", "item", "unit", "source"),
    "memberships": ("system", "country", "step", "date"),
    "sources": ("publisher", "date", "title"),
}
_ID = "id"
_LONGEST_SLUG = 48
_CHECKSUM_DIGITS = 8
_NOT_IN_IDS = re.compile(r"[^a-z0-9]+")


def made_of(table: Table, given: Collection[str]) -> tuple[str, ...]:
    """The columns from which the ids of a file are made; () where it has ids or needs none."""
    if table.primary_key != (_ID,) or _ID in given:
        return ()
    return _SPEAKS_OF.get(table.name, ())


def lacking(table: Table, given: Collection[str]) -> tuple[Column, ...]:
    """The required columns that are not given and that no row can make up for itself."""
    made = {_ID} if made_of(table, given) else set()
    return tuple(c for c in table.columns if c.required and c.name not in {*given, *made})


class MadeIds:
    """Makes the column of ids, batch by batch."""

    def __init__(self, table: Table, columns: Sequence[str], known: Mapping[str, str]) -> None:
        self.name = _ID
        self._columns = columns
        self._known = known
        self._is_capital = _is_capital(table)
        self._reader = ColumnReader(table.column(_ID), str)

    def of(self, cells: Mapping[str, Cells], count: int) -> Cells:
        """The ids of some rows whose other cells have been read."""
        known = [cells[name] for name in self._columns if name in cells]
        return self._reader.read([self._of_row(known, row) for row in range(count)])

    def _of_row(self, known: Sequence[Cells], row: int) -> str:
        made = made_id([str(each.value(row) or "") for each in known], self._is_capital)
        return self._known.get(made, made)


def known_ids(table: Table, frame: pd.DataFrame) -> dict[str, str]:
    """What would be made of the rows of the record -> the id that they have, where one row alone
    speaks of its thing.

    ``frame``: the table's columns.
    """
    columns = list(made_of(table, ()))
    rows = frame[columns].astype("str").itertuples(index=False) if columns else ()
    made = [made_id(row, _is_capital(table)) for row in rows]
    counted = Counter(made)
    pairs = zip(made, frame[_ID], strict=True) if columns else ()
    return {one: str(given) for one, given in pairs if counted[one] == 1 and one != given}


def _is_capital(table: Table) -> bool:
    return "A-Z" in table.column(_ID).pattern


def made_id(parts: Sequence[str], is_capital: bool = False) -> str:
    """A readable id, with a checksum where not all of the parts can be read from it."""
    found = _id(parts)
    return found.upper().replace("-", "_") if is_capital else found


def _id(parts: Sequence[str]) -> str:
    slug = "-".join(filter(None, map(_slug, parts)))
    if len(slug) <= _LONGEST_SLUG and slug and all(map(_is_told, parts)):
        return slug
    checksum = hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:_CHECKSUM_DIGITS]
    return "-".join(filter(None, [slug[:_LONGEST_SLUG].rstrip("-"), checksum]))


def _slug(text: str) -> str:
    return _NOT_IN_IDS.sub("-", _plain(text)).strip("-")


def _is_told(text: str) -> bool:
    """Whether a slug holds every letter and digit of a text."""
    return all(character.isascii() for character in _plain(text) if character.isalnum())


def _plain(text: str) -> str:
    """Small letters without accents, Latin digits."""
    return unicodedata.normalize("NFKD", text).translate(LATIN_DIGITS).casefold()
