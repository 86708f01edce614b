"""The model against the published figures, against its own inputs and against itself."""

import csv
import math
import shutil
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from types import MappingProxyType

import pandas as pd
import pytest

from bordertrade import calendars
from bordertrade.baseline import judged_anchors, modelled_rows, write_baseline
from bordertrade.baseline.assumptions import assumptions_of
from bordertrade.baseline.formal import import_ratio, iranian_purchases_usd
from bordertrade.baseline.imports import monthly_imports_usd
from bordertrade.baseline.row import Row
from bordertrade.dataset import Dataset, load
from bordertrade.envelope import Envelope, total
from bordertrade.vocabulary import THREE, Channel, Direction

MARKETS = ("gabd", "mand", "chadgi")
Key = tuple[str, str, str, str]


@pytest.fixture(scope="module")
def rows(dataset: Dataset) -> tuple[Row, ...]:
    return modelled_rows(dataset)


@pytest.fixture(scope="module")
def shipped(data_folder: Path) -> list[dict[str, str]]:
    with (data_folder / "modelled_trade.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def key(row: Row) -> Key:
    return row.month.text, row.market, str(row.channel), str(row.direction)


def with_tables(dataset: Dataset, **tables: pd.DataFrame) -> Dataset:
    return replace(dataset, tables=MappingProxyType({**dataset.tables, **tables}))


def year(text: str) -> Iterator[str]:
    return (month.text for month in calendars.months_of(calendars.parse(text)))


# --- Pakistan's imports by month ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("period", "million"),
    [
        ("FY2021-22", 773.8),
        ("FY2022-23", 880.0),
        ("FY2023-24", 1037.3),
        ("FY2024-25", 1222.0),
        ("2022", 834.0),
        ("2021-01/2021-06", 513.6 / 2),
        ("2022-07/2023-03", 669.1),
        ("2022-12", 78.6),
        ("2023-03", 76.4),
        ("2023-Q1", 247.3),  # printed as 247
        ("2023-07/2023-09", 223.1),
        ("2023-07/2023-11", 398.0),
        ("2023-07/2024-01", 591.4),
        ("2024-Q1", 286.0),
        ("2024-07/2024-09", 308.5),
        ("2024-07/2024-11", 533.0),
        ("2024-11", 129.7),
        ("2025-06", 66.0),
    ],
)
def test_months_of_imports_sum_to_what_was_published(
    dataset: Dataset, period: str, million: float
) -> None:
    months = monthly_imports_usd(dataset["import_blocks"])
    assert sum(months[text].central for text in year(period)) == pytest.approx(million * 1e6)


def test_every_month_of_the_model_has_imports(dataset: Dataset) -> None:
    months = list(monthly_imports_usd(dataset["import_blocks"]))
    assert months == list(year("2021-01/2025-06"))


def test_what_is_left_of_a_block_is_spread_by_days(dataset: Dataset) -> None:
    months = monthly_imports_usd(dataset["import_blocks"])
    assert months["2021-08"].central / months["2021-09"].central == pytest.approx(31 / 30)
    assert months["2023-01"] == Envelope.exact(83.2e6)


def test_a_month_on_which_releases_disagree_has_a_range(
    dataset: Dataset, rows: tuple[Row, ...]
) -> None:
    months = monthly_imports_usd(dataset["import_blocks"])
    assert months["2023-04"] == Envelope(30.9e6, 56.3e6, 58e6)
    assert months["2023-04"].low + months["2023-06"].high == pytest.approx(120.9e6)
    assert months["2023-04"].high + months["2023-06"].low == pytest.approx(120.9e6)
    modelled = {
        row.month.text: row.value_usd
        for row in rows
        if (row.market, row.channel, row.direction) == (THREE, Channel.FORMAL, Direction.IR_TO_PK)
    }
    assert modelled["2023-04"].low == pytest.approx(0.15 * 30.9e6)
    assert modelled["2023-04"].high == pytest.approx(1.38 * 58e6)


# --- the ranges -----------------------------------------------------------------------------------


def test_ranges_are_in_order(shipped: list[dict[str, str]]) -> None:
    for row in shipped:
        low, central, high = (int(row[f"value_{end}usd"]) for end in ("low_", "", "high_"))
        assert 0 <= low <= central <= high


def test_centres_of_the_markets_sum_to_the_three(rows: tuple[Row, ...]) -> None:
    parts: defaultdict[tuple[str, str, str], float] = defaultdict(float)
    whole = {}
    for row in rows:
        month, market, channel, direction = key(row)
        if market == "three":
            whole[month, channel, direction] = row.value_usd.central
        else:
            parts[month, channel, direction] += row.value_usd.central
    assert parts.keys() == whole.keys()
    for cell, value in whole.items():
        assert parts[cell] == pytest.approx(value, rel=1e-12)


