"""Every displayed total opens to rows that add up to it and stand in the file at their line."""

from __future__ import annotations

import csv
import itertools
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from bordertrade.calendars import Calendar
from bordertrade.dataset import Dataset
from bordertrade.dataset.rows import rows_of
from bordertrade.measures.book_level import levels
from bordertrade.measures.estimates import Measured, estimates, values_of_goods
from bordertrade.measures.fuel import fuel_estimate
from bordertrade.measures.market_totals import market_totals
from bordertrade.measures.rows_behind.behind import FACTOR, PART, VALUES, RowsBehind, joined
from bordertrade.measures.rows_behind.books import behind_levels, behind_observations
from bordertrade.measures.rows_behind.estimates import behind_estimates, behind_fuel
from bordertrade.measures.selection import Selection
from bordertrade.money import MoneyBasis
from bordertrade.topics.books.measure.import_years import import_years
from bordertrade.topics.books.measure.years import mirror_years
from bordertrade.topics.books.rows import behind_import_years
from bordertrade.topics.concentration.measure import concentration
from bordertrade.topics.concentration.rows import behind_concentration
from bordertrade.topics.formalisation.measure.revenue import revenue
from bordertrade.topics.formalisation.measure.shares import formalisation
from bordertrade.topics.formalisation.rows import behind_shares, behind_stakes
from bordertrade.topics.goods.measure import goods
from bordertrade.topics.goods.rows import behind_goods
from bordertrade.topics.growth.measure import growth_by_direction, growth_by_goods
from bordertrade.topics.growth.rows import behind_growth
from bordertrade.topics.markets.measure.series import market_series
from bordertrade.topics.markets.rows import behind_series, behind_totals
from bordertrade.topics.open_days.measure import per_open_day
from bordertrade.topics.open_days.rows import behind_open_days
from bordertrade.topics.unit_values.measure import chosen_unit_values
from bordertrade.topics.unit_values.rows import behind_unit_values
from bordertrade.vocabulary import Channel, Direction, EvidenceFloor, Reporter
from tests.tables import FORMAL, INFORMAL, added

MARKETS = ("gabd", "mand", "chadgi")


@pytest.fixture(scope="module")
def record(dataset: Dataset) -> Dataset:
    """The shipped record with what is hard: goods, rupees, tomans, overlaps, closures, no rate."""
    made = added(
        dataset,
        "formal_trade",
        FORMAL,
        FORMAL | {"commodity": "Rice", "value": "50"},
        FORMAL | {"commodity": "Dates", "value": "70"},
        FORMAL | {"period": "2023-08", "currency": "PKR", "value": "1000", "hs_code": "0804"},
        FORMAL | {"period": "2023-08", "currency": "PKR", "value": "9", "hs_code": "1006"},
        FORMAL
        | {"period": "2024-08", "currency": "IRR", "rate_basis": "official", "value": "1000"},
        FORMAL | {"period": "2024-09", "currency": "IRT", "value": "8000", "commodity": "Rice"},
        FORMAL | {"period": "2024-09", "currency": "IRT", "value": "7000", "hs_code": "1006"},
        FORMAL | {"period": "2025-Q1", "value": "999"},
        FORMAL | {"period": "2025-02", "value": "333"},
        FORMAL | {"period": "2023-02", "value": "", "obs_status": "S"},
        FORMAL | {"period": "SH1402-11", "market": "mand", "reporter": "IR", "value": "11"},
        FORMAL | {"period": "SH1402-12", "market": "mand", "reporter": "IR", "value": "12"},
        FORMAL | {"period": "2024-07/2025-06", "market": "chadgi", "direction": "PK_TO_IR"},
        FORMAL | {"period": "2024-10", "evidence": "press", "value": "77"},
    )
    return added(
        made,
        "informal_trade",
        INFORMAL | {"value_low": "50", "value_high": "300"},
        INFORMAL | {"period": "2024-08", "currency": "IRR", "value": "1000000"},
        INFORMAL | {"period": "2024-08", "currency": "IRR", "value": "5", "commodity": "Fuel"},
    )


