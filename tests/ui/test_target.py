"""The target page: what its cards say is what the measures found, and every control moves it."""

from __future__ import annotations

import pytest

from bordertrade.dataset import Dataset
from bordertrade.measures.target import TargetBasis
from bordertrade.store import Store
from bordertrade.topics.target.measure.result import target_result
from bordertrade.vocabulary import InformalBasis
from bordertrade.words import labels, numbers
from tests.ui.app import headings, html, opened, problems, specs, text
from tests.ui.publishing import grown, publish

TEN = "usd10bn_2029"


def test_the_cards_say_when_at_the_pace_and_how_steep_if_it_stood_still() -> None:
    told = text(opened("target"))
    for part in ("2036", "2031", "22.7\u00a0% a year since FY2019-20", "since SH1400"):
        assert part in told
    assert "If it has stood still since" in told


def test_the_status_stands_apart_with_its_inputs_and_its_first_year() -> None:
    app = opened("target")
    assert {"On track or not?", "Milestones", "What the three markets are, and could be"} <= set(
        headings(app, 2)
    )
    told = text(app)
    assert "R = 0.55" in told
    assert "R = 0.85" in told
    assert "The choice of the first year changes it" in told
    assert html(app).count("bt-gauge") == 2


def test_another_first_year_changes_status_and_year_reached() -> None:
    told = text(opened("target", since="2023"))
    assert "since SH1401" in told
    assert labels.of(labels.STATUS_BANDS, "limited") + ": since SH1401" in told
    assert text(opened("target")) != told


def test_the_three_markets_over_the_whole_read_sources_disagree() -> None:
    told = text(opened("target"))
    assert "15–120\u00a0%: sources disagree" in told
    assert "2–28\u00a0%" in told
    assert "2–36\u00a0%" in told


@pytest.mark.parametrize("basis", ["low", "central", "high"])
def test_with_informal_trade_the_whole_range_is_told_and_no_year(
    basis: str, dataset: Dataset
) -> None:
    told = text(opened("target", informal=basis))
    result = target_result(dataset, TargetBasis(TEN, informal=InformalBasis(basis)))
    for each in result.outlooks:
        assert each.growth_range is not None
        assert numbers.percent_range(each.growth_range, 1) in told
    assert "Informal trade has one estimate and no pace of its own" in told


@pytest.mark.parametrize(
    "query",
    [
        {"target": "usd8bn_2025"},
        {"target": "usd1bn_2006"},
        {"base": "2022", "since": "2022"},
        {"base": "1995"},
        {"end": "2026", "since": "1990"},
        {"reporter": "IR", "base": "2016"},
    ],
    ids=str,
)
def test_refusals_are_words(query: dict[str, str]) -> None:
    app = opened("target", **query)
    assert list(problems(app)) == []
    assert "nan" not in text(app).casefold().split()
    assert "None" not in text(app).split()


def test_the_first_page_says_what_is_weakest_and_what_the_markets_could_bring() -> None:
    told = text(opened(""))
    assert "The weakest number here is" in told
    assert "At most the three markets could bring US$0.15–2.5\u00a0bn" in told
    assert "How sure each number is" in headings(opened(""), 2)


def test_the_cards_name_the_book_and_the_months_once_a_market_stands_on_two(
    own_store: Store, dataset: Dataset
) -> None:
    lines = ("Formal, Iran → Pakistan, Iran’s books", "Formal, Iran → Pakistan, Pakistan’s books")
    assert [text(opened("")).count(line) for line in lines] == [1, 1], "of Mand alone"
    publish(own_store, grown(dataset, period="2026-05", reporter="IR", value="2300000"), "May")
    told = text(opened(""))
    assert [told.count(line) for line in lines] == [2, 2]
    assert "Gabd, formal, Iran → Pakistan, Iran’s books" in told
    assert "US$2.3\u00a0m (one month, May 2026)" in told
    on_map = text(opened("map"))
    assert (
        "Formal, Iran → Pakistan, Iran’s books: US$2.3\u00a0m (one month, May 2026, observed)"
        in on_map
    )


def test_an_end_year_of_ones_own_stands_in_the_title_and_on_the_line() -> None:
    app = opened("target", end="2035")
    assert "against US$10\u00a0bn by 2035 (your end year)" in headings(app, 3)[2]
    assert "Target US$10\u00a0bn by 2035 (your end year)" in specs(app)
    assert "(inferred)" in headings(opened("target"), 3)[2]


def test_bounds_stay_with_the_numbers_of_a_book_that_gives_one_direction() -> None:
    told = text(opened("target"))
    for part in ("at most US$8.778\u00a0bn", "at least 12\u00a0%", "until 2029, at most"):
        assert part in told
    assert "US$3.129\u00a0bn" in told
    assert "US$3.129\u00a0bn (low reliability)" not in told, "the customs' own count since"
    assert "at most US$6.871" not in told


def test_with_informal_fuel_nothing_is_counted_twice() -> None:
    told = text(opened("target", informal="high"))
    assert "informal fuel is counted in the level already" in told
    assert "Formal trade alone: informal trade has one estimate" in told
    assert "Pakistan’s books with informal fuel (US$)" in told
    assert "with informal fuel, modelled" in specs(opened("target", informal="high"))
    assert "Formal trade alone:" not in text(opened("target"))