def test_the_central_ratio_is_the_geometric_mean(dataset: Dataset) -> None:
    assumed = assumptions_of(dataset["assumptions"])
    before, _ = import_ratio("2023-06", assumed)
    after, _ = import_ratio("2023-07", assumed)
    assert (before.low, before.high, after.high) == (0.15, 1.38, 1.2)
    assert math.isclose(before.central**2, 0.15 * 1.38)
    assert (f"{before.central:.2f}", f"{after.central:.2f}") == ("0.45", "0.42")


def test_formal_imports_are_imports_times_ratio_times_share(rows: tuple[Row, ...]) -> None:
    found = {key(row): row.value_usd for row in rows}
    gabd = found["2024-11", "gabd", "formal", "IR_TO_PK"]
    assert gabd.low == pytest.approx(129.7e6 * 0.15 * 0.39)
    assert gabd.central == pytest.approx(129.7e6 * math.sqrt(0.15 * 1.2) * 0.52)
    assert gabd.high == pytest.approx(129.7e6 * 1.2 * 0.66)
    three = found["2024-11", "three", "formal", "IR_TO_PK"]
    assert three.high == pytest.approx(129.7e6 * 1.2)


def test_the_low_end_is_zero_before_a_crossing_opened(rows: tuple[Row, ...]) -> None:
    opened = date(2021, 4, 21)
    for row in rows:
        if row.channel is Channel.FORMAL and row.market == "mand":
            early = row.month.start < opened
            nothing = early or row.direction is Direction.PK_TO_IR
            assert (row.value_usd.low == 0) == nothing
        if row.channel is Channel.FORMAL and row.market == "chadgi":
            assert row.value_usd.low == 0


@pytest.mark.parametrize(
    ("opened", "last"),
    [("2024-03-15", "2024-03"), ("2024-03-31", "2024-03"), ("2024-03-01", "2024-02")],
)
def test_a_crossing_that_opens_later_takes_the_low_end_along(
    dataset: Dataset, opened: str, last: str
) -> None:
    markets = dataset["markets"].copy()
    markets.loc[markets["id"] == "gabd", "crossing_opened"] = opened
    for row in modelled_rows(with_tables(dataset, markets=markets)):
        if (row.market, row.channel, row.direction) == ("gabd", "formal", "IR_TO_PK"):
            assert (row.value_usd.low == 0) == (row.month.text <= last)
            assert row.value_usd.central > 0


# --- Pakistan to Iran -----------------------------------------------------------------------------

#: Iran's book: each day of these spans has a published period, and no other day has.
IRANIAN = [
    (date(2021, 3, 21), date(2022, 3, 20), 312e6),
    (date(2022, 3, 21), date(2023, 3, 20), 841.8e6),
    (date(2023, 3, 21), date(2023, 10, 22), 352.64e6),
    (date(2024, 3, 20), date(2025, 3, 20), 706e6),
    (date(2025, 3, 21), date(2025, 6, 21), 281e6),
]


def slow_purchases() -> dict[str, float]:
    """US$ of each whole month, added up day by day."""
    per_day: dict[date, float] = {}
    for first, last, usd in IRANIAN:
        length = (last - first).days + 1
        per_day |= {first + timedelta(n): usd / length for n in range(length)}
    found = {}
    for text in year("2021-01/2025-06"):
        month = calendars.parse(text)
        days = [month.start + timedelta(n) for n in range(month.days)]
        if all(day in per_day for day in days):
            found[text] = sum(per_day[day] for day in days)
    return found


def test_exports_only_in_months_that_published_periods_cover(
    dataset: Dataset, rows: tuple[Row, ...]
) -> None:
    expected = slow_purchases()
    assert list(expected) == [*year("2021-04/2023-09"), *year("2024-04/2025-05")]
    found = {month.text: usd for month, usd in iranian_purchases_usd(dataset)}
    assert found == pytest.approx(expected)
    modelled = {row.month.text: row for row in rows if key(row)[1::2] == ("three", "PK_TO_IR")}
    assert modelled.keys() == expected.keys()
    for month, usd in expected.items():
        value = modelled[month].value_usd
        assert value.low == 0
        assert value.central == pytest.approx(usd * 0.06)
        assert value.high == pytest.approx(usd * 0.17)


# --- fuel -----------------------------------------------------------------------------------------


