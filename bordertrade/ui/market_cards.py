"""What each market is, and what its numbers mean."""

from __future__ import annotations

import streamlit as st

from bordertrade import selecting
from bordertrade.measures.markets import Market, markets
from bordertrade.measures.sources import sources
from bordertrade.palette import Scheme, market_colour
from bordertrade.ui.blocks import source_line
from bordertrade.ui.kept_html import kept_html
from bordertrade.ui.state import Current
from bordertrade.words import _, dates, labels
from bordertrade.words.markup import escape


def meaning() -> None:
    """What a market's figure is, and what it is not. Stands above every chart of markets."""
    text = _(
        "Formal means goods cleared at the crossing beside the market. Informal means goods that "
        "cross the border of the market’s district outside customs; only fuel is estimated. "
        "Neither is the turnover of the market’s own stalls, which nobody has published."
    )
    st.html(f'<p class="bt-meaning">{escape(text)}</p>')


def cards(now: Current) -> None:
    """One card for each chosen market: where, since when, by which rules, who says so."""
    st.html(kept_html("market cards", now, _cards))


def _cards(now: Current) -> str:
    chosen = selecting.markets(now.dataset, now.view)
    known = [each for each in markets(now.dataset) if each.id in chosen]
    html = "".join(_card(each, now) for each in known)
    return f'<div class="bt-cards bt-wide">{html}</div>'


def _card(market: Market, now: Current) -> str:
    rows = "".join(
        f"<div><dt>{escape(term)}</dt><dd>{escape(text)}</dd></div>"
        for term, text in _facts(market)
    )
    line = source_line(sources(now.dataset, market.sources))
    return (
        f'<article class="bt-card" style="--c:{tone(market.id, now)}">'
        f"<h3>{escape(labels.market(market.id))}</h3><dl>{rows}</dl>"
        f'<p class="bt-src">{line}</p></article>'
    )


def tone(market: str, now: Current) -> str:
    """A market's colour as CSS for both page schemes."""
    place = now.choices.markets.index(market)
    light, dark = (market_colour(place, scheme) for scheme in Scheme)
    return f"light-dark({light},{dark})"


def _facts(market: Market) -> list[tuple[str, str]]:
    not_reported = _("not reported")
    pakistan = ", ".join(part for part in (market.pk_district, market.pk_province) if part)
    iran = ", ".join(p for p in (market.counterpart, market.ir_county, market.ir_province) if p)
    return [
        (_("In Pakistan"), pakistan),
        (_("Opposite, in Iran"), iran),
        (_("Crossing opened"), _day(market.crossing_opened) or not_reported),
        (_("Market inaugurated"), _day(market.opened) or not_reported),
        (_("Status"), market.status),
        (_("Rules"), market.rules or _("not found in any source")),
        *([(_("Remark"), market.note)] if market.note else []),
    ]


def _day(text: str) -> str:
    return dates.partial_date(text) if text else ""
