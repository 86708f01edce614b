"""The scripts of the pages.

To add a page: write ``pages/<file>.py`` (a script of named calls), one entry here, and its names
in ``sharing/places.py``.
"""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from bordertrade.sharing.places import PLACES
from bordertrade.words import _

FOLDER = Path(__file__).resolve().parents[2] / "pages"


@dataclass(frozen=True, slots=True)
class PageEntry:
    """``path`` is the page's path in links ("" for the first page). A page ``about_versions`` is
    shown also when the version that the link names cannot be.
    """

    path: str
    file: str
    about_versions: bool = False

    @property
    def name(self) -> str:
        """What the menu calls it."""
        return _(PLACES[self.path].name)

    @property
    def script(self) -> Path:
        return FOLDER / self.file

    def page(self) -> StreamlitPage:
        """For navigation and for links to it."""
        return copy(_page(self.path, self.script, self.name))


PAGES: tuple[PageEntry, ...] = (
    PageEntry("", "overview.py"),
    PageEntry("markets", "markets.py"),
    PageEntry("target", "target.py"),
    PageEntry("mirror", "mirror.py"),
    PageEntry("informal", "informal.py"),
    PageEntry("formalisation", "formalisation.py"),
    PageEntry("scenario", "scenario.py"),
    PageEntry("map", "map.py"),
    PageEntry("coverage", "coverage.py"),
    PageEntry("data", "data.py"),
    PageEntry("update", "update.py"),
    PageEntry("history", "history.py", about_versions=True),
    PageEntry("sources", "sources.py"),
)


@lru_cache(maxsize=64)
def _page(path: str, script: Path, name: str) -> StreamlitPage:
    """Made once, which looks for its file; a run takes a copy, for it may be run only once."""
    return st.Page(script, title=name, url_path=path or None, default=not path)


def page_at(path: str) -> StreamlitPage:
    """The page with this path."""
    return next(entry for entry in PAGES if entry.path == path).page()
