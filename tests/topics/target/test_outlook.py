"""Pace, year reached, status and the markets' share: published figures, twins, and invariants."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import product
from types import MappingProxyType

import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bordertrade import calendars
from bordertrade.dataset import Dataset
from bordertrade.measures.book_level import latest_level, level_of_year, levels
from bordertrade.measures.pace import observed_pace, pace_between, starts
from bordertrade.measures.target import TargetBasis, progress, targets, targets_in_force
from bordertrade.measures.three_markets import newest_year, three_markets
from bordertrade.topics.target.measure.outlook import (
    OutlookError,
    growth_from,
    outlook,
    year_reached,
)
from bordertrade.topics.target.measure.result import target_result
from bordertrade.topics.target.measure.status import BANDS, band, status
from bordertrade.vocabulary import Channel, Direction, InformalBasis, Reporter

IN, OUT = Direction.IR_TO_PK, Direction.PK_TO_IR
TEN = "usd10bn_2029"
growths = st.floats(0.001, 3)
amounts = st.floats(1e6, 1e11)


def outlook_of(dataset: Dataset, reporter: Reporter, **basis: object):  # type: ignore[no-untyped-def]
    made = TargetBasis(TEN, (reporter,), **basis)  # type: ignore[arg-type]
    at = progress(dataset, reporter, made)
    assert at is not None
    return outlook(dataset, at, made)


# --- the pace -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reporter", "ends", "millions", "years", "percent"),
    [
        (Reporter.PK, ("FY2019-20", "FY2024-25"), (440, 1222), 5, "22.7"),
        (Reporter.IR, ("SH1400", "SH1403"), (1261 + 312, 2423 + 706), 3, "25.8"),
    ],
)
def test_the_usual_pace_of_each_book(  # noqa: PLR0917 - the columns of the table above
    dataset: Dataset,
    reporter: Reporter,
    ends: tuple[str, str],
    millions: tuple[float, float],
    years: int,
    percent: str,
) -> None:
    newest = latest_level(dataset, reporter)
    assert newest is not None
    pace = observed_pace(dataset, reporter, newest)
    assert pace is not None
    assert (pace.first.period.text, pace.last.period.text) == ends
    assert (pace.first_usd / 1e6, pace.last_usd / 1e6) == millions
    assert pace.years == years
    assert pace.growth is not None
    assert f"{pace.growth * 100:.1f}" == percent
    grown = pace.first_usd
    for _year in range(years):  # the slow twin: year by year
        grown *= 1 + pace.growth
    assert grown == pytest.approx(pace.last_usd)


def test_only_directions_given_at_both_ends_are_compared(dataset: Dataset) -> None:
    newest = latest_level(dataset, Reporter.PK)
    assert newest is not None
    for first in starts(dataset, Reporter.PK, newest):
        pace = pace_between(first, newest)
        assert pace.directions == (IN,)
        part = first.part(IN)
        assert part is not None
        assert pace.first_usd == part.value_usd
    complete, half = (level_of_year(dataset, Reporter.IR, year) for year in (2023, 2024))
    assert complete is not None
    assert half is not None
    assert pace_between(complete, half).directions == (IN,)


def test_a_pace_starts_where_the_reader_says_or_at_the_next_year_with_a_figure(
    dataset: Dataset,
) -> None:
    newest = latest_level(dataset, Reporter.IR)
    assert newest is not None
    for since, first in ((2023, "SH1401"), (2017, "SH1400"), (1990, "SH1393")):
        pace = observed_pace(dataset, Reporter.IR, newest, since)
        assert pace is not None
        assert pace.first.period.text == first
    late = observed_pace(dataset, Reporter.IR, newest, 2030)
    assert late is not None
    assert (late.growth, late.refusal) == (None, "one_point")


def test_two_books_make_no_pace(dataset: Dataset) -> None:
    ours, theirs = latest_level(dataset, Reporter.PK), latest_level(dataset, Reporter.IR)
    assert ours is not None
    assert theirs is not None
    with pytest.raises(ValueError, match="two books"):
        pace_between(ours, theirs)


def test_a_single_year_has_no_pace_and_says_so(dataset: Dataset) -> None:
    rows = dataset["bilateral_trade"]
    only = rows[(rows["reporter"] != "PK") | (rows["period"] == "FY2024-25")]
    alone = replace(dataset, tables=MappingProxyType({**dataset.tables, "bilateral_trade": only}))
    found = outlook_of(alone, Reporter.PK)
    assert (found.pace, found.year, found.refusal, found.status) == (None, None, "no_pace", None)


def test_nothing_at_the_beginning_starts_no_pace(dataset: Dataset) -> None:
    def zero(rows: pd.DataFrame) -> pd.DataFrame:
        return rows.assign(value_usd=rows["value_usd"].where(rows["period"] == "FY2024-25", 0.0))

    tables = {**dataset.tables, "bilateral_trade": zero(dataset["bilateral_trade"])}
    found = outlook_of(replace(dataset, tables=MappingProxyType(tables)), Reporter.PK)
    assert found.refusal == "no_pace"


# --- the year reached -----------------------------------------------------------------------------


def test_when_each_book_would_be_there(dataset: Dataset) -> None:
    assert [outlook_of(dataset, book).year for book in Reporter] == [2036, 2031]


@given(amounts, amounts, growths, st.integers(1990, 2050))
def test_the_year_reached_is_the_first_year_at_the_target(
    base: float, target: float, growth: float, start: int
) -> None:
    assume(base < target)
    try:
        found = year_reached(base, target, growth, start)
    except OutlookError:  # only where even the last year would fall short
        assert base * (1 + growth) ** (2100 - start) < target * (1 + 1e-6)
        return
    assert counted(base, target * (1 - 1e-8), growth, start) <= found
    assert found <= counted(base, target * (1 + 1e-8), growth, start)


def counted(base: float, target: float, growth: float, year: int) -> int:
    """The slow twin: count the years."""
    while base < target:
        base, year = base * (1 + growth), year + 1
    return year


@pytest.mark.parametrize(
    ("base", "target", "growth", "reason"),
    [
        (0, 1e10, 0.1, "base"),
        (-1, 1e10, 0.1, "base"),
        (math.nan, 1e10, 0.1, "base"),
        (1e10, 1e10, 0.1, "reached"),
        (1e9, 1e10, 0.0, "no_growth"),
        (1e9, 1e10, -0.2, "no_growth"),
        (1e9, 1e10, 1e-6, "too_far"),
    ],
)
def test_a_year_without_meaning_is_refused(
    base: float, target: float, growth: float, reason: str
) -> None:
    with pytest.raises(OutlookError) as caught:
        year_reached(base, target, growth, 2025)
    assert caught.value.reason == reason


def test_with_informal_trade_no_year_is_given_and_all_its_range_is_told(dataset: Dataset) -> None:
    ends = {
        basis: outlook_of(dataset, Reporter.PK, informal=basis)
        for basis in (InformalBasis.LOW, InformalBasis.CENTRAL, InformalBasis.HIGH)
    }
    for found in ends.values():
        assert (found.year, found.refusal) == (None, "informal")
        assert found.growth_range == ends[InformalBasis.LOW].growth_range
    whole = ends[InformalBasis.LOW].growth_range
    assert whole is not None
    # the highest base needs the least growth
    assert [ends[each].progress.growth for each in ends] == [whole.high, whole.central, whole.low]
    assert outlook_of(dataset, Reporter.PK).growth_range is None


def test_standing_still_makes_the_way_steeper(dataset: Dataset) -> None:
    at = outlook_of(dataset, Reporter.PK).progress
    steep = growth_from(at, 2026)
    assert steep == pytest.approx((10 / 1.222) ** (1 / 3) - 1)
    assert at.growth is not None
    assert steep > at.growth
    assert growth_from(at, 2029) is None


def test_milestones_are_the_path_without_its_base(dataset: Dataset) -> None:
    found = outlook_of(dataset, Reporter.IR)
    assert [year for year, _usd in found.milestones()] == [2026, 2027, 2028, 2029]
    assert found.milestones()[-1][1] == pytest.approx(10e9)
    continued = found.continuation()
    assert [year for year, _usd in continued] == list(range(2025, 2032))
    assert continued[-2][1] < 10e9 <= continued[-1][1]


# --- the status -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reporter", "ratio", "expected"),
    [(Reporter.PK, "0.546", "limited"), (Reporter.IR, "0.852", "moderate")],
)
def test_the_status_of_each_book(
    dataset: Dataset, reporter: Reporter, ratio: str, expected: str
) -> None:
    found = outlook_of(dataset, reporter).status
    assert found is not None
    assert found.ratio is not None
    assert f"{found.ratio:.3f}" == ratio
    assert found.band == expected


def test_another_first_year_changes_the_status_of_irans_book(dataset: Dataset) -> None:
    found = outlook_of(dataset, Reporter.IR)
    by_start = {each.pace.first.period.text: each.band for each in found.statuses}
    assert by_start["SH1400"] == "moderate"
    assert by_start["SH1401"] == "limited"
    assert found.status_depends_on_start
    assert not outlook_of(dataset, Reporter.PK).status_depends_on_start


def test_status_from_every_start_equals_its_slow_twin(dataset: Dataset) -> None:
    for reporter in Reporter:
        for each in outlook_of(dataset, reporter).statuses:
            pace = each.pace
            observed = (pace.last_usd / pace.first_usd) ** (1 / pace.years) - 1
            years = 2029 - pace.first.period.end_year
            required = (10e9 / pace.first_usd) ** (1 / years) - 1
            assert each.ratio == pytest.approx(observed / required)
            assert each.required == pytest.approx(required)


@pytest.mark.parametrize(
    ("ratio", "expected"),
    [
        (2.0, "on_track"),
        (0.95, "on_track"),
        (0.9499, "moderate"),
        (0.60, "moderate"),
        (0.5999, "limited"),
        (0.0, "limited"),
        (-0.001, "away"),
    ],
)
def test_the_bands_have_these_ends(ratio: float, expected: str) -> None:
    assert band(ratio) == expected
    assert [least for _name, least in BANDS] == [0.95, 0.60, 0.0]


def test_a_status_is_refused_with_a_reason(dataset: Dataset) -> None:
    newest = latest_level(dataset, Reporter.IR)
    assert newest is not None
    first = level_of_year(dataset, Reporter.IR, 2022)
    assert first is not None
    pace = pace_between(first, newest)
    assert status(pace, 10e9, None).refusal == "deadline"
    assert status(pace, 10e9, 2022).refusal == "years"
    assert status(pace_between(newest, newest), 10e9, 2029).refusal == "one_point"
    assert status(pace, 3e9, 2029).band == "achieved"


# --- the three markets ----------------------------------------------------------------------------


def slow_three(dataset: Dataset, channel: str, direction: str, months: list[str]) -> list[float]:
    """Row by row from the model's own table."""
    sums = [0.0, 0.0, 0.0]
    for row in dataset["modelled_trade"].to_dict("records"):
        same = (row["market"], row["channel"], row["direction"]) == ("three", channel, direction)
        if same and row["period"] in months:
            for place, name in enumerate(("value_low_usd", "value_usd", "value_high_usd")):
                sums[place] += row[name]
    return sums


