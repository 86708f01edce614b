"""Drafts: those that wait for a publisher, and those of a day; a card each."""

from __future__ import annotations

import streamlit as st

from bordertrade.bringing.waiting import waiting, waiting_of
from bordertrade.people import VISITOR
from bordertrade.shelf import uploads
from bordertrade.store import Draft, StoreError
from bordertrade.ui import blocks, cache, roles
from bordertrade.ui.history import deeds
from bordertrade.ui.history.chronicle import Chronicle
from bordertrade.ui.history.deeds import Deed
from bordertrade.ui.history.listing import article, compare, look_at, of_uploads, who
from bordertrade.ui.registry import page_at
from bordertrade.ui.state import Current
from bordertrade.view import encode
from bordertrade.words import _, ngettext, versions


def inbox(record: Chronicle, now: Current) -> None:
    """What waits for a publisher: all of it for publishers, for others what is theirs."""
    found = [each.draft for each in waiting_of(record.drafts, record.latest)]
    if not found:
        return
    note = _("The longest waiting first. What you decline says so to whoever opens its link.")
    blocks.section(_("Drafts that wait for a publisher"), note if roles.may_publish() else _note())
    _cards(found, record, now)


def pointer(now: Current) -> None:
    """On other pages: how many drafts wait, and the way to them."""
    if not roles.may_publish():
        return
    try:
        found = waiting(cache.store())
    except StoreError:  # the page that lists them says what is wrong
        return
    if found:
        told = ngettext(
            "{count} draft waits for a publisher",
            "{count} drafts wait for a publisher",
            len(found),
        )
        query = encode(now.view.with_(version="", versus=""))
        with st.container(key="inbox_pointer"):
            st.page_link(
                page_at("history"), label=told, icon=":material/inbox:", query_params=query
            )


def drafts(record: Chronicle, now: Current) -> None:
    """Those of a day, which wait for nobody."""
    found = [each for each in record.drafts if each.expires is not None]
    if not found:
        return
    blocks.section(_("Drafts"), "" if roles.may_publish() else _note())
    _cards(found, record, now)


def _note() -> str:
    if roles.person() == VISITOR:
        return _("Only the drafts that you looked at in this tab; nobody else sees them listed.")
    return _("Only your own, and the drafts that you looked at in this tab.")


def _cards(found: list[Draft], record: Chronicle, now: Current) -> None:
    for draft in found:
        with st.container(key=f"draft_{versions.short(draft.version)}", gap="small"):
            st.html(_card(draft, record, now))
            _actions(draft, record, now)


def _card(draft: Draft, record: Chronicle, now: Current) -> str:
    facts = [
        (_("By"), who(draft)),
        *of_uploads(uploads(draft), now),
        (_("Made from"), _("revision {number}", number=draft.base)),
        (_("Odd, but explained"), "; ".join(draft.details.get("reasons", {}).values())),
        (_("Lasts"), versions.lasts(draft)),
        (_("Version"), versions.short(draft.version)),
        (_("Cannot be published"), "" if _is_up_to_date(draft, record) else _too_old(record)),
        (_("Waits for"), waits_for(draft)),
    ]
    return article(_("Draft"), "", draft, facts, "bt-is-draft")


def waits_for(draft: Draft) -> str:
    """Who has to look, told to its author and to whoever may not publish it."""
    if draft.expires is not None:
        return ""
    if not roles.may_publish():
        return _("a publisher")
    if roles.may_publish_of(draft.who):
        return ""
    if draft.who == roles.person().id:
        return _("another publisher: you made this draft, and two people publish here")
    return _("its author: two people publish here, and nobody knows who made this draft")


def _is_up_to_date(draft: Draft, record: Chronicle) -> bool:
    return record.head is not None and draft.base == record.head.revision


def _too_old(record: Chronicle) -> str:
    return versions.moved_on(record.latest)


def _actions(draft: Draft, record: Chronicle, now: Current) -> None:
    with st.container(
        key=f"do_draft_{versions.short(draft.version)}",
        horizontal=True,
        vertical_alignment="center",
        gap="small",
    ):
        look_at(draft.in_links, now)
        newest = versions.short(record.head.version) if record.head else ""
        compare(versions.short(draft.version), version=draft.in_links, versus=newest)
        if not roles.may_publish():
            return
        offer(draft, record.latest)
    form(draft)


def offer(draft: Draft, head: int) -> None:
    """The buttons of whoever may decide on a draft; ``head`` is the newest revision’s number."""
    if draft.base == head and roles.may_publish_of(draft.who):
        deeds.button(Deed.PUBLISH, draft.version, head)
    deeds.button(Deed.DECLINE if draft.expires is None else Deed.DISCARD, draft.version, head)


def form(draft: Draft) -> None:
    """The form that one of them opened."""
    deeds.form(draft.version, Deed.PUBLISH, Deed.DISCARD, Deed.DECLINE)
