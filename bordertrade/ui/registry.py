"""The pages, listed once.

To add a page: write ``pages/<file>.py`` (a script of named calls), and one entry here. The path
is what stands in links and never changes.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bordertrade.words import N_

FOLDER = Path(__file__).resolve().parents[2] / "pages"


@dataclass(frozen=True, slots=True)
class PageEntry:
    """``path`` is the page's path in links ("" for the first page)."""

    path: str
    file: str
    title: str
    summary: str

    @property
    def script(self) -> Path:
        return FOLDER / self.file


PAGES: tuple[PageEntry, ...] = (
    PageEntry(
        "",
        "overview.py",
        N_("Overview"),
        N_("How far trade is from the target, on whose books, and how old that is."),
    ),
    PageEntry(
        "markets",
        "markets.py",
        N_("Markets"),
        N_("Formal and informal trade beside Gabd, Mand and Chadgi, as ranges."),
    ),
    PageEntry(
        "target",
        "target.py",
        N_("Target"),
        N_("Both books’ history against the target, and the growth still needed."),
    ),
    PageEntry("map", "map.py", N_("Map"), N_("Where the markets lie and what goes through them.")),
    PageEntry("data", "data.py", N_("Data"), N_("Every table, to browse, filter and download.")),
    PageEntry(
        "update",
        "update.py",
        N_("Update data"),
        N_("Check a CSV of your own, see what it changes, and look at it here."),
    ),
    PageEntry(
        "sources",
        "sources.py",
        N_("Sources & methods"),
        N_("Who says so, how it was worked out, and what is not known."),
    ),
)
