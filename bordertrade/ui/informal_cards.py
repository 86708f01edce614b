"""What is carried past customs: the answer, the arithmetic, and other published numbers."""

from __future__ import annotations

import streamlit as st

from bordertrade.measures.estimates import Measured, estimates
from bordertrade.measures.sources import sources
from bordertrade.palette import either
from bordertrade.remembered import once
from bordertrade.topics.informal.measure.arithmetic import Check, Statement, arithmetic
from bordertrade.topics.informal.measure.summary import InformalSummary, informal_summary
from bordertrade.topics.informal.table import others_table
from bordertrade.topics.informal.words import arithmetic as sums
from bordertrade.topics.informal.words import estimates as informal_words
from bordertrade.ui import blocks
from bordertrade.ui.blocks import source_line
from bordertrade.ui.state import Current
from bordertrade.ui.workings import Input, workings
from bordertrade.words import _, numbers
from bordertrade.words import estimates as estimate_words
from bordertrade.words import fuel as fuel_words
from bordertrade.words.markup import escape

_OTHERS = (Measured.MARKET_SHARE, Measured.DEPENDANTS, Measured.OUTLETS, Measured.QUOTA)


def answer(now: Current) -> None:
    """How much, who says so, how sure: three cards under one sentence."""
    value: InformalSummary = once(
        now.dataset,
        "informal summary",
        now.view.evidence,
        make=lambda: informal_summary(now.dataset, now.view.evidence),
    )
    hidden = informal_words.removed(value, now.view.evidence)
    note = f'<p class="bt-meaning">{escape(hidden)}</p>' if hidden else ""
    cards = _how_much(value, now) + _who(value) + _how_sure(value) if value.shown else ""
    blocks.drawing(f'<p class="bt-headline">{escape(informal_words.answer(value))}</p>')
    st.html(f'{note}<div class="bt-cards bt-wide">{cards}</div>' if cards else note)


def _card(title: str, body: str, role: str = "informal") -> str:
    return f'<article class="bt-card" style="--c:{either(role)}"><h3>{escape(title)}</h3>{body}</article>'


def _list(rows: list[tuple[str, str]]) -> str:
    items = "".join(
        f"<div><dt>{escape(term)}</dt><dd>{escape(text)}</dd></div>" for term, text in rows
    )
    return f"<dl>{items}</dl>"


def _how_much(value: InformalSummary, now: Current) -> str:
    rows = []
    if value.litres_year:
        basis = _("our composition") if value.is_band else _("lowest and highest since 2023")
        rows.append((_("Volume, a year"), _with(numbers.litres_range(*value.litres_year), basis)))
    if value.fuel:
        worth = numbers.usd_range(value.fuel.value_usd)
        rows.append((_("Value, a year"), _with(worth, _("modelled"))))
    if value.revenue_pkr:
        lost = numbers.rupees_range(*value.revenue_pkr)
        rows.append((_("Revenue lost, a year"), _with(lost, _("published since 2023"))))
    line = source_line(sources(now.dataset, value.sources)[:4])
    return _card(_("How much"), f'{_list(rows)}{_workings(value, now)}<p class="bt-src">{line}</p>')


def _with(amount: str, basis: str) -> str:
    return _("{amount} ({basis})", amount=amount, basis=basis)


def _workings(value: InformalSummary, now: Current) -> str:
    """How the value comes from a volume and a price."""
    if value.fuel is None:
        return ""
    fuel = value.fuel
    litres = fuel.litres_year
    return workings(
        _("value = litres a year × US$ a litre"),
        [
            Input(
                _("Litres a year"),
                _(
                    "low {low}, central {central}, high {high}",
                    low=numbers.litres(litres.low),
                    central=numbers.litres(litres.central),
                    high=numbers.litres(litres.high),
                ),
                sources(now.dataset, fuel.sources[:2]),
            ),
            Input(
                _("Price on the Pakistani side of the border"),
                informal_words.price(fuel),
                sources(now.dataset, fuel.sources[2:]),
            ),
        ],
        fuel_words.price_note(fuel),
        _("Low × low, central × central, high × high: an outer envelope, no confidence interval."),
    )


