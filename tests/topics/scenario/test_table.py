"""The tables of a scenario hold the result's numbers, and its sentences say the same."""

from __future__ import annotations

from typing import Any

import pytest

from bordertrade.dataset import Dataset
from bordertrade.envelope import Envelope
from bordertrade.measures.target import TargetBasis
from bordertrade.topics.scenario.measure.levers import AT_REST, Lever, Levers
from bordertrade.topics.scenario.measure.result import ScenarioResult, scenario_result
from bordertrade.topics.scenario.table import levers_table, scenario_table
from bordertrade.topics.scenario.words import levers
from bordertrade.topics.scenario.words import paths as scenario_words
from bordertrade.words import labels, numbers
from bordertrade.words.numbers import significant

MOVED = Levers(fuel_formalised=50, growth_change=5, more_markets=3, price_gap=-20)
FEWER = Levers(growth_change=-30, opening_days=150)
ENDS = ("low", "central", "high")

each_setting = pytest.mark.parametrize(
    "chosen", [AT_REST, MOVED, FEWER], ids=["at rest", "moved", "fewer"]
)


def made(dataset: Dataset, chosen: Levers, target: str = "usd10bn_2029") -> ScenarioResult:
    return scenario_result(dataset, TargetBasis(target), chosen)


def envelope(row: dict[Any, Any], name: str) -> Envelope:
    return Envelope(*(row[f"{name}, {end} (US$)"] for end in ENDS))


@each_setting
def test_recorded_and_hypothetical_years_are_told_apart(dataset: Dataset, chosen: Levers) -> None:
    result = made(dataset, chosen)
    table = scenario_table(result, 2014)
    recorded = table[table["Recorded (US$)"].notna()]
    later = table[table["Recorded (US$)"].isna()]
    assert set(later["Reads as"]) == {"hypothetical"}
    assert "hypothetical" not in set(recorded["Reads as"])
    assert recorded[[c for c in table.columns if "Scenario" in str(c)]].isna().all(axis=None)
    for book in result.books:
        own = later[later["Book"] == labels.book(book.reporter)]
        assert own["Year ends in"].tolist() == list(range(2026, book.last_year + 1))


@each_setting
def test_each_year_has_its_range_to_two_figures(dataset: Dataset, chosen: Levers) -> None:
    result = made(dataset, chosen)
    table = scenario_table(result, 2014)
    for book in result.books:
        own = table[(table["Book"] == labels.book(book.reporter)) & table["Recorded (US$)"].isna()]
        for name, points in (
            ("Scenario", book.path_shown),
            ("Levers at rest", book.baseline_shown),
        ):
            for end in ENDS:
                column = own[f"{name}, {end} (US$)"].dropna().tolist()
                assert column == [round(significant(getattr(p.value_usd, end))) for p in points[1:]]


@each_setting
def test_the_sentence_says_what_stands_in_the_table(dataset: Dataset, chosen: Levers) -> None:
    result = made(dataset, chosen)
    table = scenario_table(result, 2014)
    told = scenario_words.scenario(result)
    assert told.startswith("Hypothetical")
    for book in result.books:
        (row,) = table[
            (table["Book"] == labels.book(book.reporter)) & (table["Year ends in"] == 2029)
        ].to_dict("records")
        assert f"{scenario_words.amounts(envelope(row, 'Scenario'))} in 2029" in told
        if chosen is not AT_REST:
            assert (
                f"levers at rest: {scenario_words.amounts(envelope(row, 'Levers at rest'))}" in told
            )
        low, high = row["Growth a year, low (%)"], row["Growth a year, high (%)"]
        for value in (low, high):
            assert numbers.decimal(abs(value), 1) in told
        for year in (book.reached.early, book.reached.late):
            assert year is None or str(year) in told
    assert ("would not be reached by 2050" in told) == (chosen is FEWER)
    assert "forecast" not in told


