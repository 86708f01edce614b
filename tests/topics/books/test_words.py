"""What is said of the two books: the numbers of the results, in words."""

from __future__ import annotations

import pandas as pd
import pytest

from bordertrade import calendars
from bordertrade.calendars import Calendar
from bordertrade.dataset import Dataset
from bordertrade.measures.recut import Fit
from bordertrade.topics.books.measure.import_years import import_years
from bordertrade.topics.books.measure.years import mirror_years
from bordertrade.topics.books.words import calendars as calendars_words
from bordertrade.topics.books.words import years as books_words
from bordertrade.vocabulary import Direction, Reporter
from bordertrade.words import dates, numbers
from tests.measures.test_books import with_rows
from tests.topics.books.test_years import pair_of

IN, OUT = Direction.IR_TO_PK, Direction.PK_TO_IR


def test_the_newest_years_of_imports(dataset: Dataset) -> None:
    told = books_words.mirror(mirror_years(dataset, IN))
    for part in (
        "Pakistan’s books hold US$1.222\u00a0bn for FY2024-25, Iran’s US$2.423\u00a0bn for SH1403",
        "1.98 times Pakistan’s",
        "a gap of US$1.201\u00a0bn",
        "an asymmetry of 0.66",
        "share 8.6 of 12 months: Iran’s begins 3.4 months earlier",
        "From FY2021-22 to FY2024-25 the ratio lies between 1.63 and 1.98",
    ):
        assert part in told


def test_nothing_against_hundreds_of_millions_is_said_without_a_number_for_the_ratio(
    dataset: Dataset,
) -> None:
    told = books_words.mirror(mirror_years(dataset, OUT))
    for part in (
        "Iran’s books hold US$841.8\u00a0m for SH1401, Pakistan’s nothing for FY2022-23",
        "a ratio without limit",
        "From FY2019-20 to FY2023-24 Pakistan’s books never hold more than US$20\u00a0thousand a year",
        "Iran’s books, SH1403: US$706\u00a0m",
        "Iran’s books, SH1402-01 – SH1402-07: US$352.6\u00a0m in 7 of 12 months",
        "Pakistan’s books, Jul 2025: nothing in 1 of 12 months",
    ):
        assert part in told


@pytest.mark.parametrize(
    ("direction", "iran", "part"),
    [
        (IN, "SH1403", "is the smaller one all the same, so taking them off widens the gap"),
        (OUT, "SH1401", "the exporter’s book holds nothing"),
        (OUT, "2014", "they would have to add 507\u00a0%"),
        (IN, "1995", "Freight and insurance of 14.0\u00a0% would explain it"),
    ],
)
def test_whether_freight_can_explain_a_gap(
    dataset: Dataset, direction: Direction, iran: str, part: str
) -> None:
    pair = pair_of(mirror_years(dataset, direction), iran)
    assert part in books_words.freight_verdict(pair)


def test_a_margin_is_named_with_the_book_it_is_taken_off(dataset: Dataset) -> None:
    plain, net = mirror_years(dataset, IN), mirror_years(dataset, IN, 0.1)
    assert books_words.mirror_margin(plain) == ""
    assert "divided by 1 + 10\u00a0%" in books_words.mirror_margin(net)
    assert "Pakistan’s books" in books_words.mirror_margin(net)
    assert numbers.usd(1222e6 / 1.1) in books_words.mirror(net)
    assert "Iran’s books" in books_words.mirror_margin(mirror_years(dataset, OUT, 0.1))


def test_two_zeros_have_no_ratio_and_say_so(dataset: Dataset) -> None:
    nothing = with_rows(dataset, "bilateral_trade", lambda rows: rows.assign(value_usd=0.0))
    result = mirror_years(nothing, IN)
    assert result.newest is not None
    assert result.newest.asymmetry is None
    assert "Both books hold nothing" in books_words.mirror(result)
    assert books_words.mirror_ratio(result.newest) == numbers.MISSING


def test_without_a_pair_only_single_books_are_told(dataset: Dataset) -> None:
    def without_iran(rows: pd.DataFrame) -> pd.DataFrame:
        return rows[rows["reporter"] != "IR"]

    result = mirror_years(with_rows(dataset, "bilateral_trade", without_iran), IN)
    told = books_words.mirror(result)
    assert "no year stands on both books" in told
    assert "On one book only: Pakistan’s books, FY2024-25: US$1.222\u00a0bn." in told
    assert books_words.years_alone(result, Reporter.IR) == ""
    assert "1948 to 2015, FY2019-20 to FY2024-25" in books_words.years_alone(result, Reporter.PK)


def test_parts_of_years_are_told_with_their_months(dataset: Dataset) -> None:
    told = books_words.years_in_part(mirror_years(dataset, IN), Reporter.IR)
    assert "SH1397-01 – SH1397-11: US$1.128\u00a0bn in 11 of 12 months" in told
    assert books_words.years_in_part(mirror_years(dataset, IN), Reporter.PK) == ""


def test_what_was_and_was_not_recut(dataset: Dataset) -> None:
    result = import_years(dataset)
    assert result is not None
    told = calendars_words.import_years(result)
    for part in (
        "exact for FY2019-20 to FY2024-25, newest US$1.222\u00a0bn",
        "SH1402, approximately (Apr 2023 – Mar 2024): US$984.1\u00a0m; Iran’s books hold US$2.053\u00a0bn",
        "For SH1401 to SH1403 Iran’s figure lies above everything",
        "US$1.516\u00a0bn at most",
    ):
        assert part in told
    refused = {
        y.period.text: calendars_words.cannot_recut(y)
        for y in result.of(Fit.REFUSED, Calendar.GREGORIAN)
    }
    assert "Dec 2024 – May 2025 lies with 31 days in 2024, 151 days in 2025" in refused["2024"]
    assert "It lies between US$1.083\u00a0bn and US$1.706\u00a0bn." in refused["2024"]
    assert "between" not in refused["2025"]


def test_years_in_a_row_are_told_as_runs() -> None:
    texts = ["2003", "2004", "2006", "FY2019-20", "FY2020-21", "SH1403"]
    told = dates.year_runs(calendars.parse(text) for text in texts)
    assert told == "2003 to 2004, 2006, FY2019-20 to FY2020-21, SH1403"
    assert dates.year_runs([]) == ""
