"""The top of the page: what is published now, where it is kept, and the way back."""

from __future__ import annotations

import streamlit as st

from bordertrade.ui import cache, notices, roles
from bordertrade.ui.history import deeds
from bordertrade.ui.history.chronicle import Chronicle
from bordertrade.ui.history.deeds import Deed
from bordertrade.words import _, stopping, versions, whereabouts
from bordertrade.words.markup import escape


def summary(record: Chronicle) -> None:
    if record.trouble:
        notices.notice("bt-error", stopping.store(record.trouble))
        return
    lines = [_now(record), whereabouts.sentence(cache.store().where, named=roles.may_publish())]
    if not roles.may_publish():
        lines.append(roles.why_not())
    told = "".join(f"<p>{escape(line)}</p>" for line in lines if line)
    st.html(f'<div class="bt-meaning">{told}</div>')
    if record.head and len(record.revisions) > 1 and roles.may_publish():
        deeds.button(Deed.UNDO, record.head.version, record.latest)
        deeds.form(record.head.version, Deed.UNDO)


def _now(record: Chronicle) -> str:
    head = record.head
    if head is None:
        return _("Nothing has been published here yet; you see the record as it was shipped.")
    return _(
        "The current record is revision {number}, version {version}, since {moment}.",
        number=head.revision,
        version=versions.short(head.version),
        moment=versions.moment(head.at),
    )
