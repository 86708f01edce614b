"""What must be said of the version that a page shows, and the way to the current one."""

from __future__ import annotations

import streamlit as st

from bordertrade.exports.methods_changed import figures_then_and_now
from bordertrade.measures.sources import sources
from bordertrade.sharing.recounted import recount
from bordertrade.shelf import Looking, Trouble
from bordertrade.store import Draft
from bordertrade.ui import blocks, cache, roles, state
from bordertrade.ui.history import deeds, listing, waiting
from bordertrade.ui.html_table import html_table
from bordertrade.ui.notices import notice
from bordertrade.ui.registry import page_at
from bordertrade.ui.state import Current
from bordertrade.view import encode
from bordertrade.words import _, versions
from bordertrade.words.markup import escape

_HISTORY = "history"


def show(now: Current) -> None:
    """First what is wrong with the record, then what the link's version is."""
    deeds.said()
    found = state.looking()
    _record(found)
    if found.trouble:
        kind = "bt-error" if found.trouble is Trouble.DAMAGED else "bt-warn"
        _ways(found, now, kind, trouble(found))
    elif found.draft:
        _ways(found, now, "bt-own", versions.draft(found.draft, _differing_rows(found)))
        _decide(found.draft, found)
    elif not found.is_current:
        shown = versions.made(found.published, found.dataset.fingerprint)
        _ways(found, now, "bt-warn", versions.other_version(shown, _current(found)))
    if not found.trouble:
        _methods(now)


def _decide(draft: Draft, found: Looking) -> None:
    """A draft handed over by its link: who may decides here, others read for whom it waits."""
    made = versions.handed_in(draft, listing.who(draft))
    st.html(f'<p class="bt-source">{escape(made)}</p>')
    head = found.record.revision.number if found.record.revision else 0
    if roles.may_publish():
        with st.container(key="decide", horizontal=True, vertical_alignment="center"):
            waiting.offer(draft, head)
        waiting.form(draft)
    told = versions.moved_on(head) if draft.base != head else _waits(draft)
    if told and (draft.expires is None or roles.may_publish()):
        st.html(f'<p class="bt-source">{escape(told)}</p>')


def _waits(draft: Draft) -> str:
    who = waiting.waits_for(draft)
    return _("This draft waits for {who}.", who=who) if who else ""


def _methods(now: Current) -> None:
    """What an older program counted otherwise on this page, with both figures."""
    found = recount(now.page, now.dataset, now.view)
    if found is None:
        return
    with st.expander(found.sentence, expanded=False):
        st.html("".join(f'<p class="bt-sentence">{escape(each)}</p>' for each in found.methods))
        if found.figures:
            rows = figures_then_and_now(found.figures)
            st.html(html_table(rows, caption=_("The same rows, counted then and now")))
            told = blocks.source_line(sources(now.dataset, found.sources))
            st.html(f'<p class="bt-source">{told}</p>')


def _record(found: Looking) -> None:
    record = found.record
    if record.faults and record.is_stand_in:
        notice("bt-error", versions.none_good(record))
    elif record.faults:
        notice("bt-error", versions.head_damaged(_current(found)))
    if record.unavailable:
        kind = "bt-error" if record.is_stand_in else "bt-warn"
        notice(kind, versions.unavailable(record))
    elif record.unwritable:
        notice("bt-warn", versions.unwritable(record.unwritable))


def _current(found: Looking) -> str:
    return versions.made(found.record.revision, found.record.dataset.fingerprint)


def _differing_rows(found: Looking) -> int:
    told = cache.compared(found.record.dataset, found.dataset)
    return told.added + told.changed + told.removed


def trouble(found: Looking) -> str:
    """Why the version of a link cannot be shown."""
    if found.withdrawal:
        return versions.gone(found.withdrawal)
    return versions.trouble(found.trouble or Trouble.UNKNOWN, found.asked)


def _ways(found: Looking, now: Current, kind: str, text: str) -> None:
    """The notice, the difference to the current record, and the way to it."""
    with st.container(key="version", horizontal=True, vertical_alignment="center"):
        notice(kind, text)
        if not found.trouble and now.page != _HISTORY:
            query = encode(now.view.with_(versus=found.record.dataset.version))
            st.page_link(
                page_at(_HISTORY),
                label=_("See what changed"),
                icon=":material/difference:",
                query_params=query,
            )
        st.button(
            _("Go to the current record"),
            key="to_current",
            on_click=state.look_at_current,
            type="primary" if found.trouble else "secondary",
        )
