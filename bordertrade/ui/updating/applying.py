"""Step 5: a draft with a link of its own, or a published version. Either is one click."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from bordertrade import clock
from bordertrade.bringing.publishing import LONGEST_REASON
from bordertrade.dataset import Dataset
from bordertrade.dataset.difference import difference
from bordertrade.exports.differences import difference_summary
from bordertrade.intake import joining
from bordertrade.people import Deed, by, may
from bordertrade.store import Conflict, StoreError
from bordertrade.ui import cache, notices, roles
from bordertrade.ui import upload_grants as door
from bordertrade.ui.html_table import html_table
from bordertrade.ui.updating import newest, reading, rules
from bordertrade.ui.updating.desk import Desk, Outcome, Paper
from bordertrade.ui.updating.proposal import Proposal, obstacles
from bordertrade.ui.updating.steps import State, Step, step
from bordertrade.words import _, stopping, versions, whereabouts
from bordertrade.words.markup import escape

_PUBLISH, _DRAFT = "publish", "draft"


def apply(desk: Desk, proposal: Proposal | None, base: Dataset) -> None:
    """What stands in the way; then how, why and by whom; then the button."""
    if proposal is not None and proposal.changes_nothing:
        return
    open_ = obstacles(desk, proposal, base)
    with step(Step.APPLY, State.LATER if open_ else State.NOW, desk):
        if open_:
            _stands_in_the_way(open_)
        if proposal is None:
            return
        way = _way()
        _where_it_goes(way)
        why = _why(desk)
        if desk.trouble:
            notices.notice("bt-stop", desk.trouble)
        moved = _moved_on(desk)
        if open_ or moved:
            _why_grey(open_, moved=moved)
        if _button(way, disabled=bool(open_) or moved):
            with st.spinner(_("Applying …")):
                _go(desk, proposal, way, why)
            st.rerun()


def _stands_in_the_way(open_: list[str]) -> None:
    items = "".join(f"<li>{escape(each)}</li>" for each in open_)
    title = escape(_("Before this can be applied:"))
    st.html(f'<div class="bt-notice bt-warn"><p>{title}</p><ul class="bt-list">{items}</ul></div>')


def _why_grey(open_: list[str], *, moved: bool) -> None:
    """Right above the button that cannot be pressed: what it waits for."""
    told = [_("look at what changed meanwhile and go on with “Apply onto the newer one”")] * moved
    named = " · ".join((*told, *(each.rstrip(".") for each in open_)))
    text = _("The button below waits for this: {named}", named=named)
    st.html(f'<p class="bt-source">{escape(text)}</p>')


def _way() -> str:
    """Publish or draft; who may not publish is told why, and gets the draft."""
    if not roles.may_publish() or roles.needs_a_second():
        st.html(f'<p class="bt-lead">{escape(_why_a_draft())}</p>')
        return _DRAFT
    names = {_PUBLISH: _("Publish for everybody"), _DRAFT: _("Keep as a draft with its own link")}
    chosen = st.segmented_control(
        _("How"),
        list(names),
        format_func=lambda way: names[way],
        key="apply_way",
        default=_PUBLISH,
        required=True,
        wrap=True,
    )
    return chosen or _PUBLISH


def _why_a_draft() -> str:
    if roles.may_publish():
        return _("Two people publish here: your draft waits until somebody else publishes it.")
    if roles.may_hand_in():
        return _("You hand in drafts here: yours waits until a publisher publishes it.")
    return roles.why_not()


def _where_it_goes(way: str) -> None:
    """What the click does, where versions are kept and for how long."""
    where = whereabouts.sentence(cache.store().where, named=roles.may_publish())
    if way == _PUBLISH:
        text = _(
            "Everybody sees the new version at once. The one before stays in the history, and one "
            "click brings it back."
        )
    elif roles.may_hand_in():
        text = _(
            "Only publishers and those who have the link see it. It waits until it is published or "
            "declined."
        )
    else:
        text = _(
            "Only those who have the link see it. After {hours} hours it is removed.",
            hours=rules.DRAFT_HOURS,
        )
    st.html(f'<p class="bt-meaning">{escape(text)} {escape(where)}</p>')


def _why(desk: Desk) -> str:
    """What was typed stays also where a run between did not come this far."""
    key = f"apply_why_{desk.inbox}"
    if key not in st.session_state:
        st.session_state[key] = desk.why
    typed = st.text_input(
        _("Why? One line for the history"),
        key=key,
        max_chars=LONGEST_REASON,
        placeholder=_("for instance: figures of Mordad from the Gwadar customs house"),
        help=_("Applied by {who}", who=roles.who()),
    )
    desk.why = str(typed).strip()
    return desk.why


def _button(way: str, *, disabled: bool) -> bool:
    names = {_PUBLISH: _("Publish"), _DRAFT: _("Make the draft")}
    return bool(
        st.button(
            names[way],
            key="apply",
            type="primary",
            icon=":material/publish:" if way == _PUBLISH else ":material/link:",
            disabled=disabled,
        )
    )


# --- somebody else was faster ---------------------------------------------------------------------


def _moved_on(desk: Desk) -> bool:
    """Whether the record is another one than when the work began; says so and offers to go on."""
    head = cache.record().revision
    if head is None or desk.base is None or head.number == desk.base:
        return False
    text = _(
        "Meanwhile {who} published version {version}: {why}. Everything above is compared with it "
        "now. Look again, then go on.",
        who=versions.who(head),
        version=versions.short(head.version),
        why=head.why or _("no reason given"),
    )
    notices.notice("bt-warn", text)
    _what_moved(desk, head.version)
    st.button(
        _("Apply onto the newer one"),
        key="accept_newer",
        on_click=_accept,
        args=(desk, head.number, head.version),
    )
    return True


def _what_moved(desk: Desk, newer: str) -> None:
    """What the other publisher changed, table by table."""
    try:
        before, after = cache.version(desk.base_version), cache.version(newer)
    except StoreError:  # withdrawn or damaged meanwhile: who and why is told above
        return
    rows = difference_summary(difference(before, after), after)
    if len(rows):
        st.html(html_table(rows, caption=_("What changed meanwhile")))


def _accept(desk: Desk, number: int, version: str) -> None:
    desk.base, desk.base_version, desk.trouble = number, version, ""


# --- the deed -------------------------------------------------------------------------------------


def _go(desk: Desk, proposal: Proposal, way: str, why: str) -> None:
    """Save, keep the files, and move the head or make the draft; trouble is told on the page."""
    desk.trouble = ""
    if not why:
        desk.trouble = _("Say why, in one line: whoever looks back in a year will ask.")
        return
    try:
        desk.outcome = _applied(desk, proposal, way, why)
    except Conflict:
        cache.look_again()
    except StoreError as error:
        desk.trouble = stopping.store(error)
    except rules.NotNow as refusal:
        desk.trouble = str(refusal)
    except roles.NotAllowedError:
        desk.trouble = roles.why_not() or _(
            "Another publisher must look at this first: make a draft."
        )


def _applied(desk: Desk, proposal: Proposal, way: str, why: str) -> Outcome:
    store = cache.store()
    if way == _PUBLISH:
        person = roles.require(Deed.PUBLISH)
        if roles.needs_a_second():
            raise roles.NotAllowedError
    elif not roles.is_served():
        raise roles.NotAllowedError
    else:
        person = roles.known_now().person
        if not may(person, Deed.DRAFT):
            rules.check_draft(store, desk)
    papers = [change.paper for change in proposal.changes]
    for paper in papers:
        store.keep_file(paper.path, paper.name)
    version = store.save(proposal.after)
    details = {**_details(desk, proposal), **by(person)}
    if way == _DRAFT:
        expires = None if may(person, Deed.DRAFT) else clock.now() + rules.DRAFT_LIFE
        base = desk.base or 0
        made = store.add_draft(
            version, base=base, who=person.id, why=why, details=details, expires=expires
        )
        if expires:
            rules.MADE.add(door.address())
        _remember(papers if expires is None else [])
        return Outcome(version, None, made)
    revision = store.publish(
        version,
        expected=desk.base or 0,
        who=person.id,
        why=why,
        file="~".join(paper.name for paper in papers),
        checksum="~".join(paper.checksum for paper in papers),
        details=details,
    )
    _remember(papers)
    cache.look_again()
    markets, figures = newest.told(proposal)
    return Outcome(version, revision, markets=markets, figures=figures)


def _remember(papers: list[Paper]) -> None:
    """How files of known people were read serves the next of their form."""
    for paper in papers:
        reading.remember(paper)


def _details(desk: Desk, proposal: Proposal) -> Mapping[str, Any]:
    """What the audit keeps of how each file was read and joined."""
    files = [
        joining.told(change.report, change.paper.obeyed, change.paper.mode, change.merge)
        for change in proposal.changes
    ]
    return {"files": files, "reasons": dict(desk.reasons)}
