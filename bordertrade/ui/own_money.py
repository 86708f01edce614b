"""Figures of a file whose money no rate turns into the page's: shown as they were written."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from bordertrade import selecting
from bordertrade.measures.own_money import OwnMoney, in_own_money
from bordertrade.ui import state
from bordertrade.ui.registry import page_at
from bordertrade.ui.state import Current
from bordertrade.view import DEFAULT, encode
from bordertrade.words import _, ngettext
from bordertrade.words import own_money as words
from bordertrade.words.markup import escape

_SHOWN = 4
_UPDATE, _MARKETS = "update", "markets"
#: Of the view, what a page without filters goes by.
_KEPT = ("evidence", "reporter", "language", "version")


def notice(now: Current) -> None:
    """Which rate is missing, the figures in their own money, and two ways on."""
    found = in_own_money(now.dataset, selecting.in_money(now.dataset, now.view))
    if found:
        _notice(panel(found), found[0], now, _show_here)


def notice_of_whole_markets(now: Current) -> None:
    """Which rate is missing, on a page that stays in dollars: the figures stand in its cards, each with
    its grade and source, and on the page of the markets."""
    found = in_own_money(now.dataset, selecting.whole_markets(now.choices.markets, now.view))
    if found:
        told = f'<div class="bt-notice bt-own" role="status"><p>{escape(words.no_rate(found))}</p></div>'
        _notice(told, found[0], now, _show_on_markets)


def _notice(
    told: str, newest: OwnMoney, now: Current, show: Callable[[OwnMoney, Current], None]
) -> None:
    with st.container(key="own_money"):
        st.html(told)
        with st.container(key="own_money_ways", horizontal=True, gap="small"):
            st.page_link(
                page_at(_UPDATE),
                label=_("Add a rate"),
                icon=":material/add:",
                query_params=encode(now.view),
            )
            show(newest, now)


def _show_here(newest: OwnMoney, _now: Current) -> None:
    st.button(
        words.show_it(newest.money),
        key="show_own_money",
        on_click=state.change,
        kwargs={"currency": newest.money},
    )


def _show_on_markets(newest: OwnMoney, now: Current) -> None:
    view = DEFAULT.with_(
        **{name: getattr(now.view, name) for name in _KEPT},
        currency=newest.money,
        markets=(newest.market,),
    )
    st.page_link(
        page_at(_MARKETS),
        label=words.show_it(newest.money),
        icon=":material/payments:",
        query_params=encode(view),
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
