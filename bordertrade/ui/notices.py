"""What a visitor must know before reading on: the link, the data, an error."""

from __future__ import annotations

import logging
import secrets

import streamlit as st

from bordertrade.measures.freshness import is_stale, newest_observation, outdated
from bordertrade.meters import METERS
from bordertrade.remembered import once
from bordertrade.ui import state
from bordertrade.ui.state import Current
from bordertrade.view import link
from bordertrade.words import _, sentences
from bordertrade.words.markup import escape

_LOG = logging.getLogger("bordertrade")


def show(now: Current) -> None:
    """All notices that apply, above the page, but those on versions."""
    if not state.looking().trouble:
        _banner(now)
    _link_not_understood()


def _banner(now: Current) -> None:
    """On every page, in a line or two: which books and markets have no figure of the last year."""
    told = once(now.dataset, "stale", now.today, make=lambda: _stale(now))
    if told:
        st.html(f'<p class="bt-banner">{told} {_coverage_link(now)}</p>')


def _stale(now: Current) -> str:
    newest, old = newest_observation(now.dataset), outdated(now.dataset, now.today)
    if newest is None or not old:
        return ""
    if is_stale(newest, now.today):
        told, more = sentences.stale(newest.period.end, now.today), sentences.stale_meaning()
    else:
        told, more = sentences.stale_count(old), sentences.stale_parts(old)
    return f"{escape(told)} <span>{escape(more)}</span>"


def _coverage_link(now: Current) -> str:
    """Where to see what is missing."""
    if now.page == _COVERAGE:
        return ""
    address = link(_COVERAGE, now.view).removeprefix("/")  # holds below any base path
    text = escape(_("See what is missing"))
    return f'<a href="{escape(address, quote=True)}" target="_self">{text}</a>'


_COVERAGE = "coverage"


def _link_not_understood() -> None:
    found = state.fallbacks()
    if not found:
        return
    named = ", ".join(f"{each.key}={each.value}" for each in found[:6])
    text = _(
        "Part of this link was not understood, so the usual view is shown there: {named}",
        named=named,
    )
    notice("bt-warn", text)


def notice(kind: str, text: str) -> None:
    st.html(f'<div class="bt-notice {kind}" role="status">{escape(text)}</div>')


def failure(error: Exception) -> None:
    """A visitor sees an id, the log its detail."""
    METERS.add("errors")
    number = secrets.token_hex(4)
    _LOG.error("error %s", number, exc_info=error)
    text = _(
        "Something went wrong on our side and this page could not be drawn. Nothing was lost. "
        "If you report it, name error {number}.",
        number=number,
    )
    notice("bt-error", text)


def broken(error: Exception) -> bool:
    """For what goes wrong outside a page's net, as in a click's callback: told as any other.

    True: Streamlit need say nothing.
    """
    failure(error)
    return True
