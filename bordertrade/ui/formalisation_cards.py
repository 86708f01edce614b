"""The lawful share in numbers, for the border and each market, with formula and inputs to open."""

from __future__ import annotations

import streamlit as st

from bordertrade.calendars import Calendar
from bordertrade.envelope import Envelope
from bordertrade.measures.model_sources import model_sources
from bordertrade.measures.sources import Source, sources
from bordertrade.palette import either, market_role
from bordertrade.topics.formalisation import chart as charts
from bordertrade.topics.formalisation import words as told
from bordertrade.topics.formalisation.measure.revenue import UsualRates, usual_rates
from bordertrade.topics.formalisation.measure.shares import FormalShare, comparable
from bordertrade.ui import blocks
from bordertrade.ui.blocks import source_line
from bordertrade.ui.state import Current
from bordertrade.ui.workings import Input, workings
from bordertrade.vocabulary import Channel
from bordertrade.words import _, dates, labels, numbers
from bordertrade.words.markup import escape

_MOST_SOURCES = 3


def answer(now: Current) -> None:
    """The share of the whole border in a sentence, then a card for each place."""
    result = charts.shares(now.dataset, now.view.with_(calendar=Calendar.FISCAL))
    blocks.drawing(f'<p class="bt-headline">{escape(told.answer(result))}</p>')
    border = [result.national] if result.national else []
    shown = [each for each in (*border, *comparable(result)) if each.ratio is not None]
    if not shown:
        text = told.removed(now.view.evidence) or told.lacking(result)
        st.html(f'<p class="bt-absent">{escape(text)}</p>' if text else "")
        return
    cards = "".join(_card(each, now) for each in shown)
    notes = " ".join(
        filter(None, (told.width(result), told.fuel_only(), told.disagreement(result)))
    )
    st.html(f'<div class="bt-cards bt-wide">{cards}</div><p class="bt-meaning">{escape(notes)}</p>')


def _card(share: FormalShare, now: Current) -> str:
    ratio = share.ratio
    if ratio is None:
        return ""
    when = _("{period}, {grade}", period=_period(share), grade=told.grade(share))
    tone = either(_role(share.market, now))
    line = source_line(_sources(share, now)[:_MOST_SOURCES])
    return (
        f'<article class="bt-card" style="--c:{tone}"><h3>{escape(told.place(share.market))} '
        f"<small>{escape(when)}</small></h3>{_big(ratio)}{_sides(share)}{_workings(share, now)}"
        f'<p class="bt-src">{line}</p></article>'
    )


def _role(market: str, now: Current) -> str:
    if market in now.choices.markets:
        return market_role(now.choices.markets.index(market))
    return market or "formal"


def _period(share: FormalShare) -> str:
    name = dates.period(share.period)
    if share.whole:
        return name
    return _("{period} ({months} of 12 months)", period=name, months=share.months)


def _big(ratio: Envelope) -> str:
    central = _("recorded; central {amount}", amount=numbers.percent(ratio.central))
    return f'<p class="bt-big"><b>{escape(told.percent_range(ratio))}</b> {escape(central)}</p>'


def _sides(share: FormalShare) -> str:
    formal = _("{range}, {book}", range=numbers.usd_range(share.formal_usd), book=_book(share))
    rows = (
        (_("Formal"), formal),
        (_("Informal (fuel)"), numbers.usd_range(share.informal_usd)),
    )
    items = "".join(f"<div><dt>{escape(t)}</dt><dd>{escape(d)}</dd></div>" for t, d in rows)
    return f"<dl>{items}</dl>"


def _book(share: FormalShare) -> str:
    return labels.book(share.reporter)


def _sources(share: FormalShare, now: Current) -> tuple[Source, ...]:
    return tuple(dict.fromkeys([*_formal_sources(share, now), *_informal_sources(share, now)]))


def _formal_sources(share: FormalShare, now: Current) -> tuple[Source, ...]:
    model = model_sources(now.dataset, [Channel.FORMAL]) if share.formal_modelled else ()
    return sources(now.dataset, [*share.formal_sources, *model])


def _informal_sources(share: FormalShare, now: Current) -> tuple[Source, ...]:
    model = model_sources(now.dataset, [Channel.INFORMAL]) if share.informal_modelled else ()
    return sources(now.dataset, [*share.informal_sources, *model])


def _workings(share: FormalShare, now: Current) -> str:
    """Formula and the three numbers of each side."""
    return workings(
        _(
            "low = F low / (F low + I high); central = F / (F + I); high = F high / (F high + I low)"
        ),
        [
            Input(_("Formal (F)"), _three(share.formal_usd), _formal_sources(share, now)),
            Input(
                _("Informal (I), fuel only"),
                _three(share.informal_usd),
                _informal_sources(share, now),
            ),
        ],
        _("The low takes the high of informal trade and the reverse: an outer envelope."),
    )


def _three(value: Envelope) -> str:
    if value.is_exact:
        return numbers.usd(value.central)
    return _(
        "low {low}, central {central}, high {high}",
        low=numbers.usd(value.low, 2),
        central=numbers.usd(value.central, 2),
        high=numbers.usd(value.high, 2),
    )


# --- revenue at stake -----------------------------------------------------------------------------


def rates(now: Current) -> None:
    """Where the usual duty rates come from, to open."""
    usual = usual_rates(now.dataset)
    if usual is None:
        return
    st.html(
        workings(
            _("revenue at stake = informal value × duty rate, low × lowest, high × highest"),
            _rate_inputs(usual, now),
            _("Central takes the rate half way between the two."),
            told.usual(usual),
        )
    )


def _rate_inputs(usual: UsualRates, now: Current) -> list[Input]:
    customs, *report = sources(now.dataset, usual.sources)
    return [
        Input(
            _("Lowest of the usual rates: duties / goods at Gwadar"),
            _(
                "{duties} / {goods} = {rate}",
                duties=numbers.rupees(usual.duties_pkr),
                goods=numbers.rupees(usual.goods_pkr, 4),
                rate=numbers.percent(usual.at_customs, 1),
            ),
            (customs,),
        ),
        Input(
            _("Highest of the usual rates: the report’s loss / the value of its fuel"),
            _(
                "{loss} / ({fuel} × Rs{rate}) = {share}",
                loss=numbers.rupees(usual.loss_pkr),
                fuel=numbers.usd(usual.fuel_usd, 3),
                rate=numbers.decimal(1 / usual.rate.usd_per_unit.central, 1),
                share=numbers.percent(usual.of_fuel, 1),
            ),
            tuple(report),
        ),
    ]
