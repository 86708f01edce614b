"""The foot of the page: whether the audit is as it was written, and the audit to take away."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from bordertrade.exports.audit import audit_json, audit_table, for_readers
from bordertrade.store import Entry, Fault, StoreError
from bordertrade.ui import blocks, cache, notices, roles
from bordertrade.ui.history.chronicle import Chronicle
from bordertrade.words import _, ngettext, stopping, versions
from bordertrade.words.markup import escape

#: Pixels, and how many entries fit without them.
_HEIGHT, _FIT = 360, 9


def audit(record: Chronicle) -> None:
    """Everything that was done, entry by entry."""
    if record.trouble:
        return
    blocks.section(
        _("The audit"),
        _(
            "Each entry is hashed together with the one before it, so that one changed or taken out "
            "later is noticed. Keep the last hash of a download: it proves all entries up to there."
        ),
    )
    _verified()
    if not roles.may_publish():
        left_out = _("Entries on drafts are left out.")
        st.html(f'<p class="bt-source">{escape(left_out)}</p>')
    if record.entries:
        told = record.entries if roles.may_publish() else tuple(map(for_readers, record.entries))
        height = _HEIGHT if len(record.entries) > _FIT else "auto"
        blocks.table(_told(told), key="audit", alt=_("The audit"), height=height)
        _downloads(told)


def _verified() -> None:
    """On demand: every byte that is kept is read."""
    if not st.button(
        _("Check now that everything is as it was written"),
        key="verify",
        icon=":material/verified:",
    ):
        return
    try:
        with st.spinner(_("Reading everything that is kept …")):
            found = _faults()
    except StoreError as error:
        notices.notice("bt-error", stopping.store(error))
        return
    if not found:
        notices.notice("bt-own", _("Everything is as it was written: audit, versions and files."))
        return
    count = ngettext("{count} thing is wrong:", "{count} things are wrong:", len(found))
    items = "".join(f"<li>{escape(versions.fault(each))}</li>" for each in found)
    st.html(
        f'<div class="bt-notice bt-error" role="status"><p>{escape(count)}</p>'
        f'<ul class="bt-list">{items}</ul></div>'
    )


@st.cache_resource(ttl=30, show_spinner=False)
def _faults() -> tuple[Fault, ...]:
    """Half a minute old at most: many who ask at once make the server read once."""
    return cache.store().verify()


def _told(entries: Sequence[Entry]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                _("Entry"): entry.seq,
                _("When"): versions.moment(entry.at),
                _("What"): versions.action(entry.action),
                _("Revision"): str(entry.revision or ""),
                _("Who"): versions.who(entry, named=roles.may_publish()),
                _("Why"): entry.why,
                _("File"): entry.file,
                _("Version"): versions.short(entry.version),
                _("Hash"): entry.hash,
            }
            for entry in entries
        ]
    )


def _downloads(entries: Sequence[Entry]) -> None:
    with st.container(key="audit_downloads", horizontal=True):
        blocks.download(
            lambda: audit_table(entries),
            name="audit.csv",
            key="dl_audit_csv",
            label=_("Download the audit (CSV)"),
        )
        st.download_button(
            _("Download the audit (JSON)"),
            data=lambda: audit_json(entries),
            file_name="audit.json",
            mime="application/json",
            key="dl_audit_json",
            on_click="ignore",
            type="tertiary",
            icon=":material/download:",
        )
