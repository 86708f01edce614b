"""What smuggling keeps from the treasury: informal value x a range of duty rates.

Revenue at stake: low = I_low x lowest rate, high = I_high x highest rate, central = I x the rate
half way between the two (features 3.2, item 20; the rates are the reader's). It says what the
same goods would have paid, not what would be collected: part of the trade would stop.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from bordertrade import calendars
from bordertrade.calendars import Calendar, Period
from bordertrade.dataset import Dataset
from bordertrade.dataset.cube import rates_of
from bordertrade.envelope import Envelope
from bordertrade.measures.estimates import PRICED_FROM, Estimate, Measured, estimates
from bordertrade.measures.fuel import fuel_estimate
from bordertrade.measures.selection import Selection
from bordertrade.money import Currency, Factor, NoRateError, usd_factor
from bordertrade.topics.formalisation.measure.shares import (
    Formalisation,
    FormalShare,
    formalisation,
)
from bordertrade.version_cache import once_for_version
from bordertrade.vocabulary import THREE

#: The rows of ``crossing_activity`` behind the lowest rate: duties over the goods they fell on.
_DUTIES, _GOODS = "import-stage duties and taxes", "value of goods cleared"
#: The published loss behind the highest rate, and the volume it speaks of.
_LOSS, _VOLUME = "fuel_report_loss_fy24", "fuel_report_year_fy24"


@dataclass(frozen=True, slots=True)
class Stake:
    """Revenue at stake of one market, of the three (``THREE``) or of the whole border ("")."""

    market: str
    period: Period
    informal_usd: Envelope
    revenue_usd: Envelope
    months: int
    modelled: bool
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Revenue:
    """Stakes of one year; ``rates`` are shares (0..1); ``published`` what others have put it at since 2023."""

    rates: Envelope
    stakes: tuple[Stake, ...]
    published: tuple[Estimate, ...]

    def of(self, market: str) -> Stake | None:
        return next((each for each in self.stakes if each.market == market), None)


def at_stake(informal_usd: Envelope, lowest: float, highest: float) -> Envelope:
    """Revenue in US$ at duty rates from ``lowest`` to ``highest`` (shares). Formula: above."""
    return informal_usd * Envelope(lowest, (lowest + highest) / 2, highest)


def revenue(dataset: Dataset, selection: Selection, lowest: float, highest: float) -> Revenue:
    """Revenue at stake in the year of the national fuel estimate, by market and for the border.

    One year for all, so that they can be compared. Formula: ``at_stake``. The markets are part
    of the border and are never added to it.
    """
    result = formalisation(dataset, replace(selection, calendar=Calendar.FISCAL))
    found = [_stake(share, lowest, highest) for share in _of_one_year(dataset, result)]
    rates = Envelope(lowest, (lowest + highest) / 2, highest)
    published = estimates(dataset, Measured.REVENUE, selection.floor)
    recent = tuple(e for e in published if e.counts and e.period.end >= PRICED_FROM)
    return Revenue(rates, tuple(found), recent)


def _of_one_year(dataset: Dataset, result: Formalisation) -> list[FormalShare]:
    """The whole border first, then the three, then each market; of several books, the first."""
    fuel = fuel_estimate(dataset)
    years = [each.period for each in result.shares]
    year = fuel.period if fuel else max(years, default=None)
    found = {each.market: each for each in reversed(result.shares) if each.period == year}
    border = [result.national] if result.national else []
    return [*border, *(found[m] for m in (THREE, *result.markets) if m in found)]


def _stake(share: FormalShare, lowest: float, highest: float) -> Stake:
    return Stake(
        market=share.market,
        period=share.period,
        informal_usd=share.informal_usd,
        revenue_usd=at_stake(share.informal_usd, lowest, highest),
        months=share.months,
        modelled=share.informal_modelled,
        sources=share.informal_sources,
    )


# --- where the usual rates come from --------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class UsualRates:
    """The two published bounds of the duty rate, as shares, with what they are made of.

    ``at_customs`` = duties / goods at Gwadar in one half-year, in rupees. ``of_fuel`` = rupees
    lost / (litres x price x rate): the report's own loss over the assumed value of its fuel.
    """

    period: Period
    duties_pkr: float
    goods_pkr: float
    loss_pkr: float
    fuel_usd: float
    rate: Factor
    sources: tuple[str, ...]

    @property
    def at_customs(self) -> float:
        return self.duties_pkr / self.goods_pkr

    @property
    def of_fuel(self) -> float:
        return self.loss_pkr * self.rate.usd_per_unit.central / self.fuel_usd


@once_for_version
def usual_rates(dataset: Dataset) -> UsualRates | None:
    """The rates that the record itself supports; None where a row behind them is missing.

    12 % = Rs20.4bn on Rs163.5bn at Gwadar, July-December 2023; 45 % = Rs227bn on 2.8bn litres at
    the central price of ``fuel_price_usd_l`` and the rupee's rate of FY2023-24.
    """
    rows = dataset["crossing_activity"]
    duties = rows[rows["indicator"] == _DUTIES]
    goods = rows[rows["indicator"] == _GOODS]
    both = duties.merge(goods, on="period", suffixes=("", "_of_goods"))
    fuel = {each.id: each for each in estimates(dataset, Measured.VOLUME)}.get(_VOLUME)
    loss = {each.id: each for each in estimates(dataset, Measured.REVENUE)}.get(_LOSS)
    if both.empty or not (fuel and fuel.value_usd and loss and loss.yearly):
        return None
    try:
        rate = usd_factor(Currency.PKR, loss.period, rates_of(dataset["exchange_rates"]))
    except NoRateError:
        return None
    row = both.iloc[-1]
    return UsualRates(
        period=calendars.parse(row["period"]),
        duties_pkr=float(row["value"]),
        goods_pkr=float(row["value_of_goods"]),
        loss_pkr=loss.yearly.central or 0.0,
        fuel_usd=fuel.value_usd.central or float("nan"),
        rate=rate,
        sources=tuple(dict.fromkeys([str(row["source"]), *loss.sources])),
    )
