"""Figures of a file whose money no rate turns into the page's: shown as they were written."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from bordertrade.charts import selecting
from bordertrade.measures.own_money import OwnMoney, in_own_money
from bordertrade.ui import state
from bordertrade.ui.registry import PAGES
from bordertrade.ui.state import Current
from bordertrade.view import encode
from bordertrade.words import _, ngettext
from bordertrade.words.markup import escape
from bordertrade.words.sentences import own_money as words

_SHOWN = 4
_UPDATE = "update"


def notice(now: Current) -> None:
    """Which rate is missing, the figures in their own money, and two ways on."""
    found = in_own_money(now.dataset, selecting.in_money(now.view))
    if not found:
        return
    with st.container(key="own_money"):
        st.html(panel(found))
        with st.container(key="own_money_ways", horizontal=True, gap="small"):
            entry = next(each for each in PAGES if each.path == _UPDATE)
            st.page_link(
                entry.page(),
                label=_("Add it"),
                icon=":material/add:",
                query_params=encode(now.view),
            )
            st.button(
                words.show_it(found[0].money),
                key="show_own_money",
                on_click=state.change,
                kwargs={"currency": found[0].money},
            )


def panel(found: Sequence[OwnMoney]) -> str:
    """The missing rate and the newest figures, as HTML."""
    items = "".join(f"<li>{escape(words.in_own_money(each))}</li>" for each in found[:_SHOWN])
    more = len(found) - _SHOWN
    if more > 0:
        rest = ngettext("and {count} more", "and {count} more", more)
        items += f"<li>{escape(rest)}</li>"
    title = escape(words.no_rate(found))
    return (
        f'<div class="bt-notice bt-own" role="status"><p>{title}</p>'
        f'<ul class="bt-list">{items}</ul></div>'
    )


def lines(market: str, now: Current) -> list[str]:
    """Which rate a market's figures lack; the figures stand among the others, in their own money."""
    wanted = selecting.whole_markets((market,), now.view)
    found = in_own_money(now.dataset, wanted)
    return [words.no_rate(found)] if found else []