def test_the_three_over_a_year_are_the_models_own_rows(dataset: Dataset) -> None:
    year = calendars.parse("FY2024-25")
    months = [month.text for month in calendars.months_of(year)]
    for channel, direction in product(Channel, (IN, OUT)):
        found = three_markets(dataset, channel, direction, year)
        slow = slow_three(dataset, channel, direction, months)
        if found is None:
            assert slow == [0, 0, 0]
            continue
        value = found.value_usd
        assert [value.low, value.central, value.high] == pytest.approx(slow)
        assert value.low <= value.central <= value.high
    year_now = newest_year(dataset, Channel.INFORMAL, IN)
    assert year_now is not None
    days = year_now.period.start.isoformat(), year_now.period.end.isoformat()
    assert days == ("2024-07-01", "2025-06-30")


def test_the_share_of_the_level_is_the_models_ratio_and_is_never_clipped(dataset: Dataset) -> None:
    share = outlook_of(dataset, Reporter.PK).markets
    assert share is not None
    assert share.of_part is not None
    assert share.of_part.low == pytest.approx(0.15)
    assert share.of_part.high == pytest.approx(1.20)
    assert share.sources_disagree
    iran = outlook_of(dataset, Reporter.IR).markets
    assert iran is not None
    assert iran.formal is not None
    assert iran.formal.direction is OUT
    assert iran.formal.months == 11
    assert not iran.sources_disagree


