"""The dialog. Nothing of it is made before somebody asks, and it runs alone from then on."""

from __future__ import annotations

import streamlit as st

from bordertrade.charts import AnyChart
from bordertrade.sharing.subject import statement
from bordertrade.ui import state, version_notices
from bordertrade.ui.notices import failure, notice
from bordertrade.ui.share import camera, hand_out, parts
from bordertrade.ui.share.shared import Asked, Shared, shared
from bordertrade.ui.state import Current
from bordertrade.words import _, use
from bordertrade.words.markup import escape

_LIVE, _FROZEN = "live", "frozen"


def of_chart(spec: AnyChart, now: Current) -> None:
    """A chart's button."""
    if st.button(_("Share"), key=f"share_{spec.name}", type="tertiary", icon=":material/share:"):
        _open(spec.name, now)


def of_page(now: Current) -> None:
    """The page's button, in the masthead."""
    if st.button(_("Share"), key="share_page", icon=":material/share:"):
        _open("", now)


def _open(chart: str, now: Current) -> None:
    found = state.looking()
    version = found.asked if found.trouble else now.dataset.in_links(found.asked)
    asked = Asked(now.page, chart, version, now.view.with_(chart=""))
    title = _("Share this chart") if chart else _("Share this page")
    st.dialog(title, width="medium")(_dialog)(asked)


def _dialog(asked: Asked) -> None:
    use(asked.view.language)  # a run of the dialog alone begins in no language
    try:
        _draw(asked)
    except Exception as error:  # the page behind it stands
        failure(error)


def _draw(asked: Asked) -> None:
    found = shared(asked, frozen=True)
    if found.found.trouble:
        notice("bt-warn", version_notices.trouble(found.found))
        return
    chosen = shared(asked, frozen=_frozen(found))
    _link(chosen)
    parts.in_words(chosen)
    camera.picture(chosen)
    parts.files(chosen)
    parts.qr_code(chosen)
    parts.embed(chosen)
    parts.cite(chosen)
    parts.wrong(chosen)


def _frozen(found: Shared) -> bool:
    """The one switch for everything below. What is not current has no link that follows it."""
    if not found.found.is_current:
        told = _(
            "You are looking at version {version}. Everything here keeps it.", version=found.version
        )
        st.html(f'<p class="bt-source">{escape(told)}</p>')
        return True
    names = {_LIVE: _("Follows the record"), _FROZEN: _("Keeps these numbers")}
    captions = (
        _("shows new figures as they are published"),
        _("exactly these, version {version}", version=found.version),
    )
    chosen = st.radio(
        _("What you share"),
        list(names),
        format_func=lambda each: names[each],
        captions=captions,
        key="share_kind",
        label_visibility="collapsed",
        horizontal=True,
    )
    return bool(chosen == _FROZEN)


def _link(chosen: Shared) -> None:
    said = statement(chosen.subject)
    hand_out.link(chosen.url, path=chosen.subject.place.path, title=said.title, said=said.sentence)
