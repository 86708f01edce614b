"""Transit: goods that only pass through. Kept apart from trade, and never part of a level.

Goods on their way through Pakistan or Iran are neither state's export or import, so no book of
two-way trade holds them and no target counts them.
"""

from __future__ import annotations

from dataclasses import dataclass

from bordertrade import calendars
from bordertrade.calendars import Period
from bordertrade.dataset import Dataset
from bordertrade.dataset.rows import rows_of
from bordertrade.measures.events import Event, events
from bordertrade.measures.observation import source_ids

#: The rule that opened transit through Pakistan to Iran.
ORDER = "2026-transit-order"
_INDICATOR = "transit"


@dataclass(frozen=True, slots=True)
class TransitFigure:
    """A published quantity of transit, in its own unit; ``place`` as the source names it."""

    period: Period
    place: str
    value: float
    unit: str
    obs_status: str
    evidence: str
    sources: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Transit:
    """The rule, if the record holds it, and every published figure, oldest first."""

    order: Event | None
    figures: tuple[TransitFigure, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        own = self.order.sources if self.order else ()
        return tuple(
            dict.fromkeys([*own, *(source for each in self.figures for source in each.sources)])
        )


def transit(dataset: Dataset) -> Transit:
    """What the record says of transit: ``events`` and ``crossing_activity``."""
    rows = dataset["crossing_activity"]
    found = [
        TransitFigure(
            period=calendars.parse(row.period),
            place=row.place,
            value=float(row.value),
            unit=row.unit,
            obs_status=row.obs_status,
            evidence=row.evidence,
            sources=source_ids(row.source, row.more_sources),
            note=row.note,
        )
        for row in rows_of(rows[rows["indicator"].eq(_INDICATOR) & rows["value"].notna()])
    ]
    return Transit(
        order=next((each for each in events(dataset) if each.id == ORDER), None),
        figures=tuple(sorted(found, key=lambda each: each.period)),
    )
