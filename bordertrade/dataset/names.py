"""Which market a spelling means: Latin, Urdu or Persian script, either ye and either kaf.

Names are compared after folding away what does not change them: case, accents, spaces (also
those without width), dashes, the look-alike letters of the two keyboards. Spellings themselves
are data (``markets.csv``).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

#: Arabic and Urdu letters that stand for one Persian letter in place names.
_LOOK_ALIKES = str.maketrans(
    {
        "ي": "ی",
        "ى": "ی",
        "ې": "ی",
        "ے": "ی",
        "ئ": "ی",
        "ك": "ک",
        "ڪ": "ک",
        "ہ": "ه",
        "ھ": "ه",
        "ة": "ه",
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ؤ": "و",
    }
)
_SEPARATORS = re.compile(r"[\s\-‐‑–—−_/\\.,،'’()]+")

#: Pishin is the Iranian town opposite Mand, and a district of Balochistan 500 km away.
_TWO_PLACES = ("Pishin", "پیشین", "پشین")

#: How alike two spellings are when one is a slip of the other.
_NEAR = 0.7


class UnknownNameError(LookupError):
    """No market has this spelling."""


class AmbiguousNameError(LookupError):
    """The spelling means a market and another place: a person must say which."""


def fold(text: str) -> str:
    """A name without what does not change it: two spellings with one folding are one name."""
    plain = unicodedata.normalize("NFKD", text).translate(_LOOK_ALIKES)
    kept = "".join(c for c in plain if unicodedata.category(c) not in {"Mn", "Cf"} and c != "ـ")
    return _SEPARATORS.sub("", kept).casefold()


class MarketNames:
    """Spelling -> market id. Built from pairs of (market id, its spellings)."""

    def __init__(self, spellings: Mapping[str, Iterable[str]]) -> None:
        self._ids = {
            fold(name): market
            for market, names in spellings.items()
            for name in (market, *names)
            if fold(name)
        }
        self._ambiguous = frozenset(map(fold, _TWO_PLACES))
        #: The market whose trade such a cell most likely is, for a spelling of it holds the name
        #: ("Mand-Pishin"): offered to a person, never assumed.
        self._likely = next(
            (market for name, market in self._ids.items() if self._is_beside(name)), ""
        )

    @property
    def markets(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._ids.values()))

    def _is_beside(self, folded: str) -> bool:
        return any(name in folded for name in self._ambiguous)

    def resolve(self, text: str) -> str:
        """The market id of a spelling. Raises UnknownNameError or AmbiguousNameError."""
        folded = fold(text)
        if folded in self._ambiguous:
            raise AmbiguousNameError(text)
        try:
            return self._ids[folded]
        except KeyError:
            raise UnknownNameError(text) from None

    def nearest(self, text: str) -> str:
        """The market id whose spelling is nearest to a text; "" where none is near."""
        if fold(text) in self._ambiguous:
            return self._likely
        found = get_close_matches(fold(text), self._ids, 1, _NEAR)
        return self._ids[found[0]] if found else ""
