"""How much is carried past customs, who says so, and how sure that is: the one-minute answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bordertrade.dataset import Dataset
from bordertrade.measures.estimates import (
    PRICED_FROM,
    Estimate,
    Measured,
    all_estimates,
    estimates,
)
from bordertrade.measures.fuel import BAND, FuelEstimate, fuel_estimate
from bordertrade.topics.informal.measure.arithmetic import Check, arithmetic, weakest
from bordertrade.vocabulary import Evidence, EvidenceFloor

_AMOUNTS = (Measured.VOLUME, Measured.VALUE, Measured.REVENUE)


@dataclass(frozen=True, slots=True)
class InformalSummary:
    """The answer at an evidence floor.

    ``litres_year``: the composed band, or, where it is filtered out, the span of published
    volumes since 2023; ``is_band`` says which. ``revenue_pkr``: the span of published losses a
    year since 2023. ``fuel``: volume x assumed price, None where filtered out. ``bodies``: who
    made estimates of Pakistan's border, by evidence. ``removed``: how many estimates the floor
    hides. Spans are of statements that differ, not ranges that anybody gave.
    """

    litres_year: tuple[float, float] | None
    is_band: bool
    fuel: FuelEstimate | None
    revenue_pkr: tuple[float, float] | None
    bodies: tuple[tuple[Evidence, tuple[str, ...]], ...]
    shown: int
    removed: int
    checks: tuple[Check, ...]
    weakest: Check | None
    sources: tuple[str, ...]


def informal_summary(dataset: Dataset, floor: EvidenceFloor = EvidenceFloor.ALL) -> InformalSummary:
    """The answer to "how much, who says so, how sure". Formulas: ``estimates``, ``arithmetic``."""
    volumes = estimates(dataset, Measured.VOLUME, floor)
    losses = estimates(dataset, Measured.REVENUE, floor)
    band = next((each.yearly for each in volumes if each.id == BAND), None)
    own = [each for kind in _AMOUNTS for each in estimates(dataset, kind, floor)]
    known = [each for each in all_estimates(dataset) if each.measures in _AMOUNTS]
    checks = arithmetic(dataset, floor)
    return InformalSummary(
        litres_year=band.ends if band else _span(volumes),
        is_band=band is not None,
        fuel=fuel_estimate(dataset) if floor is EvidenceFloor.ALL else None,
        revenue_pkr=_span(losses),
        bodies=tuple(_bodies(own)),
        shown=len(own),
        removed=len(known) - len(own),
        checks=checks,
        weakest=weakest(checks),
        sources=tuple(dict.fromkeys(each for e in _recent(own) for each in e.sources)),
    )


def _recent(found: Iterable[Estimate]) -> list[Estimate]:
    return [each for each in found if each.counts and each.period.end >= PRICED_FROM]


def _span(found: Iterable[Estimate]) -> tuple[float, float] | None:
    """The lowest and highest of what was published for Pakistan since 2023."""
    ends = [end for each in _recent(found) if each.yearly for end in each.yearly.given]
    return (min(ends), max(ends)) if ends else None


def _bodies(found: list[Estimate]) -> Iterable[tuple[Evidence, tuple[str, ...]]]:
    """The bodies of each grade, the strongest grade first, each body under its strongest."""
    named: set[str] = set()
    for grade in Evidence:
        names = [e.said_by for e in found if e.counts and e.evidence is grade]
        fresh = [name for name in dict.fromkeys(names) if name not in named]
        named.update(fresh)
        if fresh:
            yield grade, tuple(fresh)
