"""The copyable message of pages whose pictures are drawings of ours: the Overview and the Map."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from bordertrade.measures.fuel import fuel_estimate
from bordertrade.measures.model_sources import model_sources
from bordertrade.measures.sources import sources
from bordertrade.measures.strength import strengths
from bordertrade.remembered import once
from bordertrade.ui.blocks import source_name
from bordertrade.ui.border import totals_of
from bordertrade.ui.clipboard import copy_text
from bordertrade.ui.state import Current
from bordertrade.ui.target_cards import both_books
from bordertrade.vocabulary import Channel
from bordertrade.words import _, sentences
from bordertrade.words.message import message
from bordertrade.words.sentences import strength as strength_words


def overview(now: Current) -> None:
    """The whole answer in words: both books, what the markets could bring, what is weakest."""
    _button(_once(now, "overview message", _overview), now)


def border_map(now: Current) -> None:
    """Twelve months beside each market in words."""
    _button(_once(now, "map message", _border_map), now)


def _once(now: Current, name: str, make: Callable[[Current], str]) -> str:
    made: str = once(now.dataset, name, now.view, make=lambda: make(now))
    return made


def _button(text: str, now: Current) -> None:
    if not text:
        return
    with st.container(key="page_message", horizontal=True, horizontal_alignment="right"):
        copy_text(text, now, key="copy_page")


def _overview(now: Current) -> str:
    result = both_books(now)
    if not result.outlooks:
        return ""
    found = strengths(now.dataset)
    told = (
        sentences.target(result),
        strength_words.at_most(result.outlooks),
        strength_words.weakest(found),
        sentences.price_note(fuel_estimate(now.dataset)),
    )
    ids = [each for progress in result.progress for each in progress.base.sources]
    return _message(_("How far is the target?"), " ".join(filter(None, told)), ids, now)


def _border_map(now: Current) -> str:
    totals = totals_of(now)
    if totals is None:
        return ""
    price = sentences.price_note(fuel_estimate(now.dataset))
    told = " ".join(filter(None, (sentences.totals(totals, now.choices.markets), price)))
    ids = list(model_sources(now.dataset, Channel))
    return _message(_("Beside the markets of the border"), told, ids, now)


def _message(title: str, told: str, ids: list[str], now: Current) -> str:
    names = [source_name(each) for each in sources(now.dataset, ids)]
    version = _("data {version}", version=now.dataset.version)
    return message(title, told, "", names, version)
