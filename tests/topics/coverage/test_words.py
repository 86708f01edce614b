"""What is said of coverage has the numbers of its table and of its result."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from bordertrade.dataset import Dataset
from bordertrade.measures.selection import Selection
from bordertrade.topics.coverage import words as coverage_words
from bordertrade.topics.coverage.measure.book_years import book_years
from bordertrade.topics.coverage.measure.months import STATES, Coverage, coverage
from bordertrade.topics.coverage.table import coverage_table
from bordertrade.vocabulary import Channel, Direction, EvidenceFloor, Reporter
from bordertrade.words import labels, numbers
from bordertrade.words.message import message
from tests.day import TODAY

MARKETS = ("gabd", "mand", "chadgi")
IN = Direction.IR_TO_PK


def result_of(dataset: Dataset, *markets: str, **changes: object) -> Coverage:
    selection = replace(Selection(markets or MARKETS), **changes)  # type: ignore[arg-type]
    found = coverage(dataset, selection, TODAY)
    assert found is not None
    return found


def choices() -> Iterator[dict[str, object]]:
    for floor in EvidenceFloor:
        yield {"floor": floor}
        for channel in Channel:
            yield {"floor": floor, "channels": (channel,), "directions": (IN,)}


@pytest.mark.parametrize("choice", list(choices()), ids=str)
def test_the_sentence_has_the_numbers_of_the_table(
    choice: dict[str, object], dataset: Dataset
) -> None:
    for markets in (MARKETS, ("mand",)):
        result = result_of(dataset, *markets, **choice)
        table = coverage_table(result)
        told = coverage_words.coverage(result)
        total = table["Months"].sum()
        assert total == len(result.series) * len(result.months)
        for state in STATES:
            word = labels.STATES[state]
            months = int(table.loc[table["State"] == word, "Months"].sum())
            said = re.findall(rf"([\d,]+) {word.lower()} \(([^)]*)\)", told)
            wanted = [numbers.decimal(months)] if months or state == "observed" else []
            assert [count for count, _share in said] == wanted, told
            for _count, share in said:
                assert abs(float(share.split()[0]) / 100 - months / total) <= 0.005


def test_one_series_is_told_under_its_name(dataset: Dataset) -> None:
    result = result_of(dataset, "mand", channels=(Channel.FORMAL,), directions=(IN,))
    assert coverage_words.coverage(result) == (
        "Mand, formal, Iran → Pakistan, Apr 2019 – Nov 2026, 92 months: 3 observed (3\u00a0%), "
        "18 not yet open (20\u00a0%), 54 modelled (59\u00a0%), 17 not collected (18\u00a0%)."
    )


def test_a_few_series_are_told_each_with_its_months(dataset: Dataset) -> None:
    told = coverage_words.coverage(result_of(dataset, "mand"))
    assert told.startswith(
        "Apr 2019 – Nov 2026, 92 months of each of 4 series: 3 observed (0.8\u00a0%), "
    )
    assert "Mand, formal, Iran → Pakistan: 3 observed, 18 not yet open, 54 modelled, " in told
    assert "Mand, informal, Pakistan → Iran: 0 observed, 92 not collected." in told
    assert "Mand, informal" not in coverage_words.coverage(result_of(dataset))


def test_the_best_and_the_emptiest_are_named(dataset: Dataset) -> None:
    told = coverage_words.coverage_extremes(result_of(dataset))
    assert told == (
        "Best covered: Mand, formal, Iran → Pakistan (3 observed, 18 not yet open, 54 modelled, "
        "17 not collected). Emptiest: Gabd, Mand, Chadgi, informal, Pakistan → Iran (0 observed, "
        "92 not collected)."
    )
    alone = result_of(dataset, "mand", channels=(Channel.FORMAL,), directions=(IN,))
    assert coverage_words.coverage_extremes(alone) == "", "one series is neither best nor emptiest"


def test_the_table_has_each_stretch_in_order_of_time(dataset: Dataset) -> None:
    table = coverage_table(result_of(dataset, "mand", directions=(IN,)))
    formal = table[table["Channel"] == "Formal"]
    told = formal[["State", "From", "To", "Months"]].to_numpy().tolist()
    assert told == [
        ["Observed", "Apr 2019", "Jun 2019", 3],
        ["Not yet open", "Jul 2019", "Dec 2020", 18],
        ["Modelled", "Jan 2021", "Jun 2025", 54],
        ["Not collected", "Jul 2025", "Nov 2026", 17],
    ]


def test_a_book_names_its_years_and_its_zeros(dataset: Dataset) -> None:
    found = book_years(dataset, (Direction.PK_TO_IR,), TODAY)
    (told,) = [coverage_words.book_years(each) for each in found if each.reporter is Reporter.PK]
    assert told.startswith("Pakistan’s books, Pakistan → Iran: 15 full years published (")
    assert told.endswith("64 without a figure. Recorded as zero: 2021–2023.")
    nothing = replace(found[0], states=((2025, "not_collected"),))
    assert coverage_words.book_years(nothing).endswith("no full year published.")


def test_the_banner_says_when_and_how_long_ago() -> None:
    assert coverage_words.stale(date(2025, 7, 31), TODAY) == (
        "The newest observation ends 31 Jul 2025, 15 months ago."
    )


def test_observed_months_without_dollars_are_counted() -> None:
    assert coverage_words.without_dollars(1).startswith("1 observed month has a figure")
    assert coverage_words.without_dollars(2).startswith("2 observed months have figures")


# --- a chart as text --------------------------------------------------------------------------------


def test_a_message_stands_without_the_picture() -> None:
    told = message("Title", "A sentence.", "Observed", ["A, 2024", "B", "A, 2024"], "data 123")
    assert told == "Title\n\nA sentence.\n\nObserved\nSource: A, 2024; B\ndata 123"


def test_many_sources_are_counted() -> None:
    told = message("T", "S.", "", [f"N{n}" for n in range(8)], "d")
    assert "Source: N0; N1; N2; N3; N4 and 3 more" in told


def test_without_sources_none_are_named() -> None:
    assert message("T", "S.", "Observed", [], "data 1") == "T\n\nS.\n\nObserved\ndata 1"
