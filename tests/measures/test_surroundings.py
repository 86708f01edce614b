"""Events, sources, places, markets and the age of the record."""

from dataclasses import replace
from datetime import date
from types import MappingProxyType

import pandas as pd
import pytest

from bordertrade.calendars import parse
from bordertrade.dataset import Dataset
from bordertrade.measures.events import events, events_between, latest_events
from bordertrade.measures.geography import WINDOW, places
from bordertrade.measures.markets import markets
from bordertrade.measures.observation import source_ids
from bordertrade.measures.sources import sources
from bordertrade.topics.coverage.measure.freshness import (
    GOODS,
    MARKET,
    MODEL,
    OBSERVED_TABLES,
    TOTALS,
    Freshness,
    freshness,
    is_stale,
    newest_observation,
    outdated,
)
from tests.tables import FORMAL, INFORMAL, added


def test_events_stand_in_order_of_time(dataset: Dataset) -> None:
    found = events(dataset)
    assert len(found) == len(dataset["events"])
    assert [event.start for event in found] == sorted(event.start for event in found)
    newest = latest_events(dataset, 3)
    assert [event.id for event in newest] == [event.id for event in reversed(found)][:3]


@pytest.mark.parametrize(
    ("id_", "start"),
    [
        ("2004-pta-signed", date(2004, 3, 1)),
        ("2026-gulf-blockade", date(2026, 4, 13)),
        ("2021-border-market-mou", date(2021, 4, 21)),
    ],
)
def test_an_event_starts_on_the_first_day_its_date_can_mean(
    dataset: Dataset, id_: str, start: date
) -> None:
    assert next(event for event in events(dataset) if event.id == id_).start == start


def test_events_of_a_market_and_of_the_whole_border(dataset: Dataset) -> None:
    found = {e.id for e in events_between(dataset, date(2021, 1, 1), date(2023, 12, 31), ["mand"])}
    assert found >= {
        "2021-mand-crossing-opened",
        "2021-border-market-mou",
        "2022-barter-allowed",
        "2023-mand-market-inaugurated",
    }
    assert not found & {"2021-gabd-tir", "2020-gabd-crossing-opened", "2024-raisi-islamabad"}
    ends = date(2021, 4, 21)
    assert {e.start for e in events_between(dataset, ends, ends, ["mand"])} == {ends}


def test_all_sources_of_a_row(dataset: Dataset) -> None:
    assert source_ids("A", "B~C") == ("A", "B", "C")
    assert source_ids("A", "") == ("A",)
    assert source_ids("", "") == ()
    event = next(e for e in events(dataset) if e.id == "2021-border-market-mou")
    assert event.sources == ("ARY_MOU2021", "GEO346555", "NEWS824573")


def test_sources_in_the_order_asked_for_each_once(dataset: Dataset) -> None:
    found = sources(dataset, ["TGJU", "NOBODY", "BONBAST", "TGJU"])
    assert [source.id for source in found] == ["TGJU", "BONBAST"]
    assert all(source.title and source.publisher for source in found)


def test_places_of_the_map(dataset: Dataset) -> None:
    found = places(dataset)
    west, south, east, north = WINDOW
    assert all(west <= p.lon <= east and south <= p.lat <= north for p in found)
    assert {place.country for place in found} == {"PK", "IR"}
    assert {place.market for place in found} == {"", "gabd", "mand", "chadgi"}
    by_market = {place.market: place for place in found if place.market}
    assert by_market["gabd"].lat < by_market["mand"].lat < by_market["chadgi"].lat


def test_the_three_markets(dataset: Dataset) -> None:
    found = {market.id: market for market in markets(dataset)}
    assert list(found) == ["gabd", "mand", "chadgi"]
    assert [market.pk_district for market in found.values()] == ["Gwadar", "Kech", "Panjgur"]
    assert found["mand"].opened == "2023-05-18"
    assert found["gabd"].opened == ""
    assert found["gabd"].sources[0] == "GEO346555"


