"""How old the record is: the newest figure of each book, each market, the rest of the border, the
model.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from bordertrade import calendars
from bordertrade.calendars import Period, months_between
from bordertrade.dataset import Dataset
from bordertrade.measures.markets import markets
from bordertrade.measures.observation import source_ids
from bordertrade.version_cache import once_for_version
from bordertrade.vocabulary import Evidence, ObsStatus, Reporter

#: Kinds of subjects, in the order in which they are told.
TOTALS, GOODS, MARKET, BORDER, MODEL = "totals", "goods", "market", "border", "model"

#: The tables whose rows are observations of trade or activity, with their column of values.
OBSERVED_TABLES = {
    "bilateral_trade": "value_usd",
    "commodity_trade": "value_usd",
    "formal_trade": "value",
    "informal_trade": "value",
    "crossing_activity": "value",
    "port_activity": "value",
}
#: The tables that name the market of a row.
_TRADE = ("formal_trade", "informal_trade")

#: An observation older than this asks for a word on every page.
STALE_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Freshness:
    """The newest period that something speaks of.

    ``kind`` is one of the constants above; ``what`` the code of the book or the id of the market,
    "" for the rest of the border and for the model. ``table`` is where the row stands.
    """

    kind: str
    what: str
    table: str
    period: Period
    sources: tuple[str, ...]

    def age_months(self, today: date) -> int:
        return months_between(self.period.end, today)


@once_for_version
def freshness(dataset: Dataset) -> tuple[Freshness, ...]:
    """One entry for each book's totals and goods, each market, all other crossings and ports
    together, and the model: those that have a row with a value.

    Neither modelled nor forecast, but for the model itself: both can be newer than anything that
    somebody saw. Of rows that end on one day the first stands.
    """
    return (*_observed(dataset), *_modelled(dataset))


def newest_observation(dataset: Dataset) -> Freshness | None:
    """The entry of ``freshness`` that ends last, the model apart; None without one."""
    found = [each for each in freshness(dataset) if each.kind != MODEL]
    return max(found, key=lambda each: each.period.end, default=None)


def outdated(dataset: Dataset, today: date) -> tuple[Freshness, ...]:
    """The books' totals and the markets whose newest figure is old (``is_stale``)."""
    return tuple(
        each
        for each in freshness(dataset)
        if each.kind in (TOTALS, MARKET) and is_stale(each, today)
    )


def is_stale(newest: Freshness, today: date) -> bool:
    """Whether it ended more than ``STALE_MONTHS`` months before today, to the day."""
    return months_between(newest.period.end, today - timedelta(days=1)) >= STALE_MONTHS


def _observed(dataset: Dataset) -> Iterator[Freshness]:
    rows = {name: _seen(dataset, name) for name in OBSERVED_TABLES if name in dataset.tables}
    for kind, table in ((TOTALS, "bilateral_trade"), (GOODS, "commodity_trade")):
        for book in Reporter:
            yield from _newest(kind, book, {table: _where(rows[table], "reporter", book)})
    activity = rows["crossing_activity"]
    activity = activity.assign(market=activity["crossing"].map(_market_of_crossing(dataset)))
    of_markets = {**{name: rows[name] for name in _TRADE}, "crossing_activity": activity}
    for market in markets(dataset):
        own = {name: _where(part, "market", market.id) for name, part in of_markets.items()}
        yield from _newest(MARKET, market.id, own)
    ports = {name: rows[name] for name in ("port_activity",) if name in rows}
    elsewhere = {"crossing_activity": activity[activity["market"].isna()], **ports}
    yield from _newest(BORDER, "", elsewhere)


def _where(rows: pd.DataFrame, column: str, code: str) -> pd.DataFrame:
    return rows[rows[column] == code]


def _seen(dataset: Dataset, name: str) -> pd.DataFrame:
    """The rows that somebody observed, with a value."""
    rows = dataset[name]
    is_seen = (
        rows[OBSERVED_TABLES[name]].notna()
        & (rows["obs_status"] != ObsStatus.FORECAST)
        & (rows["evidence"] != Evidence.MODEL)
    )
    if "preferred" in rows:  # one province, or a figure without a book, is not how far a book goes
        is_seen &= rows["preferred"].fillna(False).astype(bool)
    return rows[is_seen]


def _market_of_crossing(dataset: Dataset) -> dict[str, str]:
    """Crossing -> the market beside it: they stand at one place."""
    at = {market.place: market.id for market in markets(dataset)}
    pairs = zip(dataset["crossings"]["id"], dataset["crossings"]["place"], strict=True)
    found = {crossing: at[place] for crossing, place in pairs if place in at}
    return {**{market: market for market in at.values()}, **found}


def _newest(kind: str, what: str, tables: dict[str, pd.DataFrame]) -> Iterator[Freshness]:
    """The row whose period ends last, of all tables; nothing where they are empty."""
    found = []
    for name, rows in tables.items():
        if len(rows):
            text = max(rows["period"].unique(), key=lambda each: calendars.parse(each).end)
            row = rows[rows["period"] == text].iloc[0]
            sources = source_ids(row["source"], row["more_sources"])
            found.append(Freshness(kind, what, name, calendars.parse(text), sources))
    if found:
        yield max(found, key=lambda each: each.period.end)


def _modelled(dataset: Dataset) -> Iterator[Freshness]:
    periods = [calendars.parse(text) for text in set(dataset["modelled_trade"]["period"])]
    if periods:
        last = max(periods, key=lambda each: each.end)
        yield Freshness(MODEL, "", "modelled_trade", last, ())
