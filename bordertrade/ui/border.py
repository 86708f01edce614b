"""The map of the border, and the same content as a list beside it."""

from __future__ import annotations

from typing import Any

import streamlit as st

from bordertrade import selecting
from bordertrade.maps.basemap import CREDIT
from bordertrade.maps.border import border_map
from bordertrade.maps.points import MapPoint
from bordertrade.maps.scale import legend
from bordertrade.measures.geography import places
from bordertrade.measures.market_totals import MarketTotals, sources_of
from bordertrade.measures.markets import first_three, markets
from bordertrade.measures.sources import sources
from bordertrade.remembered import once
from bordertrade.sharing import answers
from bordertrade.sharing import map_points as mapped
from bordertrade.topics.markets import words as markets_words
from bordertrade.topics.markets.rows import behind_totals
from bordertrade.ui import own_money, rows_behind, state
from bordertrade.ui.blocks import source_line
from bordertrade.ui.market_cards import tone
from bordertrade.ui.state import Current
from bordertrade.words import _, labels, numbers
from bordertrade.words.markup import escape

_HEIGHT = 540
_KEY = "map"


def picture(now: Current) -> None:
    """The deck. Touching a market chooses it everywhere; touching it again chooses all."""
    points = map_points(now)
    deck = once(
        now.dataset,
        "deck",
        points,
        now.scheme,
        make=lambda: border_map(
            points, now.dataset.folder / "geo", now.scheme, order=now.choices.markets
        ),
    )
    st.pydeck_chart(
        deck,
        height=_HEIGHT,
        key=_KEY,
        on_select=_touched,
        selection_mode="single-object",
        alt=_alt(now),
    )
    st.html(_legend(points))
    st.html(f'<p class="bt-source">{_source(now)}<br>{escape(_(CREDIT))}</p>')


def _source(now: Current) -> str:
    """Evidence, sources, span and price of the circles."""
    totals = totals_of(now)
    if totals is None:
        return escape(_("No figures at this level of evidence."))
    rows = answers.shown_on_map(totals)
    evidence = _(
        "Circles: goods from Iran, the figure with most months of each market, up to a year. "
        "Each figure stands with its own months in the list and on touch."
    )
    if any(row.modelled for row in rows):
        note = _("Modelled figures are outer envelopes, not confidence intervals.")
        evidence = f"{evidence} {note}"
    price = answers.price_of(now.dataset, totals)
    line = source_line(sources(now.dataset, sources_of(rows)))
    return f"{escape(evidence)} {escape(price)} {line}"


def _touched() -> None:
    found: dict[str, list[dict[str, Any]]] = st.session_state[_KEY].selection.objects
    touched = [row.get("market", "") for row in found.get("markets", [])]
    if touched and touched[0] in state.choices().markets:
        state.change(markets=(touched[0],))
    elif not any(found.values()):
        state.change(markets=None)


def map_points(now: Current) -> tuple[MapPoint, ...]:
    """The places of the border, the markets with their figures."""
    return mapped.map_points(now.dataset, now.view)


def totals_of(now: Current) -> MarketTotals | None:
    """Each market's figures over their own months, whatever is filtered on other pages."""
    return answers.every_market(now.dataset, now.view)


def _alt(now: Current) -> str:
    names = ", ".join(labels.market(each) for each in now.choices.markets)
    return _(
        "Map of the border of Pakistan and Iran with the markets {names}. The list beside it says "
        "the same in words.",
        names=names,
    )


def _legend(points: tuple[MapPoint, ...]) -> str:
    steps = "".join(
        f'<span class="bt-step"><i style="inline-size:{2 * each.radius:.0f}px;'
        f'block-size:{2 * each.radius:.0f}px"></i>{escape(numbers.usd(each.value, 2))}</span>'
        for each in legend(points)
    )
    words = (
        (_("full circle: formal, central"), "bt-full"),
        (_("pale ring: formal, high"), "bt-pale"),
        (_("open ring: informal fuel"), "bt-open"),
    )
    keys = "".join(
        f'<span class="bt-step"><i class="{css}"></i>{escape(t)}</span>' for t, css in words
    )
    return f'<div class="bt-map-legend">{keys}{steps}</div>'


def twin(now: Current) -> None:
    """The map in words: each market with its figures, chosen by a button."""
    totals = totals_of(now)
    by_id = {market.id: market for market in markets(now.dataset)}
    for id_ in now.choices.markets:
        with st.container(key=f"twin_{id_}"):
            lines = [*markets_words.market_lines(totals, id_), *own_money.lines(id_, now)]
            told = "<br>".join(map(escape, lines))
            st.html(
                f'<div class="bt-twin" style="--c:{tone(id_, now)}">'
                f"<h3>{escape(labels.market(id_))}</h3><p>{told}</p>"
                f"<p class='bt-src'>{escape(by_id[id_].status)}</p></div>"
            )
            _choose(id_, now)
    market_rows(now)


def market_rows(now: Current) -> None:
    """The rows behind the figures of each market."""
    wanted = selecting.whole_markets(now.choices.markets, now.view)

    def make() -> rows_behind.Behind:
        totals = totals_of(now)
        if totals is None:
            return _("No figures at this level of evidence.")
        return behind_totals(now.dataset, wanted, totals)

    rows_behind.disclosure("markets", now, make)


def _choose(id_: str, now: Current) -> None:
    alone = now.view.markets == (id_,)
    label = _show_all(now) if alone else _("Show {market} only", market=labels.market(id_))
    wanted = None if alone else (id_,)
    st.button(
        label, key=f"choose_{id_}", on_click=lambda: state.change(markets=wanted), type="tertiary"
    )


def _show_all(now: Current) -> str:
    only_three = now.choices.markets == first_three(now.dataset)
    return _("Show all three") if only_three else _("Show all markets")


def other_places(now: Current) -> None:
    """The crossings, ports and towns that the map shows, as a list."""
    rows = "".join(
        f"<tr><td>{escape(p.name)}</td><td>{escape(labels.of(labels.PLACE_KINDS, p.kind))}</td>"
        f"<td>{p.country}</td><td>{p.lat:.2f}° N, {p.lon:.2f}° E</td>"
        f"<td>± {numbers.decimal(p.precision_km)} km</td></tr>"
        for p in places(now.dataset)
        if not p.market
    )
    heads = (_("Place"), _("Kind"), _("State"), _("Position"), _("Precision"))
    head = "".join(f"<th>{escape(each)}</th>" for each in heads)
    summary = _("All places on the map, as a table")
    st.html(
        f'<details class="bt-notes"><summary>{escape(summary)}</summary>'
        f'<div class="bt-scroll"><table class="bt-table"><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div></details>"
    )
