"""Figures that no exchange rate brings into the chosen money: said in the money of their file."""

from __future__ import annotations

from collections.abc import Sequence

from bordertrade.intake.new_rates import Lacking
from bordertrade.measures.own_money import OwnMoney
from bordertrade.money import Currency, MoneyBasis
from bordertrade.words import dates, labels, money
from bordertrade.words.catalogue import N_, _

_NO_RATE = {
    MoneyBasis.PKR: N_("No rupee rate for {span}."),
    MoneyBasis.IRR_OPEN: N_("No rial rate for {span}."),
    MoneyBasis.TOMAN: N_("No rial rate for {span}."),
    MoneyBasis.USD: N_("No rate for {span}: these figures are in US$."),
}
_SHOW = {
    MoneyBasis.PKR: N_("Show rupees"),
    MoneyBasis.IRR_OPEN: N_("Show rials"),
    MoneyBasis.TOMAN: N_("Show toman"),
    MoneyBasis.USD: N_("Show US$"),
}
_ONE_DOLLAR = {
    Currency.PKR: N_("Rupees for one US dollar, {period}"),
    Currency.IRR: N_("Rials (not toman) for one US dollar, {period}"),
}


def no_rate(found: Sequence[OwnMoney]) -> str:
    """Which rate is missing, for the money of the first and all days of that money."""
    own = [each for each in found if each.money is found[0].money]
    span = dates.span(min(each.start for each in own), max(each.end for each in own))
    return _(_NO_RATE[found[0].money], span=span)


def show_it(basis: MoneyBasis) -> str:
    """The words on the button that shows all in a money."""
    return _(_SHOW[basis])


def in_own_money(each: OwnMoney) -> str:
    """The figure in words: "Gabd, Formal, Iran → Pakistan, Pakistan’s books, Oct 2026: Rs2.2 bn"."""
    named = [
        labels.market(each.market),
        labels.channel(each.channel),
        labels.direction(each.direction),
        *([labels.book(each.reporter)] if each.reporter else []),
        dates.span(each.start, each.end),
    ]
    return _("{what}: {amount}", what=", ".join(named), amount=amount(each))


def amount(each: OwnMoney) -> str:
    return money.amount_range(each.value, each.money)


def rate_asked(wanted: Lacking) -> str:
    """The label of the field for a rate."""
    return _(_ONE_DOLLAR[wanted.currency], period=dates.period(wanted.period))
