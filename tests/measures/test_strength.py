"""How sure each headline number is: the order, and the weakest."""

from __future__ import annotations

import math
from itertools import pairwise

from bordertrade.dataset import Dataset
from bordertrade.measures.strength import GRADES, strengths, weakest
from bordertrade.sharing import strength as words
from tests.tables import FORMAL, added


def test_counted_comes_before_estimated_and_modelled_last(dataset: Dataset) -> None:
    found = strengths(dataset)
    places = [GRADES.index(each.grade) for each in found]
    assert places == sorted(places)
    assert (found[0].what, found[0].grade) == ("PK", "counted")
    assert (found[1].what, found[1].grade) == ("IR", "counted")
    doubted = [each for each in found if each.grade == "counted_with_doubts"]
    # three months of 2019 at Pishin, of which the year is inferred
    assert {each.what for each in doubted} == {"mand"}
    assert found[2 : len(doubted) + 2] == tuple(doubted)
    assert found[len(doubted) + 2].what == "fuel"
    for before, after in pairwise(found):
        if before.grade == after.grade:
            assert before.width <= after.width


def test_the_weakest_is_the_one_that_nothing_bounds(dataset: Dataset) -> None:
    last = weakest(dataset)
    assert last is not None
    assert (last.what, last.channel) == ("chadgi", "formal")
    assert last.value_usd.low == 0
    assert math.isinf(last.width)
    told = words.weakest(strengths(dataset))
    assert "Chadgi, formal" in told
    assert "unbounded below" in told


def test_every_number_keeps_its_range_and_its_sources(dataset: Dataset) -> None:
    for each in strengths(dataset):
        assert each.value_usd.low <= each.value_usd.central <= each.value_usd.high
        assert each.sources, each
        assert words.name(each)


MONTH = FORMAL | {"period": "2026-05", "reporter": "IR", "value": "2300000"}


def test_a_month_is_never_told_as_a_year(dataset: Dataset) -> None:
    found = strengths(added(dataset, "formal_trade", MONTH))
    (month,) = [each for each in found if each.what == "gabd" and each.grade == "counted"]
    assert month.months == 1
    assert words.amount(month) == "US$2.3\u00a0m (one month, May 2026)"
    assert all("month" in words.amount(each) for each in found if each.channel)
    assert not any("month" in words.amount(each) for each in found if not each.channel)
    assert "(12 months to Jun 2025), modelled, unbounded below" in words.weakest(found)


def test_a_whole_span_is_named_instead_of_its_months(dataset: Dataset) -> None:
    span = FORMAL | {"period": "SH1403", "reporter": "IR", "value": "2300000"}
    found = strengths(added(dataset, "formal_trade", span))
    (row,) = [each for each in found if each.what == "gabd" and each.grade == "counted"]
    assert words.amount(row).endswith("(12 months, SH1403 (20 Mar 2024 – 20 Mar 2025))")


def test_a_book_is_named_where_a_market_stands_on_several(dataset: Dataset) -> None:
    names = [words.name(each) for each in strengths(added(dataset, "formal_trade", MONTH))]
    assert len(set(names)) == len(names)
    assert "Gabd, formal, Iran → Pakistan, Iran’s books" in names
    assert "Gabd, formal, Iran → Pakistan, Pakistan’s books" in names
    assert "Chadgi, formal, Iran → Pakistan" in names
    # Pishin's three months of 2019 stand on Iran's book, the model on Pakistan's
    assert {each.what for each in strengths(dataset) if each.book} == {"mand"}