def check(behind: RowsBehind) -> None:
    """The parts of each total add up to it, and the rows of one are those among all."""
    rows = behind.rows
    assert len(behind.totals)
    assert (rows["line"] > 1).all()
    assert (rows["file"].str.len() == 64).all()
    sums = rows[rows["role"] == PART].groupby("total")[VALUES].sum(min_count=1)
    assert sums.index.tolist() == list(range(len(behind.totals)))
    assert np.allclose(sums, behind.totals[VALUES], rtol=1e-12, equal_nan=True)
    for number in {0, len(behind.totals) // 2, len(behind.totals) - 1}:
        own = behind.of(number)
        alike = rows[rows["total"] == number]
        assert sorted(zip(own["file"], own["line"], strict=True)) == sorted(
            zip(alike["file"], alike["line"], strict=True)
        )


SWEEP = list(itertools.product(Calendar, MoneyBasis, EvidenceFloor))


@pytest.mark.parametrize(("calendar", "money", "floor"), SWEEP)
def test_market_totals_are_their_rows(
    record: Dataset, calendar: Calendar, money: MoneyBasis, floor: EvidenceFloor
) -> None:
    selection = Selection(MARKETS, calendar=calendar, money=money, floor=floor)
    for channel in Channel:
        result = market_series(record, selection, channel)
        if len(result.frame):
            check(behind_series(record, selection, result))
    totals = market_totals(record, selection)
    if totals is not None:
        check(behind_totals(record, selection, totals))
    found = goods(record, selection)
    if len(found.frame):
        check(behind_goods(record, selection, found))


@pytest.mark.parametrize(
    "selection",
    [
        Selection(("gabd",), goods=("1006",)),
        Selection(("gabd",), goods=("rice", "dates")),
        Selection(MARKETS, reporters=(Reporter.IR,)),
        Selection(MARKETS, directions=(Direction.PK_TO_IR,)),
        Selection(
            MARKETS, start=pd.Timestamp("2024-07-01").date(), end=pd.Timestamp("2024-12-31").date()
        ),
    ],
)
def test_filters_leave_the_same_rows_out(record: Dataset, selection: Selection) -> None:
    result = market_series(record, selection, Channel.FORMAL)
    check(behind_series(record, selection, result))
    found = goods(record, selection)
    if len(found.frame):
        check(behind_goods(record, selection, found))
    totals = market_totals(record, selection)
    if totals:
        check(behind_totals(record, selection, totals))


def test_hidden_modelled_rows_stand_behind_nothing(record: Dataset) -> None:
    selection = Selection(("gabd",), directions=(Direction.IR_TO_PK,))
    behind = behind_series(record, selection, market_series(record, selection, Channel.FORMAL))
    july = behind.rows[behind.rows["period"] == "2024-07"]
    assert set(july["table"]) == {"formal_trade"}
    assert sorted(july["written"]) == [50, 70], "goods that are more than the row for all of them"
    june = behind.rows[behind.rows["period"] == "2023-06"]
    assert june["table"].tolist() == ["modelled_trade"]


def test_rows_in_another_money_name_the_rate_they_went_through(record: Dataset) -> None:
    selection = Selection(("gabd",), directions=(Direction.IR_TO_PK,))
    behind = behind_series(record, selection, market_series(record, selection, Channel.FORMAL))
    (total,) = behind.rows.loc[behind.rows["unit"] == "PKR", "total"].unique()
    rows = behind.of(int(total))
    parts, factors = (rows[rows["role"] == role] for role in (PART, FACTOR))
    assert sorted(parts["written"]) == [9, 1000]
    assert set(factors["table"]) == {"exchange_rates"}
    rate = factors["written"].mean()
    assert parts["value"].sum() == pytest.approx(parts["written"].sum() / rate, rel=0.1)


def stands_there(data_folder: Path, dataset: Dataset, rows: pd.DataFrame) -> None:
    """Each shipped row holds, at its line, the number that is said to be written there."""
    checked = 0
    for table, own in rows.groupby("table"):
        with (data_folder / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file)
            at = {}
            while True:
                line = reader.line_num + 1
                cells = next(reader, None)
                if cells is None:
                    break
                at[line] = cells
        for row in rows_of(own):
            if row.file == dataset.provenance[str(table)].checksum:
                numbers = {float(cell) for cell in at[row.line] if _is_number(cell)}
                written = (row.written_low, row.written, row.written_high)
                assert {float(end) for end in written if end == end} <= numbers
                checked += 1
    assert checked


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def test_the_lines_are_those_of_the_files(dataset: Dataset, data_folder: Path) -> None:
    selection = Selection(MARKETS)
    series = market_series(dataset, selection, Channel.FORMAL)
    stands_there(data_folder, dataset, behind_series(dataset, selection, series).rows)
    for reporter in Reporter:
        stands_there(data_folder, dataset, behind_levels(levels(dataset, reporter)).rows)
    for kind in (Measured.VOLUME, Measured.REVENUE):
        behind = behind_estimates(dataset, estimates(dataset, kind), "litres")
        stands_there(data_folder, dataset, behind.rows)


@pytest.mark.parametrize("floor", EvidenceFloor)
def test_levels_are_the_preferred_rows_of_their_year(
    dataset: Dataset, floor: EvidenceFloor
) -> None:
    for reporter in Reporter:
        found = levels(dataset, reporter, floor)
        if found:
            behind = behind_levels(found)
            check(behind)
            assert len(behind.rows) == sum(len(level.parts) for level in found)


@pytest.mark.parametrize("direction", [Direction.IR_TO_PK, Direction.PK_TO_IR])
def test_mirror_figures_are_single_rows(dataset: Dataset, direction: Direction) -> None:
    result = mirror_years(dataset, direction, 0.1)
    behind = behind_observations(o for reporter in Reporter for o in result.book(reporter))
    check(behind)
    assert len(behind.rows) == len(behind.totals)


def test_years_of_imports_are_their_pieces(dataset: Dataset) -> None:
    result = import_years(dataset)
    assert result is not None
    behind = behind_import_years(result)
    check(behind)
    assert set(behind.rows["table"]) == {"import_blocks", "bilateral_trade"}


def test_estimates_are_their_rows_with_the_price_as_a_factor(dataset: Dataset) -> None:
    check(behind_estimates(dataset, estimates(dataset, Measured.VOLUME), "litres"))
    check(behind_estimates(dataset, estimates(dataset, Measured.REVENUE), "pkr"))
    values = behind_estimates(dataset, values_of_goods(dataset).rows, "usd")
    check(values)
    assert set(values.rows["table"]) == {"informal_estimates", "assumptions", "exchange_rates"}
    fuel = fuel_estimate(dataset)
    assert fuel is not None
    behind = behind_fuel(dataset, fuel)
    check(behind)
    volume, price = behind.rows[["written_low", "written", "written_high"]].to_numpy()
    assert np.allclose(volume * price, behind.totals[VALUES].to_numpy()[0])


def test_two_groups_of_totals_as_one(dataset: Dataset) -> None:
    fuel = fuel_estimate(dataset)
    assert fuel is not None
    books = behind_levels(levels(dataset, Reporter.PK)[-2:])
    both = joined(books, behind_fuel(dataset, fuel))
    check(both)
    assert both.of(2)["table"].tolist() == ["informal_estimates", "assumptions"]
    assert len(both.of(0)) == len(books.of(0))


# --- the closer look ------------------------------------------------------------------------------

CHOICES = [
    Selection(MARKETS),
    Selection(("gabd",), reporters=(Reporter.PK,)),
    Selection(MARKETS, directions=(Direction.PK_TO_IR,)),
    Selection(MARKETS, floor=EvidenceFloor.OBSERVED),
    Selection(MARKETS, floor=EvidenceFloor.COUNT),
]


def check_if_any(behind: RowsBehind) -> None:
    if len(behind.totals):
        check(behind)


@pytest.mark.parametrize("floor", EvidenceFloor)
def test_both_years_of_a_growth_are_their_rows(dataset: Dataset, floor: EvidenceFloor) -> None:
    for result in (
        growth_by_direction(dataset, floor=floor),
        growth_by_goods(dataset, floor=floor),
    ):
        behind = behind_growth(dataset, result, floor)
        check_if_any(behind)
        shown = behind.totals["value"].tolist()
        for each in result.found:
            values = [
                value for part in each.parts for value in (part.before_usd, part.after_usd) if value
            ]
            for value in (*values, *([each.before_usd] if each.by == "directions" else [])):
                assert any(abs(value - own) < 0.01 for own in shown), each


@pytest.mark.parametrize("selection", CHOICES)
def test_parts_with_a_share_are_their_rows(record: Dataset, selection: Selection) -> None:
    result = concentration(record, selection)
    behind = behind_concentration(record, selection, result)
    check_if_any(behind)
    shown = sorted(s.value_usd.central for each in result.all for s in each.shares)
    own = [value for value in sorted(behind.totals["value"]) if value > 0]
    assert own == pytest.approx(shown)


@pytest.mark.parametrize("selection", CHOICES)
def test_figures_by_the_day_are_their_rows(record: Dataset, selection: Selection) -> None:
    result = per_open_day(record, selection)
    behind = behind_open_days(record, selection, result)
    check_if_any(behind)
    cells = [cell for line in result.lines for cell in line.cells if cell.value_usd]
    assert len(behind.totals) == len(cells)


@pytest.mark.parametrize("selection", CHOICES)
def test_unit_values_are_values_and_quantities(record: Dataset, selection: Selection) -> None:
    result = chosen_unit_values(record, selection)
    behind = behind_unit_values(record, result)
    check_if_any(behind)
    rows = behind.rows
    assert len(rows) == 2 * len(result.frame)
    quantities = rows.loc[rows["role"] == FACTOR, "written"]
    assert sorted(quantities) == sorted(result.frame["quantity"])


@pytest.mark.parametrize("calendar", Calendar)
@pytest.mark.parametrize("floor", EvidenceFloor)
def test_both_sides_of_a_share_are_their_rows(
    record: Dataset, calendar: Calendar, floor: EvidenceFloor
) -> None:
    for markets in (MARKETS, ("gabd",)):
        selection = Selection(markets, calendar=calendar, floor=floor)
        result = formalisation(record, selection)
        behind = behind_shares(record, selection, result)
        check_if_any(behind)
        assert len(behind.totals) == 2 * (len(result.shares) + bool(result.national))


@pytest.mark.parametrize("markets", [MARKETS, ("mand",)])
def test_a_stake_opens_to_the_informal_trade_it_is_a_share_of(
    record: Dataset, markets: tuple[str, ...]
) -> None:
    selection = Selection(markets)
    result = revenue(record, selection, 0.1, 0.4)
    behind = behind_stakes(record, selection, result)
    check(behind)
    assert sorted(behind.totals["value"]) == pytest.approx(
        sorted(each.informal_usd.central for each in result.stakes)
    )


def test_the_lines_of_the_closer_look_are_those_of_the_files(
    dataset: Dataset, data_folder: Path
) -> None:
    growth = growth_by_goods(dataset)
    stands_there(data_folder, dataset, behind_growth(dataset, growth, EvidenceFloor.ALL).rows)
    selection = Selection(MARKETS)
    values = chosen_unit_values(dataset, selection)
    stands_there(data_folder, dataset, behind_unit_values(dataset, values).rows)
    shares = formalisation(dataset, selection)
    stands_there(data_folder, dataset, behind_shares(dataset, selection, shares).rows)
