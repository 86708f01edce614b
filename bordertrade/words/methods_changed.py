"""Which methods count otherwise than the versions before: what an old link showed, and why not now.

The one place for it. A page that opens a link of an older version says these sentences, and sets both
figures side by side where the old way is still computed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bordertrade.dataset.fingerprint import SHORT_BEFORE
from bordertrade.words.catalogue import N_, _

LAST_OLD_PROGRAM = "0.4.0"


@dataclass(frozen=True, slots=True)
class ChangedMethod:
    """``measure``: its name in ``measures/registry.py``; ``pages``: the paths where its figures are shown;
    ``text``: what was done before, and what is done now.
    """

    measure: str
    pages: tuple[str, ...]
    text: str


CHANGED: tuple[ChangedMethod, ...] = (
    ChangedMethod(
        "market_totals",
        ("", "map", "markets"),
        N_(
            "Figures of twelve months: up to 0.4.0 all markets, channels and directions shared the "
            "window of the newest month of any of them. Now each has its own months, and says them."
        ),
    ),
    ChangedMethod(
        "three_markets",
        ("", "target", "scenario"),
        N_(
            "The three markets together: up to 0.4.0 a month in which one of them was observed was "
            "left out. Now it is the sum of the three, if each has a figure."
        ),
    ),
    ChangedMethod(
        "balance",
        ("markets",),
        N_(
            "Exports less imports: up to 0.4.0 given only where both had as many months. Now over "
            "the newest months that both cover, which are named."
        ),
    ),
    ChangedMethod(
        "market_series",
        ("markets",),
        N_(
            "Goods: up to 0.4.0 a row for all goods stood whatever its parts added up to. Now the "
            "parts stand where they add up to more."
        ),
    ),
    ChangedMethod(
        "market_years",
        ("markets",),
        N_(
            "Years and goods: up to 0.4.0 the longest of overlapping periods stood, whatever the "
            "others added up to. Now those stand that add up to the most."
        ),
    ),
)


def is_old(asked: str) -> bool:
    """Whether a link that names a version so was made by 0.4.0 or before: those since then name it by
    more characters.
    """
    return len(asked) == SHORT_BEFORE


def sentence(asked: str, page: str) -> str:
    """What whoever shows the figures of an old link says of them; "" where nothing on the page is
    counted otherwise.
    """
    if not is_old(asked) or not any(page in each.pages for each in CHANGED):
        return ""
    return _(
        "Made with {version} or before: some figures are counted otherwise since.",
        version=LAST_OLD_PROGRAM,
    )


def changed_on(page: str) -> Iterator[str]:
    """What is counted otherwise on a page, a sentence a method."""
    for each in CHANGED:
        if page in each.pages:
            yield _(each.text)
