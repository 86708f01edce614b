"""Which rows of ``markets`` are agreed markets, which of them the model speaks of, and what they are
called.

What a market is called is known by its id: a market keeps its id and name from release to release,
and visitors cannot change the table. So names are remembered as data sets are put together, and
whoever says something about a market need not hand its data set through.
"""

from __future__ import annotations

import pandas as pd

from bordertrade.dataset.rows import rows_of

FIRST_THREE, CANDIDATE = "first_three", "candidate"

#: Language -> the column of the names in it; other languages take ``name``.
_COLUMNS = {"ur": "name_ur", "fa": "name_fa"}
#: Market id -> column -> its name, in the order in which they were first read.
_NAMES: dict[str, dict[str, str]] = {}


def agreed(markets: pd.DataFrame) -> pd.DataFrame:
    """The rows of the agreed markets, in the order of the table: candidates were only named."""
    return markets[markets["stage"] != CANDIDATE]


def first_three(markets: pd.DataFrame) -> tuple[str, ...]:
    """The ids of the markets agreed first: those that the model takes together."""
    return tuple(markets.loc[markets["stage"] == FIRST_THREE, "id"])


def remember_names(markets: pd.DataFrame) -> None:
    """Keep what markets are called; of two names of one id the one that was read first."""
    for row in rows_of(markets):
        known = {"name": row.name, "name_ur": row.name_ur, "name_fa": row.name_fa}
        _NAMES.setdefault(row.id, known)


def named() -> tuple[str, ...]:
    """The ids whose names are known."""
    return tuple(_NAMES)


def name_of(market: str, language: str) -> str:
    """What a market is called in a language. Raises KeyError for an id that no data set had."""
    names = _NAMES[market]
    return names[_COLUMNS.get(language, "name")] or names["name"]
