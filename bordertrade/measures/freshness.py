"""How old the record is: the newest figure of each book, and of the model."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from bordertrade import calendars
from bordertrade.calendars import Period, months_between
from bordertrade.dataset import Dataset
from bordertrade.measures.observation import observations, source_ids
from bordertrade.vocabulary import ObsStatus


@dataclass(frozen=True, slots=True)
class Freshness:
    """The newest period that something speaks of. ``what`` is a book, or ``model``."""

    what: str
    period: Period
    sources: tuple[str, ...]

    def age_months(self, today: date) -> int:
        return months_between(self.period.end, today)


MODEL = "model"

#: The tables whose rows are observations of trade.
OBSERVED_TABLES = ("bilateral_trade", "formal_trade", "informal_trade")
_VALUES = {"bilateral_trade": "value_usd"}

#: An observation older than this asks for a word on every page.
STALE_MONTHS = 12


@lru_cache(maxsize=16)
def newest_observation(dataset: Dataset) -> Freshness | None:
    """The trade row with a value whose period ends last; None where there is none.

    Neither modelled nor forecast: both can be newer than anything that somebody saw. ``what`` is
    the name of its table. Of rows that end on one day the first stands.
    """
    found = [each for name in OBSERVED_TABLES if (each := _newest_row(dataset, name))]
    return max(found, key=lambda each: each.period.end, default=None)


def _newest_row(dataset: Dataset, name: str) -> Freshness | None:
    table = dataset[name]
    valued = table[table[_VALUES.get(name, "value")].notna()]
    rows = valued[valued["obs_status"] != ObsStatus.FORECAST]
    if rows.empty:
        return None
    text = max(rows["period"].unique(), key=lambda each: calendars.parse(each).end)
    row = rows[rows["period"] == text].iloc[0]
    return Freshness(name, calendars.parse(text), source_ids(row["source"], row["more_sources"]))


def is_stale(newest: Freshness, today: date) -> bool:
    """Whether it ended more than ``STALE_MONTHS`` months before today, to the day."""
    return months_between(newest.period.end, today - timedelta(days=1)) >= STALE_MONTHS


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