def fuel(rows: tuple[Row, ...], market: str, period: str) -> Envelope:
    span = calendars.parse(period)
    return total(
        row.value_usd
        for row in rows
        if (row.market, row.channel) == (market, "informal") and span.contains(row.month)
    )


def test_fuel_of_the_three_in_fiscal_2024(rows: tuple[Row, ...]) -> None:
    value = fuel(rows, "three", "FY2023-24")
    assert [f"{usd / 1e9:.2f}" for usd in (value.low, value.central, value.high)] == [
        "0.23",
        "0.82",
        "2.49",
    ]
    assert value.low == pytest.approx(1.7e9 * 0.30 * 0.45 * 366 / 365)
    assert value.central == pytest.approx(2.8e9 * 0.45 * 0.65 * 366 / 365)
    assert value.high == pytest.approx(3.65e9 * 0.85 * 0.80 * 366 / 365)


def test_the_low_end_falls_where_no_estimate_speaks(rows: tuple[Row, ...]) -> None:
    low = {text: fuel(rows, "three", text).low for text in ("2022-07", "2023-07", "2024-07")}
    assert low["2022-07"] == low["2024-07"] == pytest.approx(low["2023-07"] * 0.7)
    edges = {text: fuel(rows, "three", text) for text in year("2023-02/2024-07")}
    ratios = {text: value.high / value.low for text, value in edges.items()}
    full = [text for text, ratio in ratios.items() if ratio < 1.1 * min(ratios.values())]
    assert full == list(year("2023-03/2024-06"))


def test_disputed_days_of_june_2025(rows: tuple[Row, ...]) -> None:
    """15 to 30 June: 16 days that sources dispute, of 30."""
    may, june = fuel(rows, "mand", "2025-05"), fuel(rows, "mand", "2025-06")
    assert june.low / may.low == pytest.approx(14 / 31)
    assert june.central / may.central == pytest.approx((14 + 8) / 31)
    assert june.high / may.high == pytest.approx(30 / 31)


def _closed(dataset: Dataset, *events: dict[str, str]) -> tuple[Row, ...]:
    first = dataset["events"].iloc[:1]
    closures = [first.assign(id=f"e{n}", **event) for n, event in enumerate(events)]
    return modelled_rows(with_tables(dataset, events=pd.concat(closures)))


def open_days(rows: tuple[Row, ...], market: str, month: str) -> tuple[float, float, float]:
    """The days that the figures imply, from the price, shares and volume of the assumptions."""
    whole = {row.month.text: row.value_usd for row in rows if row.market == market}
    normal, value = whole["2023-07"], whole[month]
    return (
        round(value.low / normal.low * 31, 6),
        round(value.central / normal.central * 31, 6),
        round(value.high / normal.high * 31, 6),
    )


def test_a_closure_closes_its_days_at_its_market(dataset: Dataset) -> None:
    event = {"date": "2023-08-30", "date_end": "2023-09-04", "markets": "gabd", "effect": "closed"}
    rows = tuple(row for row in _closed(dataset, event) if row.channel is Channel.INFORMAL)
    assert open_days(rows, "gabd", "2023-08") == (29, 29, 29)
    assert open_days(rows, "gabd", "2023-09") == (26, 26, 26)
    assert open_days(rows, "mand", "2023-08") == (31, 31, 31)
    assert open_days(rows, "three", "2023-08") == (31, 31, 31)


def test_a_day_that_two_events_close_is_closed_once(dataset: Dataset) -> None:
    common = {"markets": "gabd~mand~chadgi", "effect": "closed"}
    rows = _closed(
        dataset,
        common | {"date": "2023-08", "date_end": "2023-08"},
        common | {"date": "2023-08-11", "date_end": "2023-08-20"},
        common | {"date": "2023-09-01", "date_end": "2023-09-10", "effect": "partly_closed"},
        common | {"date": "2023-09-06", "date_end": "2023-09-15"},
    )
    informal = tuple(row for row in rows if row.channel is Channel.INFORMAL)
    for market in (*MARKETS, "three"):
        assert open_days(informal, market, "2023-08") == (0, 0, 0)
        assert open_days(informal, market, "2023-09") == (15, 17.5, 20)


def test_a_closure_without_an_end_closes_nothing(dataset: Dataset) -> None:
    event = {"date": "2023-08-01", "date_end": "", "markets": "gabd", "effect": "closed"}
    rows = tuple(row for row in _closed(dataset, event) if row.channel is Channel.INFORMAL)
    assert open_days(rows, "gabd", "2023-08") == (31, 31, 31)


