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

    @property
    def script(self) -> Path:
        return FOLDER / self.file


PAGES: tuple[PageEntry, ...] = (
    PageEntry("", "overview.py", N_("Overview")),
    PageEntry("markets", "markets.py", N_("Markets")),
    PageEntry("target", "target.py", N_("Target")),
    PageEntry("mirror", "mirror.py", N_("Mirror")),
    PageEntry("informal", "informal.py", N_("Informal")),
    PageEntry("formalisation", "formalisation.py", N_("Formalisation")),
    PageEntry("scenario", "scenario.py", N_("Scenario")),
    PageEntry("map", "map.py", N_("Map")),
    PageEntry("coverage", "coverage.py", N_("Coverage")),
    PageEntry("data", "data.py", N_("Data")),
    PageEntry("update", "update.py", N_("Update data")),
    PageEntry("sources", "sources.py", N_("Sources & methods")),
)
