"""The tables of the closer look: the same numbers as the sentences and the results."""

from __future__ import annotations

import pytest

from bordertrade.dataset import Dataset
from bordertrade.exports.spreadsheet import csv_bytes
from bordertrade.measures.selection import Selection
from bordertrade.topics.concentration import words as concentration_words
from bordertrade.topics.concentration.measure import concentration
from bordertrade.topics.concentration.table import concentration_table
from bordertrade.topics.growth import words as growth_words
from bordertrade.topics.growth.measure import growth_by_direction, growth_by_goods
from bordertrade.topics.growth.table import growth_table
from bordertrade.topics.open_days import words as open_days_words
from bordertrade.topics.open_days.measure import per_open_day
from bordertrade.topics.open_days.table import open_days_table
from bordertrade.topics.unit_values import words as unit_values_words
from bordertrade.topics.unit_values.measure import chosen_unit_values, unit_values
from bordertrade.topics.unit_values.table import unit_values_table
from bordertrade.words import numbers
from tests import tables

ALL = Selection(markets=("gabd", "mand", "chadgi"))


def test_the_table_of_growth_adds_up_and_says_what_the_sentence_says(dataset: Dataset) -> None:
    for result in (growth_by_direction(dataset), growth_by_goods(dataset)):
        table = growth_table(result)
        told = growth_words.growth(result)
        for _key, own in table.groupby(["Book", "Direction"]):
            whole, parts = own[own["Part"] == "Whole"].iloc[0], own[own["Part"] != "Whole"]
            assert parts["Change (US$)"].sum() == whole["Change (US$)"]
            assert parts["Contribution (points)"].sum() == pytest.approx(
                whole["Contribution (points)"], abs=0.05 * len(parts)
            )
            for end in ("Before (US$)", "After (US$)"):
                assert numbers.usd(whole[end]) in told
            largest = parts.iloc[parts["Change (US$)"].abs().argmax()]
            assert growth_words.signed_usd(largest["Change (US$)"]) in told
            assert growth_words.points(largest["Contribution (points)"] / 100) in told


def test_the_table_of_concentration_has_n_and_the_floor_beside_the_index(dataset: Dataset) -> None:
    result = concentration(dataset, ALL)
    table = concentration_table(result)
    assert len(table) == len(result.all)
    for (_place, row), each in zip(table.iterrows(), result.all, strict=True):
        assert row["Index, central"] == pytest.approx(each.index.central, abs=5e-5)
        assert row["Floor (1/N)"] == pytest.approx(1 / row["Parts (N)"], abs=5e-5)
        assert row["Index, low"] <= row["Index, central"] <= row["Index, high"]
    told = concentration_words.concentration(result)
    ends = table[table["Period"].isin(["1995", "2015"])]
    for value in ends["Index, central"]:
        assert numbers.decimal(value, 2) in told


def test_flags_are_in_the_table_first_and_no_row_is_missing(dataset: Dataset) -> None:
    rows = [
        tables.FORMAL | {"hs_code": "1006", "value": value, "quantity": "1", "unit": "t"}
        for value in ("430", "440", "450", "460", "470", "0.45")
    ]
    own = tables.replaced(dataset, "formal_trade", *rows)
    table = unit_values_table(unit_values(own))
    assert len(table) == len(rows)
    assert table["Verdict"].tolist() == ["Implausible: ask the source"] + ["Plausible"] * 5
    assert table["US$ a unit, central"][0] == pytest.approx(0.45)
    assert b"Implausible" in csv_bytes(table)
    told = unit_values_words.unit_values(unit_values(own))
    assert "1 of 6" in told
    assert unit_values_words.per_unit(0.45, "t") in told


def test_open_days_stand_in_the_table_as_ranges(dataset: Dataset) -> None:
    result = per_open_day(dataset, ALL)
    table = open_days_table(result)
    june = table[table["Period"] == "Jun 2025"].iloc[0]
    assert [june[f"Open days, {end}"] for end in ("fewest", "central", "most")] == [14, 22, 30]
    ends = [june[f"US$ an open day, {end}"] for end in ("low", "central", "high")]
    assert ends == [2_200_000, 3_000_000, 4_714_286]
    told = open_days_words.open_days(result)
    assert numbers.usd(june["US$ a calendar day"], 3) in told
    mand = table[table["Where"] == "Mand"].iloc[0]
    assert mand["State"] == "Before the official opening"
    assert mand[["US$ an open day, low", "Open days, most"]].isna().all()


def test_nothing_chosen_is_an_empty_table(dataset: Dataset) -> None:
    nothing = Selection(markets=(), directions=())
    assert concentration_table(concentration(dataset, nothing)).empty
    assert unit_values_table(chosen_unit_values(dataset, nothing)).empty
    assert open_days_table(per_open_day(dataset, nothing)).empty