def test_a_closure_may_be_dated_by_its_year(dataset: Dataset) -> None:
    event = {"date": "2022", "date_end": "2022", "markets": "gabd", "effect": "closed"}
    rows = _closed(dataset, event)
    assert fuel(rows, "gabd", "2022") == Envelope.exact(0)
    assert fuel(rows, "gabd", "2023-01").central > 0


# --- assumptions ----------------------------------------------------------------------------------


def test_changing_one_assumption_moves_only_the_rows_that_name_it(
    dataset: Dataset, rows: tuple[Row, ...]
) -> None:
    before = {key(row): row.value_usd for row in rows}
    naming: defaultdict[str, set[Key]] = defaultdict(set)
    for row in rows:
        for id_ in row.assumptions:
            naming[id_].add(key(row))
    assert len(naming) >= 12
    for id_ in dataset["assumptions"]["id"]:
        assumptions = dataset["assumptions"].copy()
        assumptions.loc[assumptions["id"] == id_, ["low", "value", "high"]] *= 0.97
        changed = modelled_rows(with_tables(dataset, assumptions=assumptions))
        moved = {key(row) for row in changed if row.value_usd != before[key(row)]}
        assert moved == naming[id_], id_


def test_assumptions_without_bounds_are_exact(dataset: Dataset) -> None:
    assumed = assumptions_of(dataset["assumptions"])
    assert assumed["k_low"].is_exact
    assert assumed["fuel_share_three"] == Envelope(0.30, 0.45, 0.85)
    assert assumed.value("split_formal_gabd") == 0.52


# --- anchors --------------------------------------------------------------------------------------


def test_the_verdict_of_each_anchor_from_the_shipped_files(
    data_folder: Path, shipped: list[dict[str, str]]
) -> None:
    with (data_folder / "anchors.csv").open(encoding="utf-8", newline="") as file:
        anchors = list(csv.DictReader(file))
    assert len(anchors) == 5
    for anchor in anchors:
        months = set(year(anchor["period"]))
        mine = [
            row
            for row in shipped
            if row["period"] in months
            and all(row[name] == anchor[name] for name in ("market", "channel", "direction"))
        ]
        assert len(mine) == len(months)
        low = sum(int(row["value_low_usd"]) for row in mine)
        high = sum(int(row["value_high_usd"]) for row in mine)
        assert int(anchor["model_low_usd"]) == pytest.approx(low, abs=len(months))
        assert int(anchor["model_high_usd"]) == pytest.approx(high, abs=len(months))
        first, last = int(anchor["value_low_usd"]), int(anchor["value_high_usd"])
        apart = high < first or last < low
        within = low <= first and last <= high
        expected = "outside" if apart else "inside" if within else "partly"
        assert anchor["verdict"] == expected
        assert all(anchor["id"] in row["anchors"].split("~") for row in mine)
        others = [row for row in shipped if row not in mine]
        assert not any(anchor["id"] in row["anchors"].split("~") for row in others)


@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [
        (1, 1, "outside"),
        (1, 73_080_000, "partly"),
        (74e6, 584e6, "inside"),
        (1, 9e9, "partly"),
        (584_640_000, 9e9, "partly"),
        (6e8, 9e9, "outside"),
    ],
)
def test_an_anchor_apart_from_the_range_is_outside(
    dataset: Dataset, rows: tuple[Row, ...], low: float, high: float, verdict: str
) -> None:
    anchors = dataset["anchors"].query("id == 'gwadar_2023h2'")
    moved = anchors.assign(value_low_usd=float(low), value_high_usd=float(high))
    assert judged_anchors(moved, rows)["verdict"].tolist() == [verdict]


# --- bytes ----------------------------------------------------------------------------------------


def test_writing_twice_gives_the_shipped_bytes(tmp_path: Path, data_folder: Path) -> None:
    folder = Path(shutil.copytree(data_folder, tmp_path / "data"))
    names = ("modelled_trade.csv", "anchors.csv")
    (folder / "modelled_trade.csv").write_text(
        (data_folder / "modelled_trade.csv").read_text(encoding="utf-8").partition("\n")[0] + "\n",
        encoding="utf-8",
    )
    for _ in range(2):
        counts = write_baseline(load(folder), folder)
        for name in names:
            assert (folder / name).read_bytes() == (data_folder / name).read_bytes(), name
    assert counts == {"modelled_trade": 608, "anchors": 5}


def test_rows_stand_in_order_and_once(shipped: list[dict[str, str]]) -> None:
    places = {market: n for n, market in enumerate((*MARKETS, "three"))}
    order = [(r["period"], r["channel"], r["direction"], places[r["market"]]) for r in shipped]
    assert order == sorted(set(order))
