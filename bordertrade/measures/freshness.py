"""How old the record is: the newest figure of each book, and of the model."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bordertrade import calendars
from bordertrade.calendars import Period, months_between
from bordertrade.dataset import Dataset
from bordertrade.measures.observation import observations


@dataclass(frozen=True, slots=True)
class Freshness:
    """The newest period that something speaks of. ``what`` is a book, or ``model``."""

    what: str
    period: Period
    sources: tuple[str, ...]

    def age_months(self, today: date) -> int:
        return months_between(self.period.end, today)


MODEL = "model"


def freshness(dataset: Dataset) -> tuple[Freshness, ...]:
    """One entry for each book and, if there is one, for the model. Newest period by its end."""
    newest: dict[str, Freshness] = {}
    for each in observations(dataset):
        if each.reporter:
            held = newest.get(each.reporter)
            if held is None or each.period.end >= held.period.end:
                newest[each.reporter] = Freshness(each.reporter, each.period, each.sources)
    entries = [newest[code] for code in sorted(newest, reverse=True)]
    modelled = dataset["modelled_trade"]["period"]
    if len(modelled):
        last = max((calendars.parse(text) for text in set(modelled)), key=lambda p: p.end)
        entries.append(Freshness(MODEL, last, ()))
    return tuple(entries)