@each_setting
def test_the_levers_table_has_what_each_does_alone(dataset: Dataset, chosen: Levers) -> None:
    result = made(dataset, chosen)
    rows = levers_table(result).to_dict("records")
    assert len(rows) == 2 * len(Lever)
    wanted = [(book, swing) for book in result.books for swing in book.swings]
    for row, (book, swing) in zip(rows, wanted, strict=True):
        assert row["Book"] == labels.book(book.reporter)
        assert row["Lever, moved alone"] == levers.name(swing.lever)
        assert row["Your setting"] == levers.setting(swing.lever, chosen.setting(swing.lever))
        for name, effect in (
            ("Change there", swing.at_least),
            ("Change at that end", swing.at_most),
            ("Change at your setting", swing.own),
        ):
            assert envelope(row, name) == Envelope(
                *(round(significant(getattr(effect.span, end))) for end in ENDS)
            )
        assert row["Reads as"] == "hypothetical"


@each_setting
def test_the_sentence_names_the_widest_lever_and_the_largest_setting(
    dataset: Dataset, chosen: Levers
) -> None:
    result = made(dataset, chosen)
    told = scenario_words.sensitivity(result)
    rows = levers_table(result).to_dict("records")
    for book in result.books:
        first = next(row for row in rows if row["Book"] == labels.book(book.reporter))
        assert f"{first['Lever, moved alone']} matters most" in told
        assert scenario_words.change_range(envelope(first, "Change at that end")) in told
        largest = book.effects.largest
        assert (largest is None) == (chosen is AT_REST)
        if largest is not None:
            own = book.effects.of(largest)
            assert all(
                abs(each.central_usd) <= abs(own.central_usd) for _, each in book.effects.alone
            )
            assert f"changes most: {scenario_words.change_range(own.span)}" in told


@pytest.mark.parametrize(
    ("lever", "book", "told"),
    [
        (Lever.GROWTH, 0, "+45 to +53 points"),
        (Lever.GROWTH, 1, "+8 to +18 points"),
        (
            Lever.FUEL,
            0,
            "cannot reach it alone: even at 100\u00a0% US$4.2–7\u00a0bn would be missing",
        ),
        (Lever.FUEL, 1, "75\u00a0% on the high path; on the low path it cannot reach it alone"),
        (Lever.GAP, 0, "cannot: alone it moves only fuel that is on no book"),
    ],
)
def test_the_question_backwards_in_words(
    dataset: Dataset, lever: Lever, book: int, told: str
) -> None:
    found = made(dataset, MOVED).books[book].needs
    assert [scenario_words.need(each) for each in found if each.lever is lever] == [told]


def test_a_target_already_in_sight_needs_nothing(dataset: Dataset) -> None:
    result = scenario_result(dataset, TargetBasis("usd5bn_2028", end_year=2035), AT_REST)
    assert result.books
    for book in result.books:
        for each in book.needs:
            if each.lever is not Lever.GAP:
                assert scenario_words.need(each) == "not needed: the observed pace is enough"
        assert book.gap_usd.high < 0
        assert scenario_words.still_missing(book.gap_usd) == "nothing, on the whole range"


@pytest.mark.parametrize(
    ("lever", "value", "told"),
    [
        (Lever.GROWTH, 5, "+5 points"),
        (Lever.GROWTH, -1, "−1 point"),
        (Lever.FUEL, 50, "50\u00a0%"),
        (Lever.MARKETS, 1, "1 market"),
        (Lever.DAYS, 365, "365 days"),
        (Lever.GAP, -20, "−20\u00a0%"),
        (Lever.GAP, 0, "0\u00a0%"),
    ],
)
def test_settings_have_sign_and_unit(lever: Lever, value: int, told: str) -> None:
    assert levers.setting(lever, value) == told


def test_a_refusal_is_all_that_is_said(dataset: Dataset) -> None:
    result = made(dataset, MOVED, target="usd8bn_2025")
    for told in (scenario_words.scenario(result), scenario_words.sensitivity(result)):
        assert told.count("choose an end year") == 2
        assert "Hypothetical" not in told
    assert scenario_table(result, 2014).empty
    assert levers_table(result).empty


@each_setting
def test_each_row_carries_the_target_and_the_levers(dataset: Dataset, chosen: Levers) -> None:
    table = scenario_table(made(dataset, chosen), 2014)
    assert set(table["Target (US$)"]) == {10_000_000_000}
    for lever in Lever:
        assert set(table[levers.column(lever)]) == {chosen.setting(lever)}
