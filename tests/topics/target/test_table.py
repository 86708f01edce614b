"""The tables of the target page hold the result's numbers, each with its unit in its heading."""

from __future__ import annotations

import pytest

from bordertrade.dataset import Dataset
from bordertrade.measures.target import TargetBasis
from bordertrade.topics.target.measure.result import target_result
from bordertrade.topics.target.table import milestones_table, statuses_table, target_table
from bordertrade.vocabulary import InformalBasis, Reporter
from bordertrade.words import labels

TEN = "usd10bn_2029"


def test_each_level_stands_beside_its_share_and_what_is_missing(dataset: Dataset) -> None:
    result = target_result(dataset, TargetBasis(TEN))
    table = target_table(result)
    newest = table[(table["Book"] == labels.book("PK")) & (table["Period"] == "FY2024-25")]
    (row,) = newest.to_dict("records")
    assert row["Level (US$)"] == 1_222_000_000
    assert row["Share of the target (%)"] == 12.2
    assert row["Missing to the target (US$)"] == 8_778_000_000
    known = table[table["Level (US$)"].notna()]
    assert (known["Level (US$)"] + known["Missing to the target (US$)"] >= 10e9 - 1).all()


@pytest.mark.parametrize("reading", ["needed, not observed", "at the observed pace, no forecast"])
def test_paths_carry_the_growth_they_assume(dataset: Dataset, reading: str) -> None:
    result = target_result(dataset, TargetBasis(TEN))
    table = target_table(result)
    for each in result.outlooks:
        rows = table[(table["Book"] == labels.book(each.reporter)) & (table["Reads as"] == reading)]
        assert each.pace is not None
        growth = each.progress.growth if "needed" in reading else each.pace.growth
        assert growth is not None
        assert set(rows["Growth a year (%)"]) == {round(growth * 100, 1)}
        points = each.milestones() if "needed" in reading else each.continuation()[1:]
        assert rows["Level (US$)"].tolist() == [round(usd) for _year, usd in points]


@pytest.mark.parametrize("end", [InformalBasis.LOW, InformalBasis.CENTRAL, InformalBasis.HIGH])
def test_informal_fuel_stands_in_a_row_of_its_own(dataset: Dataset, end: InformalBasis) -> None:
    result = target_result(dataset, TargetBasis(TEN, informal=end))
    table = target_table(result)
    rows = table[table["Reads as"].str.contains("modelled")]
    assert rows["Level (US$)"].tolist() == [round(each.base_usd) for each in result.progress]
    assert rows["Informal fuel added (US$)"].tolist() == [
        round(each.informal_usd) for each in result.progress
    ]
    assert "Informal fuel added (US$)" not in target_table(target_result(dataset, TargetBasis(TEN)))


def test_milestones_stand_side_by_side_and_are_never_added(dataset: Dataset) -> None:
    result = target_result(dataset, TargetBasis(TEN))
    table = milestones_table(result.outlooks)
    assert table["Year"].tolist() == [2026, 2027, 2028, 2029]
    assert list(table.columns) == ["Year", *(f"{labels.book(r)} (US$)" for r in Reporter)]
    assert set(table.iloc[-1].tolist()[1:]) == {10_000_000_000}
    assert milestones_table(()).empty


def test_every_first_year_has_a_status_with_its_inputs(dataset: Dataset) -> None:
    for each in target_result(dataset, TargetBasis(TEN)).outlooks:
        table = statuses_table(each.statuses)
        assert len(table) == len(each.statuses) >= 4
        assert table["R"].tolist() == [round(status.ratio or 0, 2) for status in each.statuses]
        assert set(table["Status"]) <= {
            labels.of(labels.STATUS_BANDS, s.band) for s in each.statuses
        }