@pytest.mark.parametrize("reporter", Reporter)
def test_the_share_of_the_gap_is_informal_fuel_over_what_is_missing(
    dataset: Dataset, reporter: Reporter
) -> None:
    found = outlook_of(dataset, reporter)
    assert found.markets is not None
    assert found.markets.of_gap is not None
    assert found.markets.informal is not None
    gap = 10e9 - found.progress.base.value_usd
    value, share = found.markets.informal.value_usd, found.markets.of_gap
    assert share.low == pytest.approx(value.low / gap)
    assert share.high == pytest.approx(value.high / gap)
    assert not found.markets.fills_more_than_the_gap


def test_over_a_small_gap_the_share_is_over_the_whole(dataset: Dataset) -> None:
    basis = TargetBasis("usd5bn_2028", (Reporter.IR,))
    at = progress(dataset, Reporter.IR, basis)
    assert at is not None
    small = outlook(dataset, replace(at, target_usd=at.base.value_usd + 1e9), basis)
    assert small.markets is not None
    assert small.markets.fills_more_than_the_gap


# --- moving targets -------------------------------------------------------------------------------


def test_the_target_moves_with_each_announcement_of_another_amount(dataset: Dataset) -> None:
    moved = [(year, each.value_usd / 1e9) for year, each in targets_in_force(dataset)]
    assert moved == [(2006, 1), (2012, 3), (2016, 5), (2024, 10)]
    by_year: dict[int, float] = {}
    for each in targets(dataset):  # the slow twin: the last one announced in each year
        by_year[int(each.announced[:4])] = each.value_usd
    value = 0.0
    for year in sorted(by_year):
        if by_year[year] != value:
            value = by_year[year]
            assert (year, value / 1e9) in moved


def test_the_result_holds_an_outlook_for_each_book_with_a_base(dataset: Dataset) -> None:
    result = target_result(dataset, TargetBasis(TEN))
    assert [each.reporter for each in result.outlooks] == list(Reporter)
    assert result.progress == tuple(each.progress for each in result.outlooks)
    assert all(len(levels(dataset, book)) > 5 for book in Reporter)


def test_fuel_that_the_basis_counts_already_can_join_nothing(dataset: Dataset) -> None:
    for end in (InformalBasis.LOW, InformalBasis.CENTRAL, InformalBasis.HIGH):
        share = outlook_of(dataset, Reporter.PK, informal=end).markets
        assert share is not None
        assert share.already_counted
        assert share.of_gap is None
    plain = outlook_of(dataset, Reporter.PK).markets
    assert plain is not None
    assert not plain.already_counted
