"""Every published estimate of informal trade, brought to a year and to one unit.

Litres a year = litres a day x 365; tonnes a day x litres a tonne x 365 (OGRA's own conversion,
``litres_per_tonne``). Rupees a year = rupees a month x 12, or a day x 365. What a source gave as
one number stays one number, "at least" a lower bound and "at most" an upper one: no end is
invented (facts, section 5).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from bordertrade import calendars
from bordertrade.calendars import Period
from bordertrade.dataset import Dataset
from bordertrade.dataset.cube import rates_of
from bordertrade.dataset.rows import rows_of
from bordertrade.envelope import Envelope
from bordertrade.measures.fuel import BAND, PRICE, assumption
from bordertrade.measures.observation import source_ids
from bordertrade.money import Currency, Factor, NoRateError, Rate, usd_factor
from bordertrade.version_cache import once_for_version
from bordertrade.vocabulary import Evidence, EvidenceFloor, ObsStatus

_DOLLARS_A_YEAR = "USD/year"
LITRES_PER_TONNE = "litres_per_tonne"
DAYS_A_YEAR, MONTHS_A_YEAR = 365, 12
#: The scope of estimates that can be held against one another.
PAKISTAN = "Iran to Pakistan"
#: The first day that the sourced prices of ``fuel_price_usd_l`` (2023 and 2025) can speak of.
PRICED_FROM = date(2023, 1, 1)


class Measured(StrEnum):
    """What an estimate measures: codes of the column ``measures``. Never on one axis."""

    VOLUME = "volume"
    VALUE = "value_of_goods"
    REVENUE = "revenue_lost"
    MARKET_SHARE = "market_share"
    DEPENDANTS = "dependants"
    OUTLETS = "outlets"
    QUOTA = "quota"


class Shape(StrEnum):
    """How much of a range a source gave."""

    RANGE = "range"
    SINGLE = "single"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a source gave of a range; None for an end that it did not give."""

    low: float | None
    central: float | None
    high: float | None

    @property
    def given(self) -> tuple[float, ...]:
        return tuple(each for each in (self.low, self.central, self.high) if each is not None)

    @property
    def ends(self) -> tuple[float, float]:
        """The lowest and the highest of what was given."""
        return min(self.given), max(self.given)

    @property
    def shape(self) -> Shape:
        if len(self.given) >= 2:
            return Shape.RANGE
        if self.low is not None:
            return Shape.AT_LEAST
        return Shape.AT_MOST if self.high is not None else Shape.SINGLE

    def times(self, factor: Envelope | float) -> Bounds:
        """Each end by its own end; a single number by a range becomes that range.

        Low x low and high x high; the factor is not negative.
        """
        by = factor if isinstance(factor, Envelope) else Envelope.exact(factor)
        ends = self
        if self.shape is Shape.SINGLE and not by.is_exact:
            ends = Bounds(self.central, self.central, self.central)
        return Bounds(
            None if ends.low is None else ends.low * by.low,
            None if ends.central is None else ends.central * by.central,
            None if ends.high is None else ends.high * by.high,
        )


@dataclass(frozen=True, slots=True)
class Estimate:
    """A row of ``informal_estimates``.

    ``native`` is in ``unit`` as published; ``yearly`` in litres or rupees a year, None where the
    row is neither. ``value_usd`` is US$ a year at the mean rate of the estimate's own period
    (``rates``), or, for a volume, at the assumed price (then ``modelled``); None without either.
    ``is_modelled``: composed or valued by us, not published as it stands.
    """

    id: str
    period: Period
    scope: str
    commodity: str
    measures: Measured
    native: Bounds
    unit: str
    said_by: str
    method: str
    repeats: str
    obs_status: ObsStatus
    evidence: Evidence
    sources: tuple[str, ...]
    note: str
    yearly: Bounds | None = None
    value_usd: Bounds | None = None
    rate: Factor | None = None
    is_modelled: bool = False

    @property
    def is_for_pakistan(self) -> bool:
        return self.scope == PAKISTAN

    @property
    def value_pkr(self) -> Bounds | None:
        """Rupees a year: as published, or a modelled value at the mean rate of its period."""
        if self.measures is not Measured.VOLUME and self.unit != _DOLLARS_A_YEAR:
            return self.yearly
        if self.value_usd is None or self.rate is None:
            return None
        usd = self.rate.usd_per_unit
        return self.value_usd.times(Envelope(1 / usd.high, 1 / usd.central, 1 / usd.low))

    @property
    def counts(self) -> bool:
        """Whether it is a statement of its own about Pakistan's border, as it was published."""
        return self.is_for_pakistan and not self.repeats and not self.is_modelled


