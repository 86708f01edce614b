"""When two names of goods, or of places, are one: however they are spelled.

Case, blanks, look-alike letters of two keyboards (ye, kaf), tatweel, vowel marks, forms of letters
and digits of another script do not tell goods apart. Marks between digits do: 1.5 % is not 15 %.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import pandas as pd

from bordertrade.dataset.cells import LATIN_DIGITS
from bordertrade.dataset.contract import Table
from bordertrade.dataset.names import fold

#: Columns of free text that say of what, or of where, a row tells.
SPELLED = ("commodity", "goods", "place")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[\W_]+(?=\d)")


@lru_cache(maxsize=100_000)
def spelled(name: str) -> str:
    """A name without what does not tell it from another."""
    parts = _BETWEEN_DIGITS.split(name.translate(LATIN_DIGITS))
    return "|".join(map(fold, parts)).strip("|") or name.strip()


def spelled_alike(table: Table, before: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """Uploaded rows with each name spelled as the table spells it already, else as it is first."""
    columns = {
        name: _alike(before[name], rows[name]) for name in SPELLED if name in table.column_names
    }
    changed = {name: names for name, names in columns.items() if names is not None}
    return rows.assign(**changed) if changed else rows


def _alike(before: pd.Series[Any], names: pd.Series[Any]) -> pd.Series[Any] | None:
    """The names as they are to be spelled; None where they are already."""
    given = names.unique().tolist()
    known = before.unique().tolist()
    first: dict[str, str] = {}
    for name in (*known, *given):
        first.setdefault(spelled(name), name)
    own = set(known)
    put = {n: first[spelled(n)] for n in given if n not in own and first[spelled(n)] != n}
    if not put:
        return None
    return names.map(lambda name: put.get(name, name)).astype(names.dtype)