def _who(value: InformalSummary) -> str:
    rows = [(f"{grade}", who) for grade, who in informal_words.bodies(value)]
    lead = _("Customs and ministries do not measure it. Those who spoke, by how they know:")
    return _card(_("Who says so"), f"<p>{escape(lead)}</p>{_list(rows)}", "three")


def _how_sure(value: InformalSummary) -> str:
    rows = [(_("Full counts"), _("none"))]
    if value.litres_year:
        low, high = value.litres_year
        apart = numbers.decimal(high / low, 1) if low else numbers.MISSING
        rows.append((_("Width"), _("high is {number} times low", number=apart)))
    if value.checks:
        rows.append((_("Do they agree?"), sums.closing(value.checks)))
    rows.append((_("Covers"), _("fuel only; nobody has estimated other goods")))
    weak = sums.weakest_number(value.weakest) if value.weakest else ""
    told = f'<p class="bt-refusal">{escape(weak)}</p>' if weak else ""
    return _card(_("How sure"), _list(rows) + told, "target")


# --- the arithmetic that does not close ---------------------------------------------------------


def does_not_close(now: Current) -> None:
    """Each pair of statements with both values, their ratio and their sources."""
    checks: tuple[Check, ...] = once(
        now.dataset,
        "arithmetic",
        now.view.evidence,
        make=lambda: arithmetic(now.dataset, now.view.evidence),
    )
    blocks.section(
        _("The arithmetic that does not close"),
        _(
            "Published statements that should agree, each brought to the same unit. They close when "
            "one is at most 1.15 times the other."
        ),
    )
    if not checks:
        text = _("No two statements stand at this level of evidence.")
        st.html(f'<p class="bt-absent">{escape(text)}</p>')
        return
    cards = "".join(_check(each, now) for each in checks)
    st.html(
        f'<div class="bt-cards bt-wide">{cards}</div>'
        f'<p class="bt-meaning">{escape(sums.misprint())}</p>'
    )


def _check(check: Check, now: Current) -> str:
    role = {True: "formal", False: "target", None: "quiet"}[check.closes]
    sign = {True: "=", False: "≠", None: "?"}[check.closes]
    sides = [check.left, *([check.right] if check.right else [])]
    big = f' <span class="bt-sign">{sign}</span> '.join(
        f"<b>{escape(sums.amount(check, side))}</b>" for side in sides
    )
    if check.right is None:
        big += f' <span class="bt-sign">{sign}</span>'
    line = source_line(sources(now.dataset, check.sources))
    return _card(
        sums.check_title(check),
        f'<p class="bt-sum">{big}</p><p><span class="bt-tag">{escape(sums.verdict(check))}</span> '
        f"{escape(sums.meaning(check))}</p>{_sides(check, sides, now)}"
        f'<p class="bt-src">{line}</p>',
        role,
    )


def _sides(check: Check, sides: list[Statement], now: Current) -> str:
    """The rows of the record behind each side."""
    inputs = [
        Input(
            _("{who}, {goods}", who=estimate_words.who_and_when(each), goods=each.commodity),
            estimate_words.native(each),
            sources(now.dataset, each.sources),
        )
        for side in sides
        for each in side.estimates
    ]
    return workings("; ".join(sums.statement(check, side) for side in sides), inputs)


# --- other published numbers ----------------------------------------------------------------------


def others(now: Current) -> None:
    """Quotas, people, outlets, shares of the market: quiet, and compared with nothing."""
    rows = [each for kind in _OTHERS for each in estimates(now.dataset, kind, now.view.evidence)]
    if not rows:
        return
    blocks.section(
        _("Other published numbers"),
        _("Not volumes, values or losses: they stand here so that nothing published is left out."),
    )
    blocks.table(others_table(rows), key="others", alt=_("Other published numbers"))
