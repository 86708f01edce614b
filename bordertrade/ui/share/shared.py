"""What the open dialog is about: plain values only, for it outlives the run that opened it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import streamlit as st

from bordertrade import clock
from bordertrade.charts import CHARTS
from bordertrade.sharing.subject import Subject, subject_of
from bordertrade.shelf import Looking, look
from bordertrade.ui import cache
from bordertrade.view import ViewState
from bordertrade.words import versions


@dataclass(frozen=True, slots=True)
class Asked:
    """``chart`` is a chart's letter, "" for the page; ``version`` the one on the page, however the
    record moves on while the dialog is open.
    """

    page: str
    chart: str
    version: str
    view: ViewState


@dataclass(frozen=True, eq=False, slots=True)
class Shared:
    """What is handed out: ``url`` follows new data or keeps these numbers, as was chosen.
    ``address`` is the site's as the reader's browser knows it, "" where nobody told.
    """

    subject: Subject
    found: Looking
    address: str
    frozen: bool

    @property
    def url(self) -> str:
        return self.address + (self.subject.frozen if self.frozen else self.subject.live)

    @property
    def published(self) -> date | None:
        """The day on which the version came out; None where nobody published it."""
        return self.found.published.at.date() if self.found.published else None

    @property
    def version(self) -> str:
        """In words: "27b3f56356 (revision 4, 24 Nov 2026)"."""
        return versions.made(self.found.published, self.found.dataset.fingerprint)

    @property
    def file(self) -> str:
        """How files about it are called, without an ending."""
        named = CHARTS[self.subject.view.chart].file if self.subject.chart else ""
        parts = (self.subject.place.path or "overview", named, self.found.dataset.version)
        return "-".join(dict.fromkeys(filter(None, parts)))


def shared(asked: Asked, *, frozen: bool) -> Shared:
    """The subject, found again: with ``found.trouble`` nothing may be handed out."""
    found = look(asked.version, cache)
    view = asked.view.with_(chart=asked.chart)
    subject = subject_of(asked.page, view, found.dataset, clock.today())
    return Shared(subject, found, _address(asked.page), frozen)


def _address(page: str) -> str:
    """Scheme, host and base path, without the page and without a slash at the end."""
    url = (st.context.url or "").rstrip("/")
    return url.removesuffix(f"/{page}") if page else url
