"""What a visitor must know before reading on: the link, the data, an error."""

from __future__ import annotations

import logging
import secrets
import traceback
from pathlib import Path

import streamlit as st

from bordertrade.meters import METERS
from bordertrade.remembered import once
from bordertrade.topics.coverage import words as coverage_words
from bordertrade.topics.coverage.measure.freshness import is_stale, newest_observation, outdated
from bordertrade.ui import state
from bordertrade.ui.state import Current
from bordertrade.view import link
from bordertrade.words import _
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
        told, more = (
            coverage_words.stale(newest.period.end, now.today),
            coverage_words.stale_meaning(),
        )
    else:
        told, more = coverage_words.stale_count(old), coverage_words.stale_parts(old)
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
    if _was_sent(error):
        _LOG.warning(
            "error %s: a widget was sent what it cannot hold (%s)", number, type(error).__name__
        )
    else:
        _LOG.error("error %s", number, exc_info=error)
    text = _(
        "Something went wrong on our side and this page could not be drawn. Nothing was lost. "
        "If you report it, name error {number}.",
        number=number,
    )
    notice("bt-error", text)


def _was_sent(error: Exception) -> bool:
    """Whether it went wrong where Streamlit reads what a socket says of a widget: no page of ours
    sends such a thing, and a stranger who does so at every run may not fill the log.
    """
    frames = traceback.walk_tb(error.__traceback__)
    places = [(Path(each.f_code.co_filename).name, each.f_code.co_name) for each, _line in frames]
    return _READING in places


class _Quiet(logging.Filter):
    """Streamlit logs the same once more, with all that led there."""

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        return not (isinstance(error, Exception) and _was_sent(error))


logging.getLogger("streamlit.error_util").addFilter(_Quiet())

#: Where widgets' states become values.
_READING = ("session_state.py", "__getitem__")


def broken(error: Exception) -> bool:
    """For what goes wrong outside a page's net, as in a click's callback: told as any other.

    True: Streamlit need say nothing.
    """
    failure(error)
    return True
