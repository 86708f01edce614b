"""Informal trade for the whole border: the published fuel estimate, as a range.

Fuel dominates every estimate and none covers all goods. The volume is published (litres a year);
its worth in US$ needs a price, which is an assumption and said wherever the number stands.
"""

from __future__ import annotations

from dataclasses import dataclass

from bordertrade import calendars
from bordertrade.calendars import Period
from bordertrade.dataset import Dataset
from bordertrade.envelope import Envelope
from bordertrade.measures.observation import source_ids
from bordertrade.version_cache import once_for_version

#: The composed band of the published figures (OGRA, the intelligence report, its daily figure).
BAND = "fuel_fy24_band"
PRICE = "fuel_price_usd_l"


@dataclass(frozen=True, slots=True)
class FuelEstimate:
    """Litres a year, US$ a litre at the Pakistani side of the border, and their product."""

    period: Period
    litres_year: Envelope
    price_usd_l: Envelope
    sources: tuple[str, ...]

    @property
    def value_usd(self) -> Envelope:
        return self.litres_year * self.price_usd_l


@once_for_version
def fuel_estimate(dataset: Dataset) -> FuelEstimate | None:
    """The band 1.7 - 2.8 - 3.65 bn litres a year (facts, section 5), or None if it was removed."""
    band = dataset["informal_estimates"].query("id == @BAND", local_dict={"BAND": BAND})
    price = assumption(dataset, PRICE)
    if band.empty or price is None or band[["low", "central", "high"]].isna().any(axis=None):
        return None
    row = band.iloc[0]
    return FuelEstimate(
        period=calendars.parse(row["period"]),
        litres_year=Envelope(row["low"], row["central"], row["high"]),
        price_usd_l=price,
        sources=(*source_ids(row["source"], row["more_sources"]), *_price_source(dataset)),
    )


def _price_source(dataset: Dataset) -> tuple[str, ...]:
    rows = dataset["assumptions"]
    return tuple(source for source in rows.loc[rows["id"] == PRICE, "source"] if source)


def assumption(dataset: Dataset, id_: str) -> Envelope | None:
    """A row of ``assumptions`` as a range; one without bounds is exact."""
    rows = dataset["assumptions"]
    found = rows[rows["id"] == id_]
    if found.empty:
        return None
    row = found.iloc[0]
    value = float(row["value"])
    low = value if row["low"] != row["low"] else float(row["low"])
    high = value if row["high"] != row["high"] else float(row["high"])
    return Envelope(low, value, high)
