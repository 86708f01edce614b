"""A page inside another site's page: to read, without masthead, controls and foot."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from bordertrade.sharing.places import PLACES
from bordertrade.sharing.subject import subject_of
from bordertrade.ui import blocks, state, version_notices
from bordertrade.ui.notices import notice
from bordertrade.ui.state import Current
from bordertrade.view import link
from bordertrade.words import _
from bordertrade.words.markup import escape


def asked() -> bool:
    """Whether the address says ``embed=true``, Streamlit's own key."""
    return bool(st.context.is_embedded)


def show(now: Current, inside: Callable[[], None]) -> None:
    """The chart that the link is about, else the page's charts, else what ``inside`` draws."""
    found = state.looking()
    if not PLACES[now.page].frameable:
        told = _("This page works with files and versions, so no other page can hold it.")
        notice("bt-warn", told)
    elif found.trouble:
        notice("bt-warn", version_notices.trouble(found))
    else:
        _draw(now, inside)
    _foot(now)


def _draw(now: Current, inside: Callable[[], None]) -> None:
    charts = subject_of(now.page, now.view, now.dataset, now.today).charts
    for chart in charts:
        blocks.bare_chart(chart, now)
    if not charts:
        inside()


def _foot(now: Current) -> None:
    """Whose figures these are, and the way to the page itself."""
    address = link(now.page, now.view).removeprefix("/") or "./"  # holds below any base path
    name = escape(_("Border-market trade"))
    text = escape(_("Open the whole page"))
    caution = escape(_("Not official statistics."))
    url = escape(address, quote=True)
    st.html(
        f'<footer class="bt-foot bt-foot-embedded"><p><b>{name}</b> · {caution}</p>'
        f'<p><a href="{url}" target="_blank" rel="noopener">{text}</a></p></footer>'
    )
