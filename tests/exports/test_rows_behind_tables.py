"""The rows behind numbers as people read them: file, line, what stands there, what it adds."""

from __future__ import annotations

import pytest

from bordertrade.dataset import Dataset
from bordertrade.exports.rows_behind import names_of, rows_table, short_table, told
from bordertrade.measures.book_level import latest_level
from bordertrade.measures.estimates import Measured, estimates, values_of_goods
from bordertrade.measures.market_totals import market_totals
from bordertrade.measures.rows_behind.books import behind_levels
from bordertrade.measures.rows_behind.estimates import behind_estimates
from bordertrade.measures.selection import Selection
from bordertrade.money import MoneyBasis
from bordertrade.topics.markets.measure.series import market_series
from bordertrade.topics.markets.rows import behind_series, behind_totals
from bordertrade.vocabulary import Channel, Direction, Reporter
from bordertrade.words import money
from tests.tables import FORMAL, added

ONE = Selection(("gabd",), directions=(Direction.IR_TO_PK,))


def test_a_level_names_its_rows(dataset: Dataset) -> None:
    level = latest_level(dataset, Reporter.PK)
    assert level is not None
    behind = behind_levels([level])
    assert names_of(behind) == {0: "Pakistan’s books, FY2024-25: US$1.222\u00a0bn"}
    rows = behind.of(0)
    assert told(behind, 0, rows) == "1 row is this number: US$1.222\u00a0bn."
    (row,) = short_table(behind, rows, dataset.files).to_dict("records")
    checksum = dataset.provenance["bilateral_trade"].checksum
    line = level.parts[0].line
    assert row["File and line"] == f"bilateral_trade.csv, line {line} · {checksum[:8]}"
    assert row["As written"] == "FY2024-25: 1,222,000,000 USD"
    assert row["Adds"] == "US$1.222\u00a0bn"


def test_a_modelled_month_keeps_its_range_and_its_centre(dataset: Dataset) -> None:
    behind = behind_series(dataset, ONE, market_series(dataset, ONE, Channel.FORMAL))
    last = len(behind.totals) - 1
    rows = behind.of(last)
    (row,) = short_table(behind, rows, dataset.files).to_dict("records")
    assert row["File and line"].startswith("modelled_trade.csv, line ")
    assert " / " in row["As written"]
    assert "central" in row["Adds"]
    assert "central" in told(behind, last, rows)


def test_rates_stand_below_the_rows_that_they_turned(dataset: Dataset) -> None:
    record = added(dataset, "formal_trade", FORMAL | {"period": "2023-08", "currency": "PKR"})
    behind = behind_series(record, ONE, market_series(record, ONE, Channel.FORMAL))
    (total,) = behind.rows.loc[behind.rows["unit"] == "PKR", "total"].unique()
    rows = behind.of(int(total))
    shown = short_table(behind, rows, record.files)
    assert shown["Adds"].tolist()[1:] == ["a factor"] * (len(shown) - 1)
    assert shown["As written"].tolist()[0] == "Aug 2023: 100 PKR"
    assert "PKR/USD" in shown["As written"].tolist()[1]
    assert "rates or prices" in told(behind, int(total), rows)


def test_the_download_has_whole_numbers_and_whole_checksums(dataset: Dataset) -> None:
    behind = behind_series(dataset, ONE, market_series(dataset, ONE, Channel.FORMAL))
    table = rows_table(behind, behind.rows, dataset.files)
    assert len(table) == len(behind.rows)
    assert (table["SHA-256 of the file"].str.len() == 64).all()
    assert table["adds, central (US$)"].tolist() == behind.rows["value"].tolist()
    assert table["Total"].nunique() == len(behind.totals)


@pytest.mark.parametrize(
    ("kind", "unit", "said"),
    [(Measured.VOLUME, "litres", "litres"), (Measured.REVENUE, "pkr", "Rs")],
)
def test_estimates_are_told_in_their_own_unit(
    dataset: Dataset, kind: Measured, unit: str, said: str
) -> None:
    behind = behind_estimates(dataset, estimates(dataset, kind), unit)
    assert all(said in name for name in names_of(behind).values())
    shown = short_table(behind, behind.rows, dataset.files)
    assert shown["File and line"].str.startswith("informal_estimates.csv, line ").all()


def test_an_assumed_price_is_shown_as_a_factor(dataset: Dataset) -> None:
    behind = behind_estimates(dataset, values_of_goods(dataset).rows, "usd")
    shown = short_table(behind, behind.rows, dataset.files)
    prices = shown[shown["File and line"].str.startswith("assumptions.csv")]
    assert set(prices["Adds"]) == {"a factor"}


def test_figures_in_the_money_of_their_file_stand_beside_those_in_dollars(
    dataset: Dataset,
) -> None:
    later = {"period": "2099-10", "value": "2200"}
    record = added(
        dataset,
        "formal_trade",
        FORMAL | later | {"currency": "PKR"},
        FORMAL | later | {"currency": "IRT", "direction": "PK_TO_IR"},
    )
    totals = market_totals(record, Selection(("gabd",)))
    assert totals is not None
    behind = behind_totals(record, Selection(("gabd",)), totals)
    names = names_of(behind)
    assert len(names) == len(totals.rows)
    own = {each.money: str(each.value.central) for each in totals.rows if each.money != "usd"}
    assert set(own) == {MoneyBasis.PKR, MoneyBasis.TOMAN}
    (rupees,) = (number for number in names if behind.unit_of(number) == "pkr")
    assert names[rupees].endswith(": Rs2.2\u00a0thousand")
    rows = behind.of(rupees)
    assert told(behind, rupees, rows) == "1 row is this number: Rs2.2\u00a0thousand."
    (row,) = short_table(behind, rows, record.files).to_dict("records")
    assert (row["As written"], row["Adds"]) == ("Oct 2099: 2,200 PKR", "Rs2.2\u00a0thousand")
    table = rows_table(behind, behind.rows, record.files)
    assert {"adds, low", "adds, central", "adds, high"} <= set(table.columns)
    units = table.groupby("Total")["adds, in"].unique().map(list)
    assert all(len(each) == 1 for each in units)
    assert {each[0] for each in units} == {
        money.name(MoneyBasis.USD),
        money.name(MoneyBasis.PKR),
        money.name(MoneyBasis.TOMAN),
    }
    in_dollars = behind_totals(dataset, ONE, market_totals(dataset, ONE))  # type: ignore[arg-type]
    alone = rows_table(in_dollars, in_dollars.rows, dataset.files)
    assert "adds, in" not in alone.columns
