"""One published figure for the whole border, with everything that says how sure it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bordertrade import calendars
from bordertrade.calendars import Period
from bordertrade.dataset import Dataset
from bordertrade.dataset.lineage import FILE, LINE
from bordertrade.version_cache import once_for_version
from bordertrade.vocabulary import Direction, Evidence, EvidenceFloor, ObsStatus


@dataclass(frozen=True, slots=True)
class Observation:
    """A row of ``bilateral_trade``. ``value_usd`` is in whole US$; ``file`` is a checksum."""

    period: Period
    reporter: str
    series: str
    direction: Direction
    value_usd: float
    preferred: bool
    obs_status: ObsStatus
    evidence: Evidence
    sources: tuple[str, ...]
    note: str
    file: str = field(default="", compare=False)
    line: int = field(default=0, compare=False)


@once_for_version
def observations(
    dataset: Dataset, floor: EvidenceFloor = EvidenceFloor.ALL
) -> tuple[Observation, ...]:
    """The rows of ``bilateral_trade`` with a value, from an evidence floor up, in order of time.

    Rows that hold only a bound stand in no total and no line. Never a modelled one: national totals
    hold none. Remembered for each data set, because every page asks.
    """
    rows = dataset["bilateral_trade"]
    rows = rows[(rows["evidence"] != Evidence.MODEL) & rows["value_usd"].notna()]
    if floor is EvidenceFloor.COUNT:
        rows = rows[rows["evidence"] == Evidence.COUNT]
    found = [_observation(row) for row in rows.reset_index().to_dict("records")]
    return tuple(sorted(found, key=lambda each: (each.period, each.reporter, each.direction)))


def _observation(row: Mapping[Any, Any]) -> Observation:
    return Observation(
        period=calendars.parse(str(row["period"])),
        reporter=str(row["reporter"]),
        series=str(row["series"]),
        direction=Direction(str(row["direction"])),
        value_usd=float(str(row["value_usd"])),
        preferred=row["preferred"] is True,
        obs_status=ObsStatus(str(row["obs_status"])),
        evidence=Evidence(str(row["evidence"])),
        sources=source_ids(str(row["source"]), str(row["more_sources"])),
        note=str(row["note"]),
        file=str(row.get(FILE, "")),
        line=int(row.get(LINE, 0)),
    )


def source_ids(source: str, more: str) -> tuple[str, ...]:
    """The ids of a row: its one ``source``, then the "~"-joined further ones."""
    return tuple(each for each in (source, *more.split("~")) if each)
