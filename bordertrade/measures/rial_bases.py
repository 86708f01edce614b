"""What the basis of the rial's rate changes: the same amount at the open market, NIMA, official.

Rials are turned into US$ at the open market unless their file names another basis
(``money.DEFAULT_RATE_TYPE``). This says what another default would move before anybody moves it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bordertrade import calendars
from bordertrade.calendars import Calendar, Period
from bordertrade.dataset import Dataset
from bordertrade.dataset.cube import rates_of
from bordertrade.money import Currency, NoRateError, Rate, RateType, usd_factor

_RIALS = (Currency.IRR, Currency.IRT)
_TABLES = ("formal_trade", "informal_trade")


@dataclass(frozen=True, slots=True)
class RialYear:
    """The means of one year, rials for a US dollar; None where a basis has none."""

    period: Period
    open_market: float
    nima: float | None
    official: float | None

    @property
    def factor(self) -> float | None:
        """By how much US$ would grow at NIMA: open market / NIMA."""
        return self.open_market / self.nima if self.nima else None

    @property
    def official_factor(self) -> float | None:
        """The same at the official rate."""
        return self.open_market / self.official if self.official else None


@dataclass(frozen=True, slots=True)
class RialBases:
    """``years``: Gregorian, then Solar Hijri. ``rows``: how many rows in rials name no basis, so
    that another default moves them; their US$ at the open market and at NIMA.
    """

    years: tuple[RialYear, ...]
    rows: int
    open_usd: float
    nima_usd: float


def rial_bases(dataset: Dataset) -> RialBases:
    """Formula: the yearly means of ``exchange_rates`` side by side; rows by ``money.usd_factor``."""
    rates = rates_of(dataset["exchange_rates"])
    moved = list(_moved(dataset, rates))
    return RialBases(
        years=tuple(_years(rates)),
        rows=len(moved),
        open_usd=sum(each for each, _nima in moved),
        nima_usd=sum(each for _open, each in moved),
    )


def _years(rates: Iterable[Rate]) -> Iterator[RialYear]:
    means = {
        (rate.period, rate.rate_type): rate.lcu_per_usd
        for rate in rates
        if rate.currency is Currency.IRR and rate.period.is_full_year
    }
    for calendar in (Calendar.GREGORIAN, Calendar.SOLAR_HIJRI):
        for period in sorted({p for p, _kind in means if p.calendar is calendar}):
            if market := means.get((period, RateType.OPEN_MARKET)):
                yield RialYear(
                    period,
                    market,
                    means.get((period, RateType.NIMA)),
                    means.get((period, RateType.OFFICIAL)),
                )


def _moved(dataset: Dataset, rates: tuple[Rate, ...]) -> Iterator[tuple[float, float]]:
    """US$ at the open market and at NIMA of each row in rials that names no basis."""
    for name in _TABLES:
        rows = dataset[name]
        rows = rows[rows["currency"].isin(list(_RIALS)) & rows["rate_basis"].eq("")]
        for currency, text, value in zip(
            rows["currency"], rows["period"], rows["value"].fillna(0.0), strict=True
        ):
            period = calendars.parse(text)
            market, nima = (
                float(value) * _usd(Currency(currency), period, rates, kind)
                for kind in (RateType.OPEN_MARKET, RateType.NIMA)
            )
            yield market, nima


def _usd(currency: Currency, period: Period, rates: tuple[Rate, ...], kind: RateType) -> float:
    """US$ for one unit; 0 without a sourced rate, as the row then has no dollar figure at all."""
    try:
        return usd_factor(currency, period, rates, kind).usd_per_unit.central
    except NoRateError:
        return 0.0