def test_candidates_are_no_markets_yet(dataset: Dataset) -> None:
    rows = dataset["markets"].copy()
    rows.loc[rows["id"] == "chadgi", "stage"] = "candidate"
    fewer = replace(dataset, tables=MappingProxyType({**dataset.tables, "markets": rows}))
    assert [market.id for market in markets(fewer)] == ["gabd", "mand"]


def ends(dataset: Dataset, table: str, **cells: str) -> list[date]:
    """The last days of a table's observed rows with these cells.

    Of totals the preferred alone: Isfahan's exports to December 2025 are one province's.
    """
    rows = dataset[table]
    for name, cell in cells.items():
        rows = rows[rows[name] == cell]
    value = OBSERVED_TABLES[table]
    return [
        parse(row["period"]).end
        for row in rows.to_dict("records")
        if row[value] == row[value] and row["obs_status"] != "F" and row["evidence"] != "model"
        if row.get("preferred", True)
    ]


def test_how_old_the_record_is(dataset: Dataset) -> None:
    """Each entry against a twin that looks at every row."""
    found = {(each.kind, each.what): each for each in freshness(dataset)}
    for book in ("PK", "IR"):
        expected = max(ends(dataset, "bilateral_trade", reporter=book))
        assert found[TOTALS, book].period.end == expected
        assert found[GOODS, book].period.end == max(ends(dataset, "commodity_trade", reporter=book))
    for market in ("gabd", "mand"):
        expected = max(
            ends(dataset, "formal_trade", market=market)
            + ends(dataset, "informal_trade", market=market)
            + ends(dataset, "crossing_activity", crossing=market)
        )
        assert found[MARKET, market].period.end == expected
    assert found[MODEL, ""].period.text == "2025-06"
    assert found[TOTALS, "PK"].sources


def test_age_is_counted_in_whole_months(dataset: Dataset) -> None:
    model = freshness(dataset)[-1]
    assert model.kind == MODEL
    assert [model.age_months(date(2026, 6, day)) for day in (29, 30)] == [11, 12]


def test_a_count_at_a_crossing_is_its_markets_newest(dataset: Dataset) -> None:
    """A count at the gate is an observation, whatever table it stands in."""
    row = {
        "period": "2026-05",
        "crossing": "gabd",
        "place": "Gabd",
        "direction": "IR_TO_PK",
        "indicator": "trucks",
        "value": "900",
        "unit": "trucks",
        "obs_status": "A",
        "evidence": "count",
        "source": "NEWS1071531",
    }
    more = added(dataset, "crossing_activity", row)
    found = {(each.kind, each.what): each for each in freshness(more)}
    assert found[MARKET, "gabd"].table == "crossing_activity"
    assert found[MARKET, "gabd"].period.text == "2026-05"
    assert newest_observation(more) == found[MARKET, "gabd"]


def test_a_market_without_a_figure_and_a_record_without_a_model_have_no_age(
    dataset: Dataset,
) -> None:
    empty = {**dataset.tables, "modelled_trade": dataset["modelled_trade"].iloc[:0]}
    empty["crossing_activity"] = dataset["crossing_activity"].iloc[:0]
    found = freshness(replace(dataset, tables=MappingProxyType(empty)))
    assert (MARKET, "chadgi") not in {(each.kind, each.what) for each in found}
    assert MODEL not in {each.kind for each in found}


def test_the_newest_observation_is_the_last_row_with_a_value(dataset: Dataset) -> None:
    newest = newest_observation(dataset)
    assert newest is not None
    known = [
        day for table in OBSERVED_TABLES if table in dataset.tables for day in ends(dataset, table)
    ]
    assert newest.period.end == max(known)


#: Observed too, but of no trade and no activity: what somebody thinks crosses unseen, and prices.
NO_TRADE = {"informal_estimates", "prices"}


def test_every_table_of_trade_or_activity_is_looked_at(dataset: Dataset) -> None:
    """A table that the contract gains is either looked at or named here as none of them."""
    observed = {
        name
        for name, table in dataset.contract.tables.items()
        if {"obs_status", "evidence"} <= set(table.column_names)
    }
    assert observed == set(OBSERVED_TABLES) | NO_TRADE


