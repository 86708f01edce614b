"""The visitor's view and data, from the link and the widgets.

The rule that makes back, forward, reload and in-page links work: the link wins on a page just
opened and whenever it is not the one we last wrote; otherwise the widgets win. Widgets write
into the view by callback, so the view in the session is always the newer of the two.

Data: the version that the link names, else the current record. Which one is settled once at the
start of a run and holds until its end, whatever is published meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from bordertrade import clock
from bordertrade.dataset import Dataset
from bordertrade.palette import Scheme
from bordertrade.sharing.link_target import every_choice
from bordertrade.shelf import Looking, look
from bordertrade.ui import cache
from bordertrade.view import Choices, Fallback, ViewState, decode, encode
from bordertrade.words import use

_VIEW, _LINK, _FALLBACKS, _LOOKING, _CODES, _PAGE, _DRAFTS = (
    "bt_view",
    "bt_link",
    "bt_fallbacks",
    "bt_looking",
    "bt_codes",
    "bt_page",
    "bt_drafts",
)


@dataclass(frozen=True, eq=False, slots=True)
class Current:
    """Everything a page starts from."""

    dataset: Dataset
    view: ViewState
    choices: Choices
    scheme: Scheme
    page: str
    today: date


@contextmanager
def run(page: str) -> Iterator[None]:
    """One run of a page: link and session brought together, the data settled until its end."""
    try:
        _begin(page)
        yield
    finally:  # an idle tab must not hold a version in memory
        st.session_state.pop(_LOOKING, None)


def _begin(page: str) -> None:
    link = (page, dict(st.query_params.to_dict()))
    opened = st.session_state.get(_LINK) != link
    asked = decode(link[1], every_choice(cache.published()))[0] if opened else view_now()
    found = _settle(look(asked.version, cache))
    if opened:
        st.session_state[_VIEW], st.session_state[_FALLBACKS] = decode(link[1], choices())
    elif st.session_state.get(_CODES) != found.dataset.fingerprint:
        st.session_state[_VIEW], _lost = decode(encode(view_now()), choices())
    st.session_state[_CODES] = found.dataset.fingerprint
    st.session_state[_PAGE] = page
    use(view_now().language)
    _write_link(page)


def _settle(found: Looking) -> Looking:
    st.session_state[_LOOKING] = found
    if found.draft:
        st.session_state[_DRAFTS] = seen_drafts() | {found.draft.version}
    return found


def _write_link(page: str) -> None:
    """Let the address bar say what is shown. An address that says so already is left alone."""
    given = dict(st.query_params.to_dict())
    wanted = encode(view_now())
    opened_here = st.session_state.get(_LINK) != (page, given)
    if given != wanted and not opened_here:
        st.query_params.from_dict(wanted)
        st.session_state[_FALLBACKS] = ()
        given = wanted
    st.session_state[_LINK] = (page, given)


def current() -> Current:
    return Current(
        dataset=dataset(),
        view=view_now(),
        choices=choices(),
        scheme=scheme(),
        page=st.session_state.get(_PAGE, ""),
        today=clock.today(),
    )


def view_now() -> ViewState:
    view: ViewState = st.session_state.get(_VIEW, ViewState())
    return view


def change(**changes: Any) -> None:
    """Change the view: for widgets' callbacks. Markets are put in the data set's order."""
    if changes.get("markets") is not None:
        changes["markets"] = choices().some_markets(changes["markets"])
    st.session_state[_VIEW] = view_now().with_(**changes)


def fallbacks() -> tuple[Fallback, ...]:
    """What in the link was not understood."""
    found: tuple[Fallback, ...] = st.session_state.get(_FALLBACKS, ())
    return found


def looking() -> Looking:
    """Which version this run reads, and what must be said about it."""
    found: Looking | None = st.session_state.get(_LOOKING)
    return found or look(view_now().version, cache)


def dataset() -> Dataset:
    """The version that the link names, else the current record."""
    return looking().dataset


def look_at_current() -> None:
    """Look at whatever is current."""
    change(version="")


def seen_drafts() -> frozenset[str]:
    """The drafts that were looked at in this tab: a visitor without a name has no other list."""
    found: frozenset[str] = st.session_state.get(_DRAFTS, frozenset())
    return found


def choices() -> Choices:
    return every_choice(dataset())


def scheme() -> Scheme:
    """Whether the page is light or dark. Streamlit may know one run late, or not at all."""
    return Scheme.DARK if st.context.theme.type == "dark" else Scheme.LIGHT
