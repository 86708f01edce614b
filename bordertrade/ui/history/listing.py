"""The list of revisions: a card each, with what can be done with it."""

from __future__ import annotations

import streamlit as st

from bordertrade.dataset.fingerprint import SHORT
from bordertrade.shelf import Upload, uploads
from bordertrade.store import Action, Draft, Entry, StoreError
from bordertrade.ui import blocks, cache, roles, state
from bordertrade.ui.history import deeds
from bordertrade.ui.history.chronicle import Chronicle
from bordertrade.ui.history.deeds import Deed
from bordertrade.ui.registry import page_at
from bordertrade.ui.state import Current
from bordertrade.view import encode
from bordertrade.words import _, ngettext, versions
from bordertrade.words.markup import escape, plain

#: Revisions shown at once; a button brings as many more.
_AT_ONCE = 10
_SHOWN = "bt_history_shown"


def revisions(record: Chronicle, now: Current) -> None:
    """Newest first."""
    if not record.revisions:
        return
    blocks.section(_("All revisions"))
    shown = st.session_state.get(_SHOWN, _AT_ONCE)
    for entry in record.revisions[:shown]:
        with st.container(key=f"revision_{entry.revision}", gap="small"):
            st.html(_card(entry, record, now))
            _actions(entry, record, now)
    left = len(record.revisions) - shown
    if left > 0:
        st.button(
            ngettext("Show {count} older one", "Show {count} older ones", left),
            key="older",
            on_click=_show_more,
        )


def _show_more() -> None:
    st.session_state[_SHOWN] = st.session_state.get(_SHOWN, _AT_ONCE) + _AT_ONCE


def _card(entry: Entry, record: Chronicle, now: Current) -> str:
    title = _("Revision {number}: {action}", number=entry.revision, action=_done(entry))
    if entry is record.head:
        mark, css = _("current"), "bt-is-current"
    elif entry.version in record.withdrawn:
        mark, css = _("withdrawn"), "bt-is-withdrawn"
    else:
        mark, css = "", ""
    tag = f' <span class="bt-tag">{escape(mark)}</span>' if mark else ""
    return article(title, tag, entry, _facts(entry, record, now), css)


def _done(entry: Entry) -> str:
    return versions.action(entry.action)


def article(
    title: str, marks: str, told: Entry | Draft, facts: list[tuple[str, str]], css: str = ""
) -> str:
    """Title and time, reason, facts."""
    quoted = _("“{why}”", why=told.why)
    why = f'<p class="bt-why">{escape(quoted)}</p>' if told.why else ""
    rows = "".join(
        f"<div><dt>{escape(name)}</dt><dd>{escape(text)}</dd></div>" for name, text in facts if text
    )
    return (
        f'<article class="bt-revision {css}"><h3>{escape(title)}{marks}'
        f"<small>{escape(versions.moment(told.at))}</small></h3>{why}<dl>{rows}</dl></article>"
    )


def _facts(entry: Entry, record: Chronicle, now: Current) -> list[tuple[str, str]]:
    withdrawal = record.withdrawn.get(entry.version)
    return [
        (_("By"), who(entry)),
        (_("Handed in by"), versions.drafted_by(entry)),
        *of_uploads(uploads(entry), now),
        (_("Same figures as"), _as_before(entry, record)),
        (_("Odd, but explained"), "; ".join(entry.details.get("reasons", {}).values())),
        (_("Withdrawn"), _withdrawal(withdrawal) if withdrawal else ""),
        (_("Version"), versions.short(entry.version)),
    ]


def who(of: Entry | Draft) -> str:
    """For publishers also by what the sign-in knows them; readers see no e-mail address."""
    return versions.who(of, named=roles.may_publish())


def _withdrawal(entry: Entry) -> str:
    told = _("{moment}, by {who}", moment=versions.moment(entry.at), who=who(entry))
    return _("{name}: {why}", name=told, why=entry.why) if entry.why else told


def _as_before(entry: Entry, record: Chronicle) -> str:
    """An undo or a restore brings back figures that stood in an earlier revision."""
    if entry.action not in (Action.UNDO, Action.RESTORE):
        return ""
    earlier = [e for e in record.revisions if e.revision < entry.revision]
    first = next((each for each in earlier if each.version == entry.version), None)
    return _("revision {number}", number=first.revision) if first else ""


def of_uploads(files: tuple[Upload, ...], now: Current) -> list[tuple[str, str]]:
    contract = now.dataset.contract
    return [
        fact
        for each in files
        for fact in ((_("File"), _file(each)), (_("Rows"), versions.rows(each, contract)))
    ]


def _file(upload: Upload) -> str:
    return _("{file}, SHA-256 {sum}", file=upload.file, sum=upload.checksum[:12])


def _actions(entry: Entry, record: Chronicle, now: Current) -> None:
    """Looking for everybody, changing for publishers."""
    is_current = record.head is not None and entry.version == record.head.version
    is_withdrawn = entry.version in record.withdrawn
    is_newest = record.newest_of(entry.version) is entry
    with st.container(
        key=f"do_revision_{entry.revision}",
        horizontal=True,
        vertical_alignment="center",
        gap="small",
    ):
        if not is_withdrawn:
            look_at("" if is_current else versions.short(entry.version), now)
            _what_changed(entry, record.before(entry), record)
        if not roles.may_publish():
            return
        for upload in uploads(entry):
            _original(upload, entry)
        if is_newest and not is_current:
            deeds.button(Deed.RESTORE, entry.version, record.latest)
        if is_newest and not is_withdrawn and len(record.editions()) > 1:
            deeds.button(Deed.WITHDRAW, entry.version, record.latest)
    if is_newest:
        deeds.form(entry.version, Deed.RESTORE, Deed.WITHDRAW)


def look_at(named: str, now: Current) -> None:
    query = encode(now.view.with_(version=named, versus=""))
    st.page_link(
        page_at(""), label=_("Look at it"), icon=":material/visibility:", query_params=query
    )


def _what_changed(entry: Entry, before: Entry | None, record: Chronicle) -> None:
    """To the comparison with the revision before, if both can be shown."""
    if before is None or before.version in record.withdrawn or before.version == entry.version:
        return
    is_current = record.head is not None and entry.version == record.head.version
    shown = "" if is_current else versions.short(entry.version)
    compare(str(entry.revision), version=shown, versus=versions.short(before.version))


def compare(key: str, **versions_: str) -> None:
    """The way to the comparison of ``version`` with ``versus``, as links call them."""
    st.button(
        _("What changed"),
        key=f"changed_{key}",
        icon=":material/difference:",
        type="tertiary",
        on_click=state.change,
        kwargs=versions_,
    )


def _original(upload: Upload, entry: Entry) -> None:
    """The file as it came. It may hold more than the record took from it, so only publishers
    are given it; as text, because a spreadsheet would run what stands in it.
    """
    if not _is_kept(upload.checksum):
        return
    st.download_button(
        _("Original file: {name}", name=plain(upload.file)),
        data=lambda: cache.store().file(upload.checksum),
        file_name=f"revision-{entry.revision}-{upload.checksum[:SHORT]}.txt",
        mime="text/plain",
        key=f"original_{entry.revision}_{upload.checksum[:SHORT]}",
        icon=":material/download:",
        type="tertiary",
        on_click="ignore",
    )


def _is_kept(checksum: str) -> bool:
    try:
        cache.store().file_name(checksum)
    except StoreError:
        return False
    return True
