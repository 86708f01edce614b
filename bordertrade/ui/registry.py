"""The pages, listed once.

To add a page: write ``pages/<file>.py`` (a script of named calls), and one entry here. The path
is what stands in links and never changes.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from bordertrade.words import N_, _

FOLDER = Path(__file__).resolve().parents[2] / "pages"


@dataclass(frozen=True, slots=True)
class PageEntry:
    """``path`` is the page's path in links ("" for the first page). A page ``about_versions`` is
    shown also when the version that the link names cannot be.
    """

    path: str
    file: str
    title: str
    about_versions: bool = False

    @property
    def script(self) -> Path:
        return FOLDER / self.file

    def page(self) -> StreamlitPage:
        """For navigation and for links to it."""
        return st.Page(
            self.script, title=_(self.title), url_path=self.path or None, default=not self.path
        )


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
    PageEntry("history", "history.py", N_("History"), about_versions=True),
    PageEntry("sources", "sources.py", N_("Sources & methods")),
)


def page_at(path: str) -> StreamlitPage:
    """The page with this path."""
    return next(entry for entry in PAGES if entry.path == path).page()
