"""Amounts in each money of the page, its names, and what an axis in it counts."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache

from bordertrade.calendars import Calendar
from bordertrade.envelope import Envelope
from bordertrade.money import Currency, MoneyBasis, Rate
from bordertrade.words import numbers
from bordertrade.words.catalogue import N_, _, language
from bordertrade.words.numbers import MISSING

_NBSP = "\u00a0"

#: The choices of the control.
CHOICES: dict[str, str] = {
    MoneyBasis.USD: N_("US dollars"),
    MoneyBasis.PKR: N_("Pakistani rupees"),
    MoneyBasis.IRR_OPEN: N_("Rials, open market"),
    MoneyBasis.TOMAN: N_("Toman, open market"),
    MoneyBasis.IRR_NIMA: N_("Rials, NIMA rate"),
    MoneyBasis.IRR_OFFICIAL: N_("Rials, official rate"),
}
_NAMES = {
    MoneyBasis.USD: N_("US$"),
    MoneyBasis.PKR: N_("Pakistani rupees"),
    MoneyBasis.IRR_OFFICIAL: N_("rials"),
    MoneyBasis.IRR_NIMA: N_("rials"),
    MoneyBasis.IRR_OPEN: N_("rials"),
    MoneyBasis.TOMAN: N_("toman"),
}
_AT = {
    MoneyBasis.IRR_OFFICIAL: N_("official rate"),
    MoneyBasis.IRR_NIMA: N_("NIMA rate"),
    MoneyBasis.IRR_OPEN: N_("open market"),
    MoneyBasis.TOMAN: N_("open market"),
}
#: What one bar or point of a series stands for, by calendar.
_A_TIME = {
    Calendar.GREGORIAN: N_("{money} a month"),
    Calendar.FISCAL: N_("{money} a fiscal year"),
    Calendar.SOLAR_HIJRI: N_("{money} a Solar Hijri year"),
}
_AMOUNTS = {
    MoneyBasis.PKR: N_("Rs{amount}"),
    MoneyBasis.IRR_OFFICIAL: N_("{amount} rials"),
    MoneyBasis.IRR_NIMA: N_("{amount} rials"),
    MoneyBasis.IRR_OPEN: N_("{amount} rials"),
    MoneyBasis.TOMAN: N_("{amount} toman"),
}
#: Rates are published for these; a toman has none of its own.
_FOR_A_DOLLAR = {Currency.PKR: N_("Rs{amount}"), Currency.IRR: N_("{amount} rials")}


def counted_in(money: MoneyBasis) -> str:
    """The money without its rate: "US$", "rials"."""
    return _(_NAMES[money])


def name(money: MoneyBasis) -> str:
    """What a column of amounts counts in: "US$", "rials, open market"."""
    if money not in _AT:
        return counted_in(money)
    return _("{money}, {rate}", money=counted_in(money), rate=_(_AT[money]))


def a_time(money: MoneyBasis, calendar: Calendar) -> str:
    """What a point of a series counts: "US$ a month", "rials a fiscal year (open market)"."""
    text = _(_A_TIME[calendar], money=counted_in(money))
    return _("{unit} ({rate})", unit=text, rate=_(_AT[money])) if money in _AT else text


def amount(value: float | None, money: MoneyBasis, figures: int = 4) -> str:
    """An amount for people: "US$1.222 bn", "Rs130 bn", "60 tn rials". Missing is a dash."""
    if money is MoneyBasis.USD or value is None or math.isnan(value):
        return numbers.usd(value, figures)
    if value < 0:
        return _("−{amount}", amount=amount(-value, money, figures))
    return _with_unit(numbers.scaled(value, figures), money)


def amount_range(value: Envelope | None, money: MoneyBasis, figures: int = 2) -> str:
    """Both ends, never the middle alone: "Rs95–180 bn"; one number where both read the same."""
    if value is None:
        return MISSING
    if money is MoneyBasis.USD:
        return numbers.usd_range(value, figures)
    return _amount_range(value, money, figures, language())


@lru_cache(maxsize=8192)
def _amount_range(value: Envelope, money: MoneyBasis, figures: int, _language: str) -> str:
    if value.is_exact:
        return amount(value.central, money)
    low, high = (amount(end, money, figures) for end in (value.low, value.high))
    if low == high:
        return high
    if value.low < 0:
        return _("{low} to {high}", low=low, high=high)
    low, high, one_scale = numbers.ends(value, figures)
    text = (
        _("{low}–{high}", low=low, high=high)
        if one_scale
        else _("{low} to {high}", low=low, high=high)
    )
    return _with_unit(text, money)


def _with_unit(text: str, money: MoneyBasis) -> str:
    return _(_AMOUNTS[money], amount=text).replace(" ", _NBSP)


def on_axis(money: MoneyBasis) -> Callable[[float, int], str]:
    """How an axis says its ticks."""
    return lambda value, figures: amount(value, money, figures)


def for_a_dollar(rates: tuple[Rate, ...]) -> str:
    """The span of rates of one currency: "Rs204.87–280.36", "42,000 rials"."""
    low, high = min(r.lcu_per_usd for r in rates), max(r.lcu_per_usd for r in rates)
    digits = 2 if high < 1000 else 0
    first, last = numbers.decimal(low, digits), numbers.decimal(high, digits)
    text = first if first == last else _("{low}–{high}", low=first, high=last)
    return _(_FOR_A_DOLLAR[rates[0].currency], amount=text).replace(" ", _NBSP)
