"""The parts of the dialog below the link. Closed ones are made when they are opened."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial

import streamlit as st
from streamlit.elements.lib.mutable_expander_container import ExpanderContainer

from bordertrade import clock
from bordertrade.sharing import citation, qr, reporting
from bordertrade.sharing.brief import brief
from bordertrade.sharing.embedding import snippet
from bordertrade.sharing.interactive import interactive
from bordertrade.sharing.report import report
from bordertrade.sharing.subject import statement
from bordertrade.ui.downloads import later
from bordertrade.ui.share import hand_out
from bordertrade.ui.share.shared import Shared
from bordertrade.words import _
from bordertrade.words.markup import escape

#: Where readers may send what looks wrong: a mailbox. Unset: they copy the letter.
CONTACT = "BORDERTRADE_CONTACT"


def in_words(chosen: Shared) -> None:
    """The sentence with its numbers, ready to send."""
    said = statement(chosen.subject)
    st.html(f'<blockquote class="bt-share-said">{escape(said.sentence)}</blockquote>')
    label, path = _("Copy as text"), chosen.subject.place.path
    hand_out.text(said.message, label, key="share_text", url=chosen.url, path=path)


def files(chosen: Shared) -> None:
    """The report and the brief: always of this very version, which both name."""
    with st.container(key="share_files", horizontal=True):
        _download(
            _("Report (HTML)"),
            partial(report, chosen.subject, chosen.address),
            f"{chosen.file}.html",
            "text/html",
        )
        _download(
            _("One-page brief (PDF)"),
            partial(brief, chosen.subject, chosen.address),
            f"{chosen.file}.pdf",
            "application/pdf",
        )


def qr_code(chosen: Shared) -> None:
    with _opening(_("QR code"), "qr") as part:
        if not part.open:
            return
        if not chosen.address:
            _without_address()
            return
        about = escape(_("QR code of the link"), quote=True)
        st.html(f'<img class="bt-qr" alt="{about}" src="{qr.data_uri(chosen.url)}">')
        with st.container(key="share_qr_files", horizontal=True):
            name = f"{chosen.file}-qr"
            _download("PNG", partial(qr.png_file, chosen.url), f"{name}.png", "image/png")
            _download("SVG", partial(qr.svg_file, chosen.url), f"{name}.svg", "image/svg+xml")


def embed(chosen: Shared) -> None:
    with _opening(_("Put it on a page of yours"), "embed") as part:
        if not part.open:
            return
        if not chosen.address:
            _without_address()
            return
        if not chosen.subject.place.frameable:
            _said(_("This page works with files and versions, so no other page can hold it."))
            return
        given = (chosen.subject, chosen.address)
        _said(_("A light card without scripts: it loads at once, also on a slow line."))
        card = snippet(*given, frozen=chosen.frozen)
        _copied(card, _("Copy snippet"), "share_card", language="html")
        _said(_("Interactive: readers can touch the chart. Several megabytes the first time."))
        bare = interactive(*given, frozen=chosen.frozen)
        _copied(bare, _("Copy snippet"), "share_interactive", language="html")


def cite(chosen: Shared) -> None:
    with _opening(_("Cite"), "cite") as part:
        if not part.open:
            return
        _said(_("A citation always names the version whose numbers it rests on."))
        given = (chosen.subject, chosen.address, clock.today(), chosen.published)
        _copied(citation.plain(*given), _("Copy citation"), "share_plain")
        _copied(citation.bibtex(*given), _("Copy BibTeX"), "share_bibtex", language="latex")


def wrong(chosen: Shared) -> None:
    with _opening(_("Report this number"), "wrong") as part:
        if not part.open:
            return
        contact = _contact()
        if contact:
            told = _("Say what looks wrong; the letter names chart, version and rows.")
        else:
            told = _(
                "Whoever runs this site has named no mailbox. Copy the letter and send it to them: "
                "it names chart, version and rows."
            )
        _said(told)
        letter = reporting.letter(chosen.subject, chosen.address)
        _copied(letter, _("Copy letter"), "share_letter")
        if contact:
            url = reporting.mail_link(contact, chosen.subject, chosen.address)
            st.link_button(_("Write an e-mail"), url, icon=":material/mail:")


def _opening(label: str, key: str) -> ExpanderContainer:
    """A closed line of the dialog; its part is made when it is opened."""
    return st.expander(label, key=f"share_{key}", on_change="rerun", type="compact")


def _copied(text: str, label: str, key: str, language: str | None = None) -> None:
    """A text to read and a button that copies it."""
    st.code(text.strip(), language=language, wrap_lines=True, height="content")
    hand_out.text(text.strip(), label, key=key)


def _download(label: str, data: Callable[[], bytes], name: str, mime: str) -> None:
    st.download_button(
        label,
        data=later(data),
        file_name=name,
        mime=mime,
        key=f"share_{name.rpartition('.')[2]}_{label}",
        on_click="ignore",
        type="tertiary",
        icon=":material/download:",
    )


def _said(text: str) -> None:
    st.html(f'<p class="bt-source">{escape(text)}</p>')


def _without_address() -> None:
    _said(_("The address of this site is not known here. Copy the link instead."))


def _contact() -> str:
    """The mailbox that the operator named, "" where none was."""
    given = os.environ.get(CONTACT, "") or _secret()
    return given if reporting.is_mailbox(given) else ""


def _secret() -> str:
    try:
        return str(st.secrets.get(CONTACT, ""))
    except FileNotFoundError:  # no secrets were given at all
        return ""
