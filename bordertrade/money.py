"""Money of three countries: into US$ and out of it, with the rates used kept beside the result.

A value is converted at the mean rate of its own period. Where only annual means are published,
the two whose middles lie around the value's middle give a range, and a straight line between
them the central rate: Rs130.0bn of July-December 2022 is US$464-635m. Where one side has no
sourced rate there is no dollar figure. Rials have three rates: official, NIMA, open market.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bordertrade.calendars import Calendar, Grain, Period
from bordertrade.envelope import Envelope


class Currency(StrEnum):
    USD = "USD"
    PKR = "PKR"
    IRR = "IRR"
    IRT = "IRT"


class RateType(StrEnum):
    OFFICIAL = "official"
    NIMA = "nima"
    OPEN_MARKET = "open_market"


class MoneyBasis(StrEnum):
    """The money that figures are shown in, as it stands in links."""

    USD = "usd"
    PKR = "pkr"
    IRR_OFFICIAL = "irr"
    IRR_NIMA = "irr_nima"
    IRR_OPEN = "irr_open"
    TOMAN = "toman"


#: A toman is ten rials; nobody publishes a rate for it.
RIALS_PER_TOMAN = 10

#: What each money counts in, and at which rate it is reached.
CURRENCY_OF = {
    MoneyBasis.USD: Currency.USD,
    MoneyBasis.PKR: Currency.PKR,
    MoneyBasis.IRR_OFFICIAL: Currency.IRR,
    MoneyBasis.IRR_NIMA: Currency.IRR,
    MoneyBasis.IRR_OPEN: Currency.IRR,
    MoneyBasis.TOMAN: Currency.IRT,
}
#: The money in which figures of a currency stand as they were written.
OWN_MONEY = {
    Currency.USD: MoneyBasis.USD,
    Currency.PKR: MoneyBasis.PKR,
    Currency.IRR: MoneyBasis.IRR_OPEN,
    Currency.IRT: MoneyBasis.TOMAN,
}
RATE_TYPE_OF = {
    MoneyBasis.PKR: RateType.OFFICIAL,
    MoneyBasis.IRR_OFFICIAL: RateType.OFFICIAL,
    MoneyBasis.IRR_NIMA: RateType.NIMA,
    MoneyBasis.IRR_OPEN: RateType.OPEN_MARKET,
    MoneyBasis.TOMAN: RateType.OPEN_MARKET,
}

#: The official rial stood at 42,000 from 2019 and says nothing of trade after 2018.
DEFAULT_RATE_TYPE = {
    Currency.PKR: RateType.OFFICIAL,
    Currency.IRR: RateType.OPEN_MARKET,
    Currency.IRT: RateType.OPEN_MARKET,
}

#: Where a rate is not known, the one that stands in for it: NIMA was quoted from November 2018
#: and its series ends in October 2025.
STANDS_IN = {RateType.NIMA: RateType.OPEN_MARKET}


@dataclass(frozen=True, slots=True)
class Rate:
    """A published mean: units of ``currency`` for one US dollar over ``period``.

    ``days``: how many it was taken over; None where the publisher gave the mean.
    """

    id: str
    period: Period
    currency: Currency
    rate_type: RateType
    lcu_per_usd: float
    source: str
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Factor:
    """What one unit of a currency is worth in US$, as a range, and the rates that say so."""

    usd_per_unit: Envelope
    rates: tuple[Rate, ...]


class NoRateError(LookupError):
    """No sourced rate brackets the period."""

    def __init__(self, currency: Currency, period: Period, rate_type: RateType) -> None:
        super().__init__(f"no sourced rate for {currency} around {period.text}")
        self.currency = currency
        self.period = period
        self.rate_type = rate_type

    @property
    def money(self) -> MoneyBasis:
        """The money whose rate is missing."""
        return next(
            basis
            for basis, currency in CURRENCY_OF.items()
            if currency is self.currency and RATE_TYPE_OF.get(basis) is self.rate_type
        )


PAR = Factor(Envelope.exact(1.0), ())


def usd_factor(
    currency: Currency,
    period: Period,
    rates: Iterable[Rate],
    rate_type: RateType | None = None,
) -> Factor:
    """US$ for one unit of a currency in a period. Raises NoRateError.

    In this order: the mean of the very period; the means of the months that tile it, by days;
    those of months that cover it without fitting, with the range of these months; the two yearly
    means around it. Of two rates for one period the mean that its publisher gave counts, else
    the one over most days. Where NIMA has none of them the open market stands in for it.
    """
    if currency is Currency.USD:
        return PAR
    if currency is Currency.IRT:
        rial = usd_factor(Currency.IRR, period, rates, rate_type)
        return Factor(rial.usd_per_unit * RIALS_PER_TOMAN, rial.rates)
    rates = tuple(rates)
    kind = rate_type or DEFAULT_RATE_TYPE[currency]
    known = _best(r for r in rates if r.currency is currency and r.rate_type is kind)
    found = (
        _own_period(known, period)
        or _own_months(known, period)
        or _touched_months(known, period)
        or _bracket(known, period)
    )
    if found:
        return found
    if kind in STANDS_IN:
        return usd_factor(currency, period, rates, STANDS_IN[kind])
    raise NoRateError(currency, period, kind)


@dataclass(frozen=True, slots=True)
class Conversion:
    """What one unit of a currency is in another money.

    ``converted`` is false where no rate stands between the two: the same currency, or rials and
    tomans. ``rates`` are those of both legs, native to US$ and US$ to the money.
    """

    factor: Envelope
    rates: tuple[Rate, ...]
    converted: bool


AS_WRITTEN = Conversion(Envelope.exact(1.0), (), converted=False)


def conversion(
    currency: Currency,
    period: Period,
    money: MoneyBasis,
    rates: Iterable[Rate],
    basis: RateType | None = None,
) -> Conversion:
    """The factor from a currency to a money in a period, by way of the US dollar.

    ``basis``: the rate at which the currency itself is turned into US$, where its file says so.

    Formula: US$ for one unit / US$ for one unit of the money, both at the mean rates of the
    period; the low end takes the dear dollar on the first leg and the cheap one on the second,
    the high end the reverse. Money that needs no rate is left exactly as it was written. Source:
    design, the data contract. Raises NoRateError where either leg has no sourced rate.
    """
    into = CURRENCY_OF[money]
    if currency is into:
        return AS_WRITTEN
    if {currency, into} == {Currency.IRR, Currency.IRT}:
        tens = RIALS_PER_TOMAN if currency is Currency.IRT else 1 / RIALS_PER_TOMAN
        return Conversion(Envelope.exact(tens), (), converted=False)
    rates = tuple(rates)
    out = usd_factor(currency, period, rates, basis)
    back = usd_factor(into, period, rates, RATE_TYPE_OF.get(money))
    first, second = out.usd_per_unit, back.usd_per_unit
    factor = Envelope(
        first.low / second.high, first.central / second.central, first.high / second.low
    )
    return Conversion(factor, tuple(dict.fromkeys((*out.rates, *back.rates))), converted=True)


def _best(rates: Iterable[Rate]) -> list[Rate]:
    """Each period's best rate: the publisher's own mean, else the one over most days."""
    best: dict[tuple[date, date], Rate] = {}
    for rate in rates:
        days = (rate.period.start, rate.period.end)
        if rate.lcu_per_usd > 0 and (days not in best or _weight(rate) > _weight(best[days])):
            best[days] = rate
    return list(best.values())


def _weight(rate: Rate) -> float:
    return float("inf") if rate.days is None else rate.days


def _own_period(rates: list[Rate], period: Period) -> Factor | None:
    for rate in rates:
        if (rate.period.start, rate.period.end) == (period.start, period.end):
            return Factor(Envelope.exact(1 / rate.lcu_per_usd), (rate,))
    return None


def _own_months(rates: list[Rate], period: Period) -> Factor | None:
    """The mean of monthly rates that tile the period, by days; months of one calendar only."""
    monthly = [r for r in rates if r.period.grain is Grain.MONTH and period.contains(r.period)]
    for calendar in Calendar:
        own = {rate.period: rate for rate in monthly if rate.period.calendar is calendar}
        inside = sorted(own.values(), key=lambda rate: rate.period)
        if sum(rate.period.days for rate in inside) == period.days:
            mean = sum(rate.lcu_per_usd * rate.period.days for rate in inside) / period.days
            return Factor(Envelope.exact(1 / mean), tuple(inside))
    return None


def _touched_months(rates: list[Rate], period: Period) -> Factor | None:
    """The mean by days of months that cover a period without fitting; their range as its range.

    A Solar Hijri month lies in two Gregorian ones.
    """
    monthly = [r for r in rates if r.period.grain is Grain.MONTH]
    for calendar in Calendar:
        own = [r for r in monthly if r.period.calendar is calendar and period.overlaps(r.period)]
        days = [period.overlap_days(rate.period) for rate in own]
        if own and sum(days) == period.days:
            each = [rate.lcu_per_usd for rate in own]
            mean = sum(rate * n for rate, n in zip(each, days, strict=True)) / period.days
            inside = tuple(sorted(own, key=lambda rate: rate.period))
            return Factor(Envelope(1 / max(each), 1 / mean, 1 / min(each)), inside)
    return None


def _bracket(rates: list[Rate], period: Period) -> Factor | None:
    yearly = [rate for rate in rates if rate.period.is_full_year]
    before = [rate for rate in yearly if rate.period.middle <= period.middle]
    after = [rate for rate in yearly if rate.period.middle >= period.middle]
    if not before or not after:
        return None
    earlier = max(before, key=lambda rate: rate.period.middle)
    later = min(after, key=lambda rate: rate.period.middle)
    central = _on_the_line(earlier, later, period.middle)
    dear, cheap = sorted((earlier.lcu_per_usd, later.lcu_per_usd))
    return Factor(Envelope(1 / cheap, 1 / central, 1 / dear), (earlier, later))


def _on_the_line(earlier: Rate, later: Rate, at: date) -> float:
    """The rate on the straight line between two annual means, on a day between their middles."""
    span = (later.period.middle - earlier.period.middle).days
    if span == 0:
        return earlier.lcu_per_usd
    share = (at - earlier.period.middle).days / span
    return earlier.lcu_per_usd + share * (later.lcu_per_usd - earlier.lcu_per_usd)
