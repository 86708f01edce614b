"""What an upload does to the totals that people know: only what differs, in words and numbers."""

from __future__ import annotations

import pytest

from bordertrade.dataset import Dataset
from bordertrade.dataset.difference import difference
from bordertrade.exports.differences import difference_summary, difference_table
from bordertrade.exports.effects import effects, rest_unchanged, stood_in
from bordertrade.measures.book_level import latest_level
from bordertrade.vocabulary import Reporter
from bordertrade.words import numbers
from tests.tables import BOOK, FORMAL, added, replaced

HEADLINE = BOOK | {"period": "FY2024-25", "value_usd": "500000000"}


def test_nothing_differs_from_itself(dataset: Dataset) -> None:
    assert effects(dataset, dataset) == ()
    assert rest_unchanged(()) == "Every total that the pages show is the same."


def test_a_national_figure_moves_headline_progress_and_its_year(dataset: Dataset) -> None:
    after = added(dataset, "bilateral_trade", HEADLINE)
    found = {each.kind: each for each in effects(dataset, after)}
    assert list(found) == ["headline", "progress", "book_year"]
    old, new = (latest_level(each, Reporter.PK) for each in (dataset, after))
    assert old is not None
    assert new is not None
    headline = found["headline"]
    assert headline.numbers_before == (old.value_usd,) * 3
    assert headline.numbers_after == (old.value_usd + 500_000_000,) * 3
    assert numbers.usd(old.value_usd) in headline.before
    assert numbers.usd(new.value_usd) in headline.after
    assert found["progress"].unit == "share"
    assert found["progress"].numbers_after == pytest.approx((new.value_usd / 10e9,) * 3)
    assert "Pakistan’s books" in found["book_year"].name


def test_a_market_figure_moves_its_year_and_its_twelve_months(dataset: Dataset) -> None:
    found = effects(dataset, added(dataset, "formal_trade", FORMAL | {"period": "2025-03"}))
    assert {each.kind for each in found} == {"twelve_months", "market_year"}
    assert all("Gabd" in each.name or "three" in each.name for each in found)
    (year,) = [each for each in found if each.kind == "market_year"]
    assert year.name.endswith("2025")
    assert year.numbers_before is not None
    assert year.numbers_after is not None
    assert year.numbers_after[1] < year.numbers_before[1], "an observation hides the model"


def test_months_that_observed_rows_stand_for_are_told(dataset: Dataset) -> None:
    months = [FORMAL | {"period": f"2025-0{month}"} for month in (3, 4)]
    after = added(dataset, "formal_trade", *months)
    (told,) = stood_in(dataset, after)
    assert told.startswith(
        "Gabd, formal, Iran → Pakistan: observed rows now stand in the place of 2 modelled months "
        "(Mar 2025 – Apr 2025). The model had US$"
    )
    assert told.endswith("the rows have US$200 on Pakistan’s books.")
    assert stood_in(after, after) == stood_in(after, dataset) == ()


def test_a_total_that_was_not_there_is_a_dash(dataset: Dataset) -> None:
    out = FORMAL | {"period": "2019", "direction": "PK_TO_IR"}
    (there,) = [
        each
        for each in effects(dataset, added(dataset, "formal_trade", out))
        if each.kind == "market_year"
    ]
    assert (there.before, there.numbers_before) == (numbers.MISSING, None)
    assert there.numbers_after == (100.0, 100.0, 100.0)
    (gone,) = [
        each
        for each in effects(added(dataset, "formal_trade", out), dataset)
        if each.kind == "market_year"
    ]
    assert (gone.after, gone.numbers_after) == (numbers.MISSING, None)


def test_a_change_below_the_rounding_is_told_in_full(dataset: Dataset) -> None:
    far = FORMAL | {"period": "2019", "direction": "PK_TO_IR", "value": "123456789"}
    before = added(dataset, "formal_trade", far)
    after = added(dataset, "formal_trade", far | {"value": "123456790"})
    (year,) = [each for each in effects(before, after) if each.kind == "market_year"]
    assert (year.before, year.after) == ("123,456,789.00 US$", "123,456,790.00 US$")


def test_a_record_without_books_has_effects_too(dataset: Dataset) -> None:
    empty = replaced(dataset, "bilateral_trade")
    kinds = {each.kind for each in effects(dataset, empty)}
    assert kinds == {"headline", "progress", "book_year"}
    assert rest_unchanged(effects(dataset, empty)).endswith("every other is the same.")


def test_an_effect_can_be_written_for_programs(dataset: Dataset) -> None:
    (first, *_rest) = effects(dataset, added(dataset, "bilateral_trade", HEADLINE))
    assert first.as_json()["numbers_after"] == (1_722_000_000.0,) * 3


def test_a_difference_as_a_table_names_file_and_line(dataset: Dataset) -> None:
    after = added(dataset, "bilateral_trade", HEADLINE)
    told = difference(dataset, after)
    rows = difference_table(told.tables["bilateral_trade"], after.files)
    assert rows[["change", "file", "line", "value_usd"]].to_numpy().tolist() == [
        ["added", "own.csv", 2, "500000000"]
    ]
    back = difference_table(difference(after, dataset).tables["bilateral_trade"])
    assert back["change"].tolist() == ["removed"]
    assert len(back["file"].iloc[0]) == 8
    summary = difference_summary(told, after)
    assert summary.iloc[0, 1:].tolist() == [1, 0, 0, len(dataset["bilateral_trade"])]
