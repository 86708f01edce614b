"""On track or not: the status of a target by Open SDG's method, apart from the distance.

R = observed growth / required growth, both a year and both from the same first year t0:

    observed = (last / first)^(1 / (year of last - t0)) - 1
    required = (target / first)^(1 / (deadline - t0)) - 1

Bands: R >= 0.95 on track, >= 0.60 moderate, >= 0 limited, below moving away (Open SDG, after
Statistics Canada: https://open-sdg.readthedocs.io/en/latest/progress-methodology/). The choice
of t0 changes the status, so every t0 that the book allows can be seen beside the chosen one.
"""

from __future__ import annotations

from dataclasses import dataclass

from bordertrade.dataset import Dataset
from bordertrade.measures.book_level import Level
from bordertrade.measures.pace import Pace, pace_between, starts
from bordertrade.measures.target import GrowthError, required_growth
from bordertrade.vocabulary import EvidenceFloor

#: (band, lowest R), from the best to the worst; below the last one the band is ``away``.
BANDS = (("on_track", 0.95), ("moderate", 0.60), ("limited", 0.0))
AWAY, ACHIEVED = "away", "achieved"


@dataclass(frozen=True, slots=True)
class Status:
    """A status and its inputs. Growth as a share a year, ``ratio`` is R.

    ``band``: ``achieved``, ``on_track``, ``moderate``, ``limited`` or ``away``; "" where
    ``refusal`` says why there is none: ``one_point``, ``directions``, ``base``, ``deadline``,
    ``years``.
    """

    pace: Pace
    target_usd: float
    deadline_year: int | None
    required: float | None
    ratio: float | None
    band: str
    refusal: str = ""


def status(pace: Pace, target_usd: float, deadline_year: int | None) -> Status:
    """The status of one book from the first year of its pace. Formula and bands: this module."""
    if pace.last_usd >= target_usd:
        return Status(pace, target_usd, deadline_year, None, None, ACHIEVED)
    refusal = pace.refusal or ("" if deadline_year else "deadline")
    if refusal or pace.growth is None or deadline_year is None:
        return Status(pace, target_usd, deadline_year, None, None, "", refusal)
    try:
        years = deadline_year - pace.first.period.end_year
        required = required_growth(pace.first_usd, target_usd, years)
    except GrowthError as error:
        return Status(pace, target_usd, deadline_year, None, None, "", error.reason)
    ratio = pace.growth / required
    return Status(pace, target_usd, deadline_year, required, ratio, band(ratio))


def band(ratio: float) -> str:
    """The band that R falls into."""
    return next((name for name, least in BANDS if ratio >= least), AWAY)


def statuses(
    dataset: Dataset,
    last: Level,
    target_usd: float,
    deadline_year: int | None,
    floor: EvidenceFloor = EvidenceFloor.ALL,
) -> tuple[Status, ...]:
    """The status from each first year that the book allows, oldest first."""
    return tuple(
        status(pace_between(first, last), target_usd, deadline_year)
        for first in starts(dataset, last.reporter, last, floor)
    )
