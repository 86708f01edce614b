"""The three markets on the first page: where they lie, and a card for each."""

from __future__ import annotations

import streamlit as st

from bordertrade.maps.locator import locator_svg
from bordertrade.measures.market_totals import MarketTotal, MarketTotals, sources_of
from bordertrade.measures.markets import Market, first_three, markets
from bordertrade.measures.sources import sources
from bordertrade.remembered import once
from bordertrade.sharing.answers import price_of
from bordertrade.sharing.strength import at_most
from bordertrade.ui import blocks, own_money
from bordertrade.ui.border import map_points, market_rows, totals_of
from bordertrade.ui.market_cards import tone
from bordertrade.ui.state import Current
from bordertrade.ui.target_cards import both_books
from bordertrade.view import link
from bordertrade.vocabulary import THREE, Channel, Direction
from bordertrade.words import _, labels, money, numbers
from bordertrade.words import totals as totals_words
from bordertrade.words.markup import escape


def three_markets(now: Current) -> None:
    """The locator beside the cards; below, the three together and where it all comes from."""
    only_three = now.choices.markets == first_three(now.dataset)
    blocks.section(
        _("The three markets") if only_three else _("The border markets"),
        _(
            "Nobody has published the turnover of a joint market. These are ranges of what crosses "
            "beside each one, modelled from cited anchors where nobody counted."
        ),
    )
    where, cards = st.columns([5, 7], gap="medium")
    with where:
        blocks.drawing(once(now.dataset, "locator", now.view, make=lambda: _locator(now)))
    with cards:
        st.html(once(now.dataset, "cards", now.view, make=lambda: _cards(now)))
        own_money.notice_of_whole_markets(now)
        market_rows(now)


def _locator(now: Current) -> str:
    hrefs = {each.id: _href(each.id, now) for each in markets(now.dataset)}
    drawing = locator_svg(
        map_points(now), now.dataset.folder / "geo", order=now.choices.markets, hrefs=hrefs
    )
    return f'<div class="bt-locator">{drawing}</div>'


def _href(market: str, now: Current) -> str:
    """Relative, so that it holds below any base path."""
    return link("markets", now.view.with_(markets=(market,))).removeprefix("/")


def _cards(now: Current) -> str:
    totals = totals_of(now)
    cards = "".join(_card(each, totals, now) for each in markets(now.dataset))
    return f'<div class="bt-cards">{cards}</div>{_foot(totals, now)}'


def _card(market: Market, totals: MarketTotals | None, now: Current) -> str:
    href = escape(_href(market.id, now), quote=True)
    name = f'<a href="{href}" target="_self">{escape(labels.market(market.id))}</a>'
    rows = "".join(_channel(market.id, channel, totals) for channel in Channel)
    where = _("{district} district", district=market.pk_district)
    opposite = _("opposite {place}", place=market.counterpart)
    return (
        f'<article class="bt-card" style="--c:{tone(market.id, now)}"><h3>{name}'
        f"<small>{escape(opposite)}</small></h3>"
        f"<p>{escape(where)} · {escape(market.status)}</p><dl class='bt-row3'>{rows}</dl></article>"
    )


def _channel(market: str, channel: Channel, totals: MarketTotals | None) -> str:
    rows = totals.of(market, channel) if totals else ()
    if totals is None or not rows:
        term, text = escape(labels.channel(channel)), escape(_("not collected"))
        return f"<div><dt>{term}</dt><dd>{text}</dd></div>"
    return "".join(_figure(row, totals) for row in rows)


def _figure(row: MarketTotal, totals: MarketTotals) -> str:
    """The range, then its own months, its evidence, its centre and its width."""
    value = row.value
    way = totals_words.way(row.direction, row.reporter if totals.needs_book(row) else None)
    term = f"{labels.channel(row.channel)}, {way}"
    notes = [totals_words.total_period(row), totals_words.total_evidence(row)]
    if not value.is_exact:
        notes.append(_("central {amount}", amount=money.amount(value.central, row.money, 2)))
        notes.append(numbers.width(value))
    css = "bt-under-modelled" if row.modelled else "bt-under"
    small = escape(" · ".join(notes))
    return (
        f"<div><dt>{escape(term)}</dt><dd><b>{escape(money.amount_range(value, row.money))}</b>"
        f'<small class="{css}">{small}</small></dd></div>'
    )


def _foot(totals: MarketTotals | None, now: Current) -> str:
    if totals is None:
        return ""
    most = at_most(both_books(now).outlooks)
    told = [_together(totals, now), price_of(now.dataset, totals)]
    text = " ".join(part for part in told if part)
    line = blocks.source_line(sources(now.dataset, sources_of(totals.rows)))
    when = _("data {version}", version=now.dataset.version)
    return (
        f'<p class="bt-most">{escape(most)}</p><p class="bt-sentence">{escape(text)}</p>'
        f'<p class="bt-source">{line} · {escape(when)}</p>'
    )


def _together(totals: MarketTotals, now: Current) -> str:
    """The three as one, each channel over months that all three cover."""
    formal = totals.year(THREE, Channel.FORMAL, Direction.IR_TO_PK)
    fuel = totals.year(THREE, Channel.INFORMAL, Direction.IR_TO_PK)
    known = [_channel_together(row) for row in (formal, fuel) if row is not None]
    if now.choices.markets != first_three(now.dataset):
        return _first_together(known)
    if not known:
        return _("There are no months that all three markets cover, so they are not added up.")
    return _(
        "All three together from Iran, over months that all three cover: {list}. They are part of "
        "the national figures above and are never added to them.",
        list="; ".join(known),
    )


def _first_together(known: list[str]) -> str:
    """The same where others stand beside the three that were agreed first."""
    if not known:
        return _(
            "There are no months that the first three markets all cover: they are not added up."
        )
    return _(
        "The first three together from Iran, over months that all three cover: {list}. They are "
        "part of the national figures above and are never added to them.",
        list="; ".join(known),
    )


def _channel_together(row: MarketTotal) -> str:
    name = _("informal") if row.channel is Channel.INFORMAL else _("formal")
    return _(
        "{channel} {amount} ({notes})",
        channel=name,
        amount=numbers.usd_range(row.value),
        notes=", ".join((totals_words.total_period(row), totals_words.total_evidence(row))),
    )
