"""After applying: where the new version is seen, and the way back."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from bordertrade.people import Deed, by
from bordertrade.store import Revision, StoreError
from bordertrade.ui import cache, notices, roles, state
from bordertrade.ui.clipboard import copy_page, copy_version
from bordertrade.ui.registry import PAGES
from bordertrade.ui.state import Current
from bordertrade.ui.updating.desk import Desk, Outcome
from bordertrade.view import encode
from bordertrade.words import _, dates, ngettext, stopping, use, versions, whereabouts
from bordertrade.words.markup import escape

#: Paths of the pages that are offered after applying.
_OFFERED = ("", "markets", "data", "history")
#: The page whose link is passed on.
_SHARED = "markets"


def show(desk: Desk, now: Current) -> None:
    """The success panel; or, after undo, that everything is as before."""
    done = desk.outcome
    assert done is not None
    with st.container(key="outcome"):
        st.html(_told(done))
        if done.figures:
            _shown(done, now)
        _links(done, now)
        with st.container(key="outcome_actions", horizontal=True):
            if done.revision is not None and not done.undone and roles.may_publish():
                st.button(
                    _("Undo"), key="undo", icon=":material/undo:", on_click=_undo, args=(desk,)
                )
            st.button(_("Bring another file"), key="another", type="tertiary", on_click=desk.clear)
        if desk.trouble:
            notices.notice("bt-stop", desk.trouble)


def _told(done: Outcome) -> str:
    title, text = _words(done)
    where = (
        whereabouts.sentence(cache.store().where, named=roles.may_publish())
        if done.revision is not None
        else ""
    )
    return (
        f'<div class="bt-done-panel" role="status"><h2>{escape(title)}</h2>'
        f"<p>{escape(text)}</p><p>{escape(where)}</p></div>"
    )


def _words(done: Outcome) -> tuple[str, str]:
    version = versions.short(done.version)
    if done.undone:
        return (
            _("Undone"),
            _("Everybody sees version {version} again, as before.", version=version),
        )
    if done.revision is not None:
        told = _(
            "Everybody sees version {version} now (revision {number}).",
            version=version,
            number=done.revision.number,
        )
        return _("Published"), f"{told} {_left_out(done.revision)}".strip()
    expires = done.draft.expires if done.draft else None
    until = (
        _("It is kept until {day}.", day=dates.day(expires.date()))
        if expires
        else _("It waits for a publisher: send them this link, or let them find it in the History.")
    )
    text = _("Only those who have the link below see version {version}.", version=version)
    return _("Your draft is ready"), f"{text} {until}".strip()


def _left_out(revision: Revision) -> str:
    """How many rows of the files did not come in."""
    count = sum(each.get("rejected", 0) for each in revision.details.get("files", ()))
    if not count:
        return ""
    return ngettext(
        "{count} row with problems was left out.",
        "{count} rows with problems were left out.",
        count,
    )


def _shown(done: Outcome, now: Current) -> None:
    """The newest figures, the picture that stands for their link, and the link to copy."""
    view = now.view.with_(markets=now.choices.some_markets(done.markets), version="")
    items = "".join(f"<li>{escape(each)}</li>" for each in done.figures)
    # with its version: a browser keeps the picture of an address, also of the one before
    query = urlencode(encode(view.with_(version=versions.short(done.version))))
    picture = escape(f"preview/{_SHARED}.png?{query}", quote=True)
    about = escape(_("The picture that a messenger shows for this link"), quote=True)
    st.html(
        f'<ul class="bt-list">{items}</ul>'
        f'<img class="bt-link-picture" src="{picture}" alt="{about}" width="600" height="315">'
    )
    copy_page(_SHARED, view, now, key="copy_published")


def _links(done: Outcome, now: Current) -> None:
    """To the pages, with the version in the link where it is not the current record."""
    version = done.draft.in_links if done.draft else ""
    query = encode(now.view.with_(version=version))
    with st.container(key="outcome_links", horizontal=True, vertical_alignment="center"):
        lead = _("See it on:")
        st.html(f"<p>{escape(lead)}</p>", width="content")
        for entry in PAGES:
            if entry.path in _OFFERED:
                st.page_link(entry.page(), label=entry.name, query_params=query)
        if version:
            copy_version(version, now, key="copy_draft")


def _undo(desk: Desk) -> None:
    """One click: the version before becomes a new revision."""
    use(state.view_now().language)  # a click comes before the page has its language
    done = desk.outcome
    if done is None or done.revision is None:
        return
    try:
        person = roles.require(Deed.UNDO)
        back = cache.store().undo(
            expected=done.revision.number,
            who=person.id,
            details=by(person),
            why=_("Undone on the page Update data"),
        )
    except StoreError as error:
        desk.trouble = stopping.store(error)
        return
    except roles.NotAllowedError:
        desk.trouble = roles.why_not()
        return
    cache.look_again()
    desk.clear()
    desk.outcome = Outcome(back.version, back, undone=True)
