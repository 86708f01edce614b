"""The kinds of widgets: each shows one field of the view and writes it back by callback."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal

import streamlit as st

from bordertrade.ui import state
from bordertrade.ui.state import Current
from bordertrade.view import BOUNDS, Percents, Toggle
from bordertrade.words import labels

Names = Mapping[str, str] | Callable[[Any], str]


def _formatter(names: Names) -> Callable[[Any], str]:
    if callable(names):
        return names
    return lambda code: labels.of(names, code)


def pills(
    field: str,
    label: str,
    options: Iterable[Any],
    name: Callable[[str], str],
    chosen: Iterable[Any],
) -> None:
    key = f"w_{field}"
    st.session_state[key] = list(chosen)
    st.pills(
        label,
        tuple(options),
        selection_mode="multi",
        format_func=name,
        key=key,
        wrap=True,
        on_change=picked_many,
        args=(field, key),
    )


def segments(field: str, label: str, options: Iterable[Any], names: Names, now: Current) -> None:
    key = f"w_{field}"
    st.session_state[key] = getattr(now.view, field)
    st.segmented_control(
        label,
        tuple(options),
        format_func=_formatter(names),
        key=key,
        required=True,
        wrap=True,
        on_change=picked,
        args=(field, key),
    )


def select(  # noqa: PLR0913, PLR0917 - a widget is its settings
    field: str,
    label: str,
    options: Iterable[Any],
    names: Names,
    now: Current,
    width: int = 210,
) -> None:
    key = f"w_{field}"
    choices = tuple(options)
    held = getattr(now.view, field)
    if held not in choices:
        choices = (*choices, held)
    st.session_state[key] = held
    st.selectbox(
        label,
        choices,
        format_func=_formatter(names),
        placeholder=_formatter(names)(None) if None in choices else None,
        key=key,
        on_change=picked,
        args=(field, key),
        width=width,
    )


def picked(field: str, key: str) -> None:
    state.change(**{field: st.session_state[key]})


def picked_many(field: str, key: str) -> None:
    """The view keeps them in one order, so that one choice has one link."""
    state.change(**{field: tuple(st.session_state[key])})


def toggled(field: str, key: str) -> None:
    state.change(**{field: Toggle.ON if st.session_state[key] else Toggle.OFF})


def slider(  # noqa: PLR0913 - a widget is its settings
    field: str,
    label: str,
    now: Current,
    *,
    step: int = 1,
    form: str = "%d",
    about: str = "",
    width: int | Literal["stretch"] = 260,
) -> None:
    """A whole number between the bounds that the link allows."""
    key = f"w_{field}"
    low, high = BOUNDS[field]
    st.session_state[key] = getattr(now.view, field)
    st.slider(
        label,
        low,
        high,
        step=step,
        format=form,
        help=about or None,
        key=key,
        on_change=picked,
        args=(field, key),
        width=width,
    )


def percents(field: str, label: str, now: Current, *, about: str = "", width: int = 260) -> None:
    """A lowest and a highest percentage."""
    key = f"w_{field}"
    held: Percents = getattr(now.view, field)
    both = (held.low, held.high)
    if st.session_state.get(key, both) != both:
        st.session_state[key] = both
    st.slider(  # its value, not the session's, makes it a slider with two ends
        label,
        0,
        100,
        value=both,
        format="%d %%",
        help=about or None,
        key=key,
        on_change=_picked_percents,
        args=(field, key),
        width=width,
    )


def _picked_percents(field: str, key: str) -> None:
    low, high = st.session_state[key]
    state.change(**{field: Percents(low, high)})
