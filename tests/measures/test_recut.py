"""One series in three calendars: exact, approximate, incomplete or refused."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bordertrade import calendars
from bordertrade.calendars import Calendar, Period
from bordertrade.measures.recut import Fit, YearSum, cut_years, sum_years

MONTHS = [calendars.month(year, number) for year in range(2020, 2026) for number in range(1, 13)]


def pieces(**values: float) -> dict[Period, float]:
    return {calendars.parse(text): value for text, value in values.items()}


def by_year(found: tuple[YearSum, ...]) -> dict[str, YearSum]:
    return {each.cut.year.text: each for each in found}


def naive(values: dict[Period, float], year: Period) -> float | None:
    """The twin: day by day. Each piece is in, out, or decided month by month."""
    total = 0.0
    for piece, value in values.items():
        days = [piece.start + timedelta(n) for n in range(piece.days)]
        held = [year.start <= day <= year.end for day in days]
        if all(held):
            total += value
        elif any(held):
            votes = set()
            for month in sorted({(day.year, day.month) for day in days}):
                own = [
                    year.start <= day <= year.end for day in days if (day.year, day.month) == month
                ]
                votes.add(sum(own) * 2 > len(own))
            if len(votes) > 1:
                return None
            total += value if votes.pop() else 0.0
    return total


@st.composite
def monthly(draw: st.DrawFn) -> dict[Period, float]:
    """Whole US$ for stretches of one to six Gregorian months in a row, with holes."""
    found: dict[Period, float] = {}
    at = 0
    while at < len(MONTHS):
        length = draw(st.integers(1, 6))
        stretch = MONTHS[at : at + length]
        if draw(st.integers(0, 4)):
            text = stretch[0].text if length == 1 else f"{stretch[0].text}/{stretch[-1].text}"
            found[calendars.parse(text)] = float(draw(st.integers(0, 10**9)))
        at += length
    return found


@given(values=monthly(), calendar=st.sampled_from(list(Calendar)))
def test_each_year_is_what_counting_its_days_says(
    values: dict[Period, float], calendar: Calendar
) -> None:
    for each in sum_years(values, calendar):
        assert each.value == naive(values, each.cut.year)
        assert (each.value is None) == (each.cut.fit is Fit.REFUSED)


@given(values=monthly(), calendar=st.sampled_from(list(Calendar)))
def test_bounds_hold_and_meet_only_where_a_year_is_exact(
    values: dict[Period, float], calendar: Calendar
) -> None:
    for each in sum_years(values, calendar):
        if each.value is not None:
            assert each.low <= each.value
        if each.high is not None:
            assert each.low <= each.high
            assert each.value is None or each.value <= each.high
        if each.cut.fit is Fit.EXACT:
            assert each.low == each.value == each.high


@given(values=st.lists(st.integers(0, 10**9), min_size=72, max_size=72))
def test_fiscal_years_are_the_sums_of_their_months(values: list[int]) -> None:
    months = {month: float(value) for month, value in zip(MONTHS, values, strict=True)}
    for each in sum_years(months, Calendar.FISCAL):
        start, end = each.cut.year.start, each.cut.year.end
        own = [value for month, value in months.items() if start <= month.start <= end]
        assert each.value == sum(own)
        assert each.cut.fit is (Fit.EXACT if len(own) == 12 else Fit.INCOMPLETE)


@given(values=monthly())
def test_a_piece_counts_at_most_once(values: dict[Period, float]) -> None:
    for calendar in Calendar:
        counted = [p for cut in cut_years(values, calendar) for p in cut.counted]
        assert len(counted) == len(set(counted))


def test_gregorian_months_make_a_solar_hijri_year_from_april_to_march() -> None:
    year = {month: 1.0 for month in MONTHS if date(2023, 3, 1) <= month.start <= date(2024, 3, 1)}
    found = by_year(sum_years(year, Calendar.SOLAR_HIJRI))
    cut = found["SH1402"].cut
    assert cut.fit is Fit.APPROXIMATE
    assert (cut.start, cut.end, cut.months) == (date(2023, 4, 1), date(2024, 3, 31), 12)
    assert found["SH1402"].value == 12
    assert (found["SH1402"].low, found["SH1402"].high) == (11, 13)
    assert [piece.text for piece in cut.neighbours] == ["2023-03"]
    assert found["SH1401"].cut.fit is Fit.INCOMPLETE
    assert "SH1403" not in found


def test_solar_hijri_months_are_exact_in_their_own_calendar_only() -> None:
    year = {calendars.hijri_month(1402, number): 1.0 for number in range(1, 13)}
    (own,) = sum_years(year, Calendar.SOLAR_HIJRI)
    assert (own.cut.fit, own.value, own.high) == (Fit.EXACT, 12, 12)
    fiscal = by_year(sum_years(year, Calendar.FISCAL))
    # Tir 1402 runs from 22 June to 22 July 2023: most of it lies in the later year
    assert fiscal["FY2022-23"].value == 3
    assert fiscal["FY2023-24"].value == 9


def test_whole_years_cannot_be_recut() -> None:
    annual = pieces(**{"FY2019-20": 440.0, "FY2020-21": 513.6})
    for calendar in (Calendar.GREGORIAN, Calendar.SOLAR_HIJRI):
        found = sum_years(annual, calendar)
        assert {each.cut.fit for each in found} == {Fit.REFUSED}
        assert {each.value for each in found} == {None}
    cut = by_year(sum_years(annual, Calendar.GREGORIAN))["2020"].cut
    assert [piece.text for piece in cut.straddling] == ["FY2019-20", "FY2020-21"]
    days = {each.period.text: each.days for each in cut.days_by_year(cut.straddling[0])}
    assert days == {"2019": 184, "2020": 182}
    assert by_year(sum_years(annual, Calendar.FISCAL))["FY2020-21"].value == 513.6


def test_a_day_over_the_edge_is_refused() -> None:
    days = pieces(**{"2020-06-29/2020-07-02": 4.0})
    assert {each.cut.fit for each in sum_years(days, Calendar.FISCAL)} == {Fit.REFUSED}
    (whole,) = sum_years(days, Calendar.GREGORIAN)
    assert (whole.value, whole.high, whole.cut.fit) == (4.0, None, Fit.INCOMPLETE)


def test_pieces_that_overlap_or_are_negative_are_not_summed() -> None:
    with pytest.raises(ValueError, match="overlap"):
        sum_years(pieces(**{"2024-01/2024-03": 1.0, "2024-03": 1.0}), Calendar.FISCAL)
    with pytest.raises(ValueError, match="below zero"):
        sum_years(pieces(**{"2024-01": -1.0}), Calendar.FISCAL)


def test_nothing_makes_no_year() -> None:
    assert sum_years({}, Calendar.FISCAL) == ()
