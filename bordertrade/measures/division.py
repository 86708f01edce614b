"""A whole flow divided by goods, as one compiler published it for one period and direction.

Only full divisions are of use for shares: a listing of rice alone says nothing of what the rest
was. A division is full when its parts reach the total that the same compiler published for the
same period and direction; where no total is published, when all ten sections of SITC are listed.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from bordertrade import calendars
from bordertrade.calendars import Period
from bordertrade.dataset import Dataset
from bordertrade.dataset.rows import rows_of
from bordertrade.measures.observation import Observation, observations, source_ids
from bordertrade.version_cache import once_for_version
from bordertrade.vocabulary import Direction, Evidence, EvidenceFloor

#: The parts may miss the total by this much: the sources round the one or the other.
TOLERANCE = 0.01
#: UNCTAD's matrix lists one-digit sections of the Standard International Trade Classification.
SECTIONS = "SITC1"
_ALL_SECTIONS = frozenset("0123456789")


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of goods of a division, in US$."""

    code: str
    name: str
    value_usd: float


@dataclass(frozen=True, slots=True)
class Division:
    """One flow by goods on one book, by one compiler; parts with the largest first.

    ``total_usd`` is what the compiler published for the whole, None where nothing is;
    ``estimated`` says that the compiler itself filled in the figures, ``counted`` that all are full
    counts.
    """

    period: Period
    reporter: str
    series: str
    direction: Direction
    classification: str
    parts: tuple[Part, ...]
    total_usd: float | None
    estimated: bool
    counted: bool
    sources: tuple[str, ...]

    @property
    def listed_usd(self) -> float:
        return sum(part.value_usd for part in self.parts)

    @property
    def whole_usd(self) -> float:
        """The published total, else the sum of the parts."""
        return self.listed_usd if self.total_usd is None else self.total_usd

    @property
    def is_full(self) -> bool:
        if self.total_usd is None:
            codes = {part.code for part in self.parts}
            return self.classification == SECTIONS and codes >= _ALL_SECTIONS
        return abs(self.listed_usd - self.total_usd) <= TOLERANCE * self.total_usd

    def meets(self, floor: EvidenceFloor) -> bool:
        """Whether the division stands at or above an evidence floor."""
        if floor is EvidenceFloor.COUNT:
            return self.counted
        return floor is EvidenceFloor.ALL or not self.estimated

    @property
    def covered(self) -> float | None:
        """How much of the published total the parts reach, 0..1; None without a total."""
        return self.listed_usd / self.total_usd if self.total_usd else None


def total_of(dataset: Dataset, division: Division) -> Observation | None:
    """The published figure that ``total_usd`` is, if there is one."""
    return _totals(dataset).get(_flow(division))


def rows_of_division(dataset: Dataset, division: Division) -> pd.DataFrame:
    """The rows of ``commodity_trade`` that a division is made of, with the ``key`` of their part."""
    rows = dataset["commodity_trade"]
    same = rows["value_usd"].notna() & (rows["classification"] == division.classification)
    for name in ("reporter", "series", "direction"):
        same &= rows[name] == str(getattr(division, name))
    rows = rows[same]
    periods = {text for text in rows["period"] if calendars.parse(text) == division.period}
    return _keyed(rows[rows["period"].isin(periods)])


def _keyed(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(key=rows["code"].where(rows["code"] != "", rows["commodity"]))


def _flow(division: Division) -> tuple[str, ...]:
    return division.period.text, division.reporter, division.series, str(division.direction)


_FLOW = ["period", "reporter", "series", "direction", "classification"]


@once_for_version
def divisions(dataset: Dataset) -> tuple[Division, ...]:
    """Every listing of ``commodity_trade`` with values, full or not, in order of time.

    Two-way totals are never split, so they are left out.
    """
    rows = dataset["commodity_trade"]
    rows = rows[rows["value_usd"].notna() & (rows["direction"] != Direction.TWO_WAY)]
    totals = _totals(dataset)
    found = [_division(key, part, totals) for key, part in rows.groupby(_FLOW, sort=False)]
    return tuple(sorted(found, key=lambda each: (each.period, each.direction, each.reporter)))


def _totals(dataset: Dataset) -> dict[tuple[str, ...], Observation]:
    """(period, reporter, series, direction) -> the published total, the preferred one first."""
    found: dict[tuple[str, ...], Observation] = {}
    for each in sorted(observations(dataset), key=lambda each: not each.preferred):
        key = (each.period.text, each.reporter, each.series, str(each.direction))
        found.setdefault(key, each)
    return found


def _division(
    key: object, rows: pd.DataFrame, totals: dict[tuple[str, ...], Observation]
) -> Division:
    period, reporter, series, direction, classification = (str(each) for each in key)  # type: ignore[attr-defined]
    span = calendars.parse(period)
    total = totals.get((span.text, reporter, series, direction))
    return Division(
        period=span,
        reporter=reporter,
        series=series,
        direction=Direction(direction),
        classification=classification,
        parts=_parts(rows),
        total_usd=total.value_usd if total else None,
        estimated=bool((rows["evidence"] == Evidence.MODEL).any()),
        counted=bool((rows["evidence"] == Evidence.COUNT).all()),
        sources=tuple(
            dict.fromkeys(
                id_ for row in rows_of(rows) for id_ in source_ids(row.source, row.more_sources)
            )
        ),
    )


def _parts(rows: pd.DataFrame) -> tuple[Part, ...]:
    """Rows of one code are one part: a compiler may give two lines for it."""
    found = [
        Part(str(code), str(own["commodity"].iloc[0]), float(own["value_usd"].sum()))
        for code, own in _keyed(rows).groupby("key", sort=True)
    ]
    return tuple(sorted(found, key=lambda part: -part.value_usd))
