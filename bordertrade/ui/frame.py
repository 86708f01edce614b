"""The frame: navigation, masthead, notices, foot, and the net under every page."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from bordertrade.meters import METERS
from bordertrade.ui import embedded, notices, roles, share, state, version_notices
from bordertrade.ui.frost import FROST
from bordertrade.ui.registry import PAGES, PageEntry
from bordertrade.ui.state import Current
from bordertrade.ui.warm import warm_up
from bordertrade.view import encode
from bordertrade.words import _, versions
from bordertrade.words.catalogue import is_right_to_left
from bordertrade.words.markup import escape

_STYLE = Path(__file__).parent / "style.css"
_ICON = Path(__file__).parent / "static" / "icon.png"


def run() -> None:
    """One run of the page that the address names; below it a net: an id, never a traceback."""
    pages = {entry: entry.page() for entry in PAGES}
    chosen = st.navigation(list(pages.values()), position="hidden")
    entry = next(each for each, page in pages.items() if page.url_path == chosen.url_path)
    with METERS.timed("runs", entry.path):
        try:
            _draw(pages, entry, chosen)
        except Exception as error:
            notices.failure(error)
    FROST.after_run()


def _draw(pages: dict[PageEntry, StreamlitPage], entry: PageEntry, chosen: StreamlitPage) -> None:
    warm_up()
    with roles.one_run(), state.run(entry.path):
        now = state.current()
        _dress(entry)
        if embedded.asked():
            embedded.show(now, lambda: _inside(chosen))
            return
        _masthead(pages, now)
        notices.show(now)
        version_notices.show(now)
        if entry.about_versions or not state.looking().trouble:
            _inside(chosen)
        _foot(now)


def _inside(chosen: StreamlitPage) -> None:
    try:
        chosen.run()
    except Exception as error:  # the frame stands, whatever happens in a page
        notices.failure(error)


def _dress(entry: PageEntry) -> None:
    """The window's title and icon, and our styles."""
    name = _("Border-market trade")
    st.set_page_config(
        page_title=f"{entry.name} · {name}",
        page_icon=_ICON,
        layout="wide",
        initial_sidebar_state="collapsed",
    )
    st.html(_style())
    if is_right_to_left():
        st.html("<style>[data-testid=stMainBlockContainer]{direction:rtl;text-align:start}</style>")


@lru_cache(maxsize=1)
def _style() -> str:
    return f"<style>{_STYLE.read_text(encoding='utf-8')}</style>"


def _masthead(pages: dict[PageEntry, StreamlitPage], now: Current) -> None:
    """The name, the pages (each link carries the view), and what passes this view on."""
    name, border = _("Border-market trade"), _("Pakistan – Iran")
    with st.container(key="masthead", horizontal=True, vertical_alignment="center"):
        st.html(
            '<div class="bt-brand"><span class="bt-mark" aria-hidden="true"></span>'
            f"<span><b>{escape(name)}</b><small>{escape(border)}</small></span></div>",
            width="content",
        )
        with st.container(key="menu", horizontal=True, wrap=False, gap="small"):
            query = encode(now.view.with_(chart=""))
            for entry, page in pages.items():
                st.page_link(page, label=entry.name, query_params=query)
        share.of_page(now)


def _foot(now: Current) -> None:
    caution = _(
        "Not official statistics. A public record compiled from published sources; each figure "
        "names its own."
    )
    version = versions.of_record(now.dataset)
    shown = "" if state.looking().trouble else f"<p>{escape(version)}</p>"
    st.html(f'<footer class="bt-foot"><p>{escape(caution)}</p>{shown}</footer>')