@once_for_version
def all_estimates(dataset: Dataset) -> tuple[Estimate, ...]:
    """Every row of ``informal_estimates``, by what it measures and in order of time.

    Formula: the head of this module.
    """
    litres = assumption(dataset, LITRES_PER_TONNE)
    rates = rates_of(dataset["exchange_rates"])
    price = assumption(dataset, PRICE)
    found = (_estimate(row) for row in rows_of(dataset["informal_estimates"]))
    made = [_in_dollars(_in_a_year(each, litres), rates, price) for each in found]
    return tuple(sorted(made, key=lambda each: (each.period, each.id)))


def estimates(
    dataset: Dataset, measured: Measured, floor: EvidenceFloor = EvidenceFloor.ALL
) -> tuple[Estimate, ...]:
    """The estimates of one kind at or above an evidence floor, in order of time.

    ``observed`` leaves out what we composed or valued ourselves; ``count`` keeps full counts.
    Formula: the head of this module.
    """
    own = [each for each in all_estimates(dataset) if each.measures is measured]
    return tuple(each for each in own if _passes(each, floor))


@dataclass(frozen=True, slots=True)
class GoodsValues:
    """Values of goods, and the volumes that were not valued (none of them where none are)."""

    rows: tuple[Estimate, ...]
    left_out: tuple[Estimate, ...]


def values_of_goods(dataset: Dataset, floor: EvidenceFloor = EvidenceFloor.ALL) -> GoodsValues:
    """Values of goods as published, and volumes x assumed price (modelled), in order of time.

    A volume is valued once: repeats, other scopes and volumes from before ``PRICED_FROM``, of
    whose time no price is sourced, are not. US$ a year = litres a year x US$ a litre
    (``fuel_price_usd_l``).
    """
    published = estimates(dataset, Measured.VALUE, floor)
    if floor is not EvidenceFloor.ALL:
        return GoodsValues(published, ())
    volumes = estimates(dataset, Measured.VOLUME)
    valued = [each for each in volumes if each.value_usd is not None and not each.repeats]
    modelled = [replace(each, is_modelled=True) for each in valued]
    rows = sorted([*published, *modelled], key=lambda each: (each.period, each.id))
    return GoodsValues(tuple(rows), tuple(each for each in volumes if each not in valued))


def _passes(each: Estimate, floor: EvidenceFloor) -> bool:
    if floor is EvidenceFloor.COUNT:
        return each.evidence is Evidence.COUNT
    return floor is EvidenceFloor.ALL or not each.is_modelled


def _estimate(row: Any) -> Estimate:
    return Estimate(
        id=row.id,
        period=calendars.parse(row.period),
        scope=row.scope,
        commodity=row.commodity,
        measures=Measured(row.measures),
        native=Bounds(_end(row.low), _end(row.central), _end(row.high)),
        unit=row.unit,
        said_by=row.said_by or row.method,
        method=row.method,
        repeats=row.repeats,
        obs_status=ObsStatus(row.obs_status),
        evidence=Evidence(row.evidence),
        sources=source_ids(row.source, row.more_sources),
        note=row.note,
        is_modelled=row.id == BAND or row.evidence == Evidence.MODEL,
    )


def _end(value: float) -> float | None:
    return None if math.isnan(value) else float(value)


def _in_a_year(each: Estimate, litres: Envelope | None) -> Estimate:
    """With ``yearly``, where the unit can be brought to litres or rupees a year."""
    factors: dict[str, Envelope | float | None] = {
        "litres/year": 1.0,
        "litres/month": float(MONTHS_A_YEAR),
        "litres/day": float(DAYS_A_YEAR),
        "tonnes/year": litres,
        "tonnes/day": litres * DAYS_A_YEAR if litres else None,
        "PKR/year": 1.0,
        "PKR/month": float(MONTHS_A_YEAR),
        "PKR/day": float(DAYS_A_YEAR),
    }
    factor = factors.get(each.unit)
    return each if factor is None else replace(each, yearly=each.native.times(factor))


def _in_dollars(each: Estimate, rates: tuple[Rate, ...], price: Envelope | None) -> Estimate:
    """With ``value_usd``: dollars as published, rupees at their own period's rate, volumes at the
    assumed price.
    """
    if each.unit == _DOLLARS_A_YEAR:
        return replace(each, value_usd=each.native, rate=_rate(each.period, rates))
    if each.yearly is None:
        return each
    rate = _rate(each.period, rates)
    if each.measures is Measured.VOLUME:
        priced = each.is_for_pakistan and each.period.end >= PRICED_FROM
        value = each.yearly.times(price) if priced and price else None
    else:
        value = each.yearly.times(rate.usd_per_unit) if rate else None
    return replace(each, value_usd=value, rate=rate)


def _rate(period: Period, rates: tuple[Rate, ...]) -> Factor | None:
    try:
        return usd_factor(Currency.PKR, period, rates)
    except NoRateError:
        return None
