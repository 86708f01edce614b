"""The three markets on the first page: where they lie, and a card for each."""

from __future__ import annotations

import streamlit as st

from bordertrade.maps.locator import locator_svg
from bordertrade.measures.fuel import fuel_estimate
from bordertrade.measures.market_totals import MarketTotal, MarketTotals
from bordertrade.measures.markets import Market, markets
from bordertrade.measures.model_sources import model_sources
from bordertrade.measures.own_money import OwnMoney
from bordertrade.measures.sources import sources
from bordertrade.remembered import once
from bordertrade.ui import blocks, own_money
from bordertrade.ui.border import map_points, market_rows, totals_of
from bordertrade.ui.market_cards import tone
from bordertrade.ui.state import Current
from bordertrade.ui.target_cards import both_books
from bordertrade.view import link
from bordertrade.vocabulary import THREE, Channel, Direction
from bordertrade.words import _, dates, labels, numbers, sentences
from bordertrade.words.markup import escape
from bordertrade.words.sentences import own_money as own_money_words
from bordertrade.words.sentences.strength import at_most


def three_markets(now: Current) -> None:
    """The locator beside the cards; below, the three together and where it all comes from."""
    blocks.section(
        _("The three markets"),
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
        market_rows(now)


def _locator(now: Current) -> str:
    hrefs = {each.id: _href(each.id, now) for each in markets(now.dataset)}
    drawing = locator_svg(map_points(now), now.dataset.folder / "geo", hrefs=hrefs)
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
    rows = "".join(_channel(market.id, channel, totals, now) for channel in Channel)
    where = _("{district} district", district=market.pk_district)
    opposite = _("opposite {place}", place=market.counterpart)
    return (
        f'<article class="bt-card" style="--c:{tone(market.id, now)}"><h3>{name}'
        f"<small>{escape(opposite)}</small></h3>"
        f"<p>{escape(where)} · {escape(market.status)}</p><dl class='bt-row3'>{rows}</dl></article>"
    )


def _channel(market: str, channel: Channel, totals: MarketTotals | None, now: Current) -> str:
    rows = totals.of(market, channel) if totals else ()
    written = "".join(_written(each) for each in own_money.of_market(market, channel, now))
    if totals is None or not rows:
        if written:
            return written
        term, text = escape(labels.channel(channel)), escape(_("not collected"))
        return f"<div><dt>{term}</dt><dd>{text}</dd></div>"
    return written + "".join(_figure(row, totals) for row in rows)


def _written(each: OwnMoney) -> str:
    """A figure without a rate, in its own money."""
    term = f"{labels.channel(each.channel)}, {labels.direction(each.direction)}"
    small = _("{span} · no rate to US$", span=dates.span(each.start, each.end))
    return (
        f"<div><dt>{escape(term)}</dt><dd><b>{escape(own_money_words.amount(each))}</b>"
        f'<small class="bt-under">{escape(small)}</small></dd></div>'
    )


def _figure(row: MarketTotal, totals: MarketTotals) -> str:
    """The range, then its centre, its width and its evidence."""
    value = row.value_usd
    way = sentences.way(row.direction, row.reporter if totals.needs_book(row) else None)
    term = f"{labels.channel(row.channel)}, {way}"
    notes = [sentences.total_evidence(row)]
    if not value.is_exact:
        notes.insert(0, _("central {amount}", amount=numbers.usd(value.central, 2)))
        notes.insert(1, numbers.width(value))
    if row.period or row.months < 12:
        notes.append(sentences.total_span(row))
    css = "bt-under-modelled" if row.modelled else "bt-under"
    small = escape(" · ".join(notes))
    return (
        f"<div><dt>{escape(term)}</dt><dd><b>{escape(numbers.usd_range(value))}</b>"
        f'<small class="{css}">{small}</small></dd></div>'
    )


def _foot(totals: MarketTotals | None, now: Current) -> str:
    if totals is None:
        return ""
    most = at_most(both_books(now).outlooks)
    told = [_together(totals), sentences.price_note(fuel_estimate(now.dataset))]
    text = " ".join(part for part in told if part)
    line = blocks.source_line(sources(now.dataset, model_sources(now.dataset, Channel)))
    when = _("{span}, data {version}", span=sentences.window(totals), version=now.dataset.version)
    return (
        f'<p class="bt-most">{escape(most)}</p><p class="bt-sentence">{escape(text)}</p>'
        f'<p class="bt-source">{line} · {escape(when)}</p>'
    )


def _together(totals: MarketTotals) -> str:
    formal = totals.value(THREE, Channel.FORMAL, Direction.IR_TO_PK)
    fuel = totals.value(THREE, Channel.INFORMAL, Direction.IR_TO_PK)
    if formal is None or fuel is None:
        return ""
    return _(
        "All three together, {span}: formal from Iran {formal}, informal fuel {fuel}, both modelled "
        "outer envelopes and no confidence intervals. They are part of the national figures above "
        "and are never added to them.",
        span=dates.span(totals.start, totals.end),
        formal=numbers.usd_range(formal),
        fuel=numbers.usd_range(fuel),
    )
