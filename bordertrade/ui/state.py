"""The visitor's view and data, from the link and the widgets.

The rule that makes back, forward, reload and in-page links work: the link wins on a page just
opened and whenever it is not the one we last wrote; otherwise the widgets win. Widgets write
into the view by callback, so the view in the session is always the newer of the two.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from bordertrade.dataset import Dataset
from bordertrade.palette import Scheme
from bordertrade.ui import cache, clock
from bordertrade.ui.charts import CHART_NAMES
from bordertrade.view import Choices, Fallback, ViewState, choices_of, decode, encode
from bordertrade.words import languages, use

_VIEW, _LINK, _FALLBACKS, _DATASET, _PAGE = (
    "bt_view",
    "bt_link",
    "bt_fallbacks",
    "bt_dataset",
    "bt_page",
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


def begin(page: str) -> None:
    """Bring link and session together at the start of a run."""
    link = (page, dict(st.query_params.to_dict()))
    if st.session_state.get(_LINK) != link:
        view, fallbacks = decode(link[1], choices())
        st.session_state[_VIEW] = view
        st.session_state[_FALLBACKS] = fallbacks
    st.session_state[_PAGE] = page
    use(view_now().language)
    _write_link(page)


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
    """Change the view: for widgets' callbacks."""
    st.session_state[_VIEW] = view_now().with_(**changes)


def fallbacks() -> tuple[Fallback, ...]:
    """What in the link was not understood."""
    found: tuple[Fallback, ...] = st.session_state.get(_FALLBACKS, ())
    return found


def dataset() -> Dataset:
    """The visitor's own data if they uploaded some, else the shipped record."""
    return st.session_state.get(_DATASET) or cache.shipped()


def use_dataset(mine: Dataset | None) -> None:
    """Look at other data in this session; None goes back to the shipped record."""
    st.session_state[_DATASET] = mine
    view, _lost = decode(encode(view_now()), choices())
    st.session_state[_VIEW] = view


def has_own_data() -> bool:
    return not dataset().is_shipped


def choices() -> Choices:
    data = dataset()
    made: Choices = cache.once(
        data, "choices", make=lambda: choices_of(data, CHART_NAMES, languages())
    )
    return made


def scheme() -> Scheme:
    """Whether the page is light or dark. Streamlit may know one run late, or not at all."""
    return Scheme.DARK if st.context.theme.type == "dark" else Scheme.LIGHT
