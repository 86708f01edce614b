"""Years of the markets in three calendars: sums of months, each month once, doubts named."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from persiantools.jdatetime import JalaliDate

from bordertrade import calendars
from bordertrade.calendars import Calendar, Period, parse
from bordertrade.dataset import Dataset
from bordertrade.dataset.rows import rows_of
from bordertrade.measures.selection import Selection
from bordertrade.money import MoneyBasis
from bordertrade.topics.markets.measure.series import MarketSeries, market_series
from bordertrade.vocabulary import Channel, EvidenceFloor
from tests.topics.markets.test_markets import FORMAL, INFORMAL, MARKETS, with_observed

OBSERVED = Selection(("gabd",), floor=EvidenceFloor.OBSERVED)
ENDS = ("value_low", "value", "value_high")


def days_by_year(period: Period, calendar: Calendar) -> Counter[str]:
    """The slow way: each day of a period by itself."""
    found: Counter[str] = Counter()
    for place in range(period.days):
        day = period.start + timedelta(place)
        if calendar is Calendar.SOLAR_HIJRI:
            found[f"SH{JalaliDate.to_jalali(day.year, day.month, day.day).year}"] += 1
        else:
            first = day.year - (day.month < 7)
            found[f"FY{first}-{(first + 1) % 100:02d}"] += 1
    return found


def in_calendar(dataset: Dataset, selection: Selection, calendar: Calendar) -> MarketSeries:
    return market_series(dataset, replace(selection, calendar=calendar), Channel.FORMAL)


def fits(series: MarketSeries) -> dict[str, str]:
    return dict(zip(series.frame["period"], series.frame["fit"], strict=True))


MONTHS = st.dictionaries(
    st.builds(calendars.month, st.integers(2019, 2024), st.integers(1, 12)),
    st.lists(st.integers(0, 10**9), min_size=3, max_size=3).map(sorted),
    min_size=1,
    max_size=14,
)


@given(MONTHS, st.sampled_from([Calendar.FISCAL, Calendar.SOLAR_HIJRI]))
def test_years_are_sums_of_their_months_and_every_month_is_in_one_year(
    dataset: Dataset, months: dict[Period, list[int]], calendar: Calendar
) -> None:
    rows = [
        INFORMAL
        | {"period": month.text, "value_low": str(low), "value": str(mid), "value_high": str(high)}
        for month, (low, mid, high) in months.items()
    ]
    selection = replace(OBSERVED, calendar=calendar)
    found = market_series(with_observed(dataset, *rows), selection, Channel.INFORMAL)
    assert found.refused == ()
    wanted: dict[str, list[int]] = {}
    for month, ends in months.items():
        (year, _days), *_rest = days_by_year(month, calendar).most_common()
        held = wanted.setdefault(year, [0, 0, 0, 0])
        wanted[year] = [old + new for old, new in zip(held, [*ends, 1], strict=True)]
    years = {
        row.period: [row.value_low, row.value, row.value_high, row.months]
        for row in rows_of(found.frame)
    }
    assert years == wanted
    for row in rows_of(found.frame):
        assert row.value_low <= row.value <= row.value_high
        assert row.whole == (row.months == 12)
        straddles = [m for m in months if len(days_by_year(m, calendar)) > 1]
        touched = {year for m in straddles for year in days_by_year(m, calendar)}
        assert row.fit == ("approximate" if row.period in touched else "exact")


@pytest.mark.parametrize("money", list(MoneyBasis))
@pytest.mark.parametrize("channel", list(Channel))
@pytest.mark.parametrize("calendar", [Calendar.FISCAL, Calendar.SOLAR_HIJRI])
def test_nothing_of_the_record_is_lost(
    dataset: Dataset, calendar: Calendar, channel: Channel, money: MoneyBasis
) -> None:
    monthly = market_series(dataset, Selection(MARKETS, money=money), channel).frame
    yearly = market_series(dataset, Selection(MARKETS, money=money, calendar=calendar), channel)
    assert yearly.refused == ()
    assert yearly.frame["months"].sum() == monthly["months"].sum() > 0
    for end in ENDS:
        assert yearly.frame[end].sum() == pytest.approx(monthly[end].sum())


def test_fiscal_years_of_gregorian_months_are_exact(dataset: Dataset) -> None:
    found = market_series(dataset, Selection(MARKETS, calendar=Calendar.FISCAL), Channel.FORMAL)
    assert set(found.frame["fit"]) == {"exact"}
    assert (found.frame["first"] == found.frame["start"]).all()


def test_a_year_of_solar_hijri_months_is_exact(dataset: Dataset) -> None:
    rows = [FORMAL | {"period": f"SH1402-{n:02d}", "reporter": "IR"} for n in range(1, 13)]
    found = in_calendar(with_observed(dataset, *rows), OBSERVED, Calendar.SOLAR_HIJRI)
    assert fits(found) == {"SH1402": "exact"}
    assert found.frame[["value", "months", "whole"]].to_numpy().tolist() == [[1200, 12, True]]


def test_solar_hijri_months_make_approximate_fiscal_years(dataset: Dataset) -> None:
    rows = [FORMAL | {"period": f"SH1402-{n:02d}", "reporter": "IR"} for n in (3, 4, 5)]
    found = in_calendar(with_observed(dataset, *rows), OBSERVED, Calendar.FISCAL)
    # Tir 1402 began on 22 June 2023: 9 days in the old fiscal year, 22 in the new
    assert fits(found) == {"FY2022-23": "approximate", "FY2023-24": "approximate"}
    assert found.frame["months"].tolist() == [1, 2]


def test_a_year_of_both_calendars_months_says_so(dataset: Dataset) -> None:
    hijri = [FORMAL | {"period": f"SH1403-{n:02d}"} for n in (1, 2)]
    gregorian = [FORMAL | {"period": text} for text in ("2024-08", "2025-03")]
    record = with_observed(dataset, *hijri, *gregorian)
    found = in_calendar(record, OBSERVED, Calendar.SOLAR_HIJRI)
    assert fits(found) == {"SH1403": "mixed"}
    assert found.frame["months"].tolist() == [4]


def test_long_periods_across_the_turn_of_the_year_are_refused_with_their_days(
    dataset: Dataset,
) -> None:
    rows = [
        FORMAL | {"period": "2024"},
        FORMAL | {"period": "2022-11/2023-06", "value": "7"},
        FORMAL | {"period": "2022-07", "value": "3"},
    ]
    found = in_calendar(with_observed(dataset, *rows), OBSERVED, Calendar.SOLAR_HIJRI)
    assert fits(found) == {"SH1401": "exact"}
    assert found.frame["value"].tolist() == [3]
    told = {
        error.period.text: {part.period.text: part.days for part in error.overlaps}
        for error in found.refused
    }
    assert told == {
        text: dict(days_by_year(parse(text), Calendar.SOLAR_HIJRI))
        for text in ("2022-11/2023-06", "2024")
    }


def test_a_whole_year_stands_before_the_months_inside_it(dataset: Dataset) -> None:
    rows = [
        FORMAL | {"period": "SH1403", "value": "500"},
        FORMAL | {"period": "2024-08", "value": "7"},
        FORMAL | {"period": "2023-08", "value": "9"},
    ]
    found = in_calendar(with_observed(dataset, *rows), OBSERVED, Calendar.SOLAR_HIJRI)
    values = dict(zip(found.frame["period"], found.frame["value"], strict=True))
    assert values == {"SH1402": 9, "SH1403": 500}
    assert set(fits(found).values()) == {"exact"}


def test_periods_in_their_own_calendar_are_not_moved(dataset: Dataset) -> None:
    found = market_series(dataset, Selection(MARKETS), Channel.FORMAL)
    assert set(found.frame["fit"]) == {"natural"}