@pytest.mark.parametrize("table", OBSERVED_TABLES)
def test_a_new_row_of_any_such_table_is_the_newest_observation(
    table: str, dataset: Dataset
) -> None:
    """And the banner, which asks whether that is old, goes with it."""
    today = date(2030, 12, 1)
    assert is_stale(newest_of(dataset), today)
    rows = added(dataset, "informal_trade", INFORMAL)[table]  # the record has none of its own
    seen = rows[rows[OBSERVED_TABLES[table]].notna() & (rows["evidence"] != "model")]
    if "preferred" in seen:
        seen = seen[seen["preferred"].fillna(False).astype(bool)]
    cells = seen.iloc[0].to_dict() | {"period": "2030-10", "obs_status": "A"}
    row = pd.DataFrame([cells], columns=rows.columns).astype(rows.dtypes.to_dict())
    tables = {**dataset.tables, table: pd.concat([rows, row])}
    newest = newest_of(replace(dataset, tables=MappingProxyType(tables)))
    assert (newest.table, newest.period.text) == (table, "2030-10")
    assert not is_stale(newest, today)


def newest_of(dataset: Dataset) -> Freshness:
    newest = newest_observation(dataset)
    assert newest is not None
    return newest


def test_one_markets_new_month_leaves_the_books_outdated(dataset: Dataset) -> None:
    """The banner must not go because one row came: it names who is still old."""
    row = dict(FORMAL, period="2026-10", market="gabd")
    more = added(dataset, "formal_trade", row)
    today = date(2026, 11, 24)
    names = {each.what for each in outdated(more, today)}
    assert {"PK", "IR"} <= names
    assert "gabd" not in names


@pytest.mark.parametrize(
    ("changes", "end"),
    [
        ({"period": "2026-02"}, date(2026, 2, 28)),
        ({"period": "SH1404"}, date(2026, 3, 20)),
        ({"period": "2026-02", "obs_status": "F"}, None),
        ({"period": "2026-02", "obs_status": "L", "value": float("nan")}, None),
    ],
    ids=["month", "year", "forecast", "no value"],
)
def test_only_what_somebody_saw_is_an_observation(
    changes: dict[str, object], end: date | None, dataset: Dataset
) -> None:
    table = dataset["formal_trade"]
    row: dict[str, object] = {str(name): cell for name, cell in table.iloc[0].items()} | changes
    rows = pd.DataFrame([row], columns=table.columns).astype(table.dtypes.to_dict())
    alone = {**_unobserved(dataset), "formal_trade": rows}
    newest = newest_observation(replace(dataset, tables=MappingProxyType(alone)))
    assert (newest.period.end if newest else None) == end


def _unobserved(dataset: Dataset) -> dict[str, pd.DataFrame]:
    """The tables of a record that holds the model alone."""
    names = [name for name in OBSERVED_TABLES if name in dataset.tables]
    return {**dataset.tables, **{name: dataset[name].iloc[:0] for name in names}}


def test_without_an_observation_nothing_is_newest(dataset: Dataset) -> None:
    alone = replace(dataset, tables=MappingProxyType(_unobserved(dataset)))
    assert newest_observation(alone) is None
    assert outdated(alone, date(2030, 1, 1)) == ()


@pytest.mark.parametrize(
    ("period", "today", "stale"),
    [
        ("2025-07", date(2026, 7, 31), False),
        ("2025-07", date(2026, 8, 1), True),
        ("2025-02", date(2026, 2, 28), False),
        ("2025-02", date(2026, 3, 1), True),
        ("2025-07", date(2025, 7, 31), False),
        ("2026-07", date(2026, 7, 1), False),
    ],
)
def test_stale_is_more_than_twelve_months_old(period: str, today: date, stale: bool) -> None:
    assert is_stale(Freshness(TOTALS, "PK", "bilateral_trade", parse(period), ()), today) is stale
