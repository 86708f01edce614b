"""Periods in three calendars, held against published year starts and against counting days."""

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bordertrade import calendars
from bordertrade.calendars import Calendar, Grain, Period, PeriodError, RecutError, parse

FORMS = [
    ("2024-07", date(2024, 7, 1), date(2024, 7, 31), Calendar.GREGORIAN, Grain.MONTH),
    ("2024-02", date(2024, 2, 1), date(2024, 2, 29), Calendar.GREGORIAN, Grain.MONTH),
    ("2023-12", date(2023, 12, 1), date(2023, 12, 31), Calendar.GREGORIAN, Grain.MONTH),
    ("2024-Q3", date(2024, 7, 1), date(2024, 9, 30), Calendar.GREGORIAN, Grain.QUARTER),
    ("2024-Q4", date(2024, 10, 1), date(2024, 12, 31), Calendar.GREGORIAN, Grain.QUARTER),
    ("2024", date(2024, 1, 1), date(2024, 12, 31), Calendar.GREGORIAN, Grain.YEAR),
    ("FY2024-25", date(2024, 7, 1), date(2025, 6, 30), Calendar.FISCAL, Grain.YEAR),
    ("FY1999-00", date(1999, 7, 1), date(2000, 6, 30), Calendar.FISCAL, Grain.YEAR),
    ("SH1403", date(2024, 3, 20), date(2025, 3, 20), Calendar.SOLAR_HIJRI, Grain.YEAR),
    ("SH1403-05", date(2024, 7, 22), date(2024, 8, 21), Calendar.SOLAR_HIJRI, Grain.MONTH),
    ("SH1403-12", date(2025, 2, 19), date(2025, 3, 20), Calendar.SOLAR_HIJRI, Grain.MONTH),
    ("2022-07/2022-12", date(2022, 7, 1), date(2022, 12, 31), Calendar.GREGORIAN, Grain.SPAN),
    (
        "SH1402-01/SH1402-10",
        date(2023, 3, 21),
        date(2024, 1, 20),
        Calendar.SOLAR_HIJRI,
        Grain.SPAN,
    ),
    (
        "2020-05-16/2020-05-18",
        date(2020, 5, 16),
        date(2020, 5, 18),
        Calendar.GREGORIAN,
        Grain.SPAN,
    ),
]
DIGITS = {
    "Latin": "0123456789",
    "Persian": "۰۱۲۳۴۵۶۷۸۹",
    "Arabic": "٠١٢٣٤٥٦٧٨٩",
}


@pytest.mark.parametrize("script", DIGITS)
@pytest.mark.parametrize("form", FORMS, ids=lambda form: form[0])
def test_every_form_of_the_contract(
    form: tuple[str, date, date, Calendar, Grain], script: str
) -> None:
    text, start, end, calendar, grain = form
    written = text.translate(str.maketrans(DIGITS["Latin"], DIGITS[script]))
    assert parse(f" {written} ") == Period(start, end, text, calendar, grain)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "form"),
        ("FY25", "form"),
        ("FY2024", "form"),
        ("1403-1404", "form"),
        ("July 2024", "form"),
        ("2024-7", "form"),
        ("2024-07-15", "form"),
        ("2024/2025", "form"),
        ("2024-Q1/2024-Q2", "form"),
        ("SH1403/SH1404", "form"),
        ("2022-07/2022-12/2023-01", "form"),
        ("sh1403", "form"),
        ("1403", "year_range"),
        ("1403-05", "year_range"),
        ("۱۴۰۳", "year_range"),
        ("SH2024", "year_range"),
        ("FY1403-04", "year_range"),
        ("2024-13", "date"),
        ("2024-00", "date"),
        ("2024-Q5", "date"),
        ("2024-Q0", "date"),
        ("SH1403-13", "date"),
        ("SH1403-00", "date"),
        ("FY2024-26", "date"),
        ("2023-02-29/2023-03-01", "date"),
        ("2022-12/2022-07", "span_order"),
        ("2022-07/SH1401-10", "span_mixed"),
        ("2022-07/2022-12-31", "span_mixed"),
        ("2022-07/FY2022-23", "span_mixed"),
    ],
)
def test_what_is_no_period_says_why(text: str, reason: str) -> None:
    with pytest.raises(PeriodError) as caught:
        parse(text)
    assert (caught.value.reason, caught.value.text) == (reason, text)


@given(st.text() | st.text(alphabet="0123456789-/FYSHQ ۱٤"))
def test_no_text_raises_anything_but_a_period_error(text: str) -> None:
    with suppress(PeriodError):
        parse(text)


def months(calendar: Calendar) -> st.SearchStrategy[Period]:
    if calendar is Calendar.SOLAR_HIJRI:
        return st.builds(calendars.hijri_month, st.integers(1300, 1499), st.integers(1, 12))
    return st.builds(calendars.month, st.integers(1900, 2100), st.integers(1, 12))


DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


def _span_of(pair: tuple[Period, Period]) -> Period:
    first, last = sorted(pair)
    return parse(f"{first.text}/{last.text}")


SPANS = st.one_of(
    st.tuples(months(Calendar.GREGORIAN), months(Calendar.GREGORIAN)).map(_span_of),
    st.tuples(months(Calendar.SOLAR_HIJRI), months(Calendar.SOLAR_HIJRI)).map(_span_of),
    st.tuples(DAYS, DAYS).map(lambda pair: parse("/".join(map(str, sorted(pair))))),
)
PERIODS = st.one_of(
    months(Calendar.GREGORIAN),
    months(Calendar.SOLAR_HIJRI),
    st.builds(calendars.quarter, st.integers(1900, 2100), st.integers(1, 4)),
    st.builds(calendars.gregorian_year, st.integers(1900, 2100)),
    st.builds(calendars.fiscal_year, st.integers(1901, 2101)),
    st.builds(calendars.hijri_year, st.integers(1300, 1499)),
    SPANS,
)
SHORT = PERIODS.filter(lambda period: period.days < 1500)


@given(PERIODS)
def test_a_period_and_its_text_are_one(period: Period) -> None:
    assert parse(period.text) == period
    assert period.start <= period.end


@pytest.mark.parametrize("year", range(2014, 2026))
def test_nowruz(year: int) -> None:
    day = 20 if year in (2016, 2020, 2024) else 21
    assert calendars.hijri_year(year - 621).start == date(year, 3, day)


@given(st.integers(1301, 1498))
def test_solar_hijri_years_and_months_follow_each_other_without_a_gap(year: int) -> None:
    this, following = calendars.hijri_year(year), calendars.hijri_year(year + 1)
    assert this.end + timedelta(1) == following.start
    parts = [calendars.hijri_month(year, number) for number in range(1, 13)]
    assert (parts[0].start, parts[-1].end) == (this.start, this.end)
    assert [part.days for part in parts[:11]] == [31] * 6 + [30] * 5
    assert sum(part.days for part in parts) == this.days


def days_of(period: Period) -> Iterator[date]:
    return (period.start + timedelta(n) for n in range(period.days))


@given(SHORT, SHORT)
def test_overlap_is_the_days_in_both(one: Period, other: Period) -> None:
    common = set(days_of(one)) & set(days_of(other))
    assert one.overlap_days(other) == len(common)
    assert one.overlaps(other) == bool(common)
    assert one.contains(other) == (common == set(days_of(other)))


def test_solar_hijri_1403_and_fiscal_2025_share_8_6_months() -> None:
    hijri, fiscal = parse("SH1403"), parse("FY2024-25")
    # 1 July 2024 to 20 March 2025: July, August ... February, and 20 days of March
    assert hijri.overlap_days(fiscal) == 31 + 31 + 30 + 31 + 30 + 31 + 31 + 28 + 20
    assert 8.6 < hijri.overlap_days(fiscal) / (365 / 12) < 8.7


def slow_year_of(day: date, calendar: Calendar) -> tuple[date, date]:
    """First and last day of a day's year, by walking to the day on which the next one begins."""
    first = day
    while not begins_a_year(first, calendar):
        first -= timedelta(1)
    last = day
    while not begins_a_year(last + timedelta(1), calendar):
        last += timedelta(1)
    return first, last


def begins_a_year(day: date, calendar: Calendar) -> bool:
    nowruz = 20 if day.year in (2016, 2020, 2024) else 21
    starts = {
        Calendar.GREGORIAN: (1, 1),
        Calendar.FISCAL: (7, 1),
        Calendar.SOLAR_HIJRI: (3, nowruz),
    }
    return (day.month, day.day) == starts[calendar]


RECENT = st.one_of(
    st.builds(calendars.month, st.integers(2015, 2024), st.integers(1, 12)),
    st.builds(calendars.hijri_month, st.integers(1394, 1402), st.integers(1, 12)),
    st.builds(calendars.quarter, st.integers(2015, 2024), st.integers(1, 4)),
    st.builds(calendars.fiscal_year, st.integers(2016, 2024)),
    st.builds(calendars.hijri_year, st.integers(1394, 1402)),
    st.builds(calendars.gregorian_year, st.integers(2015, 2024)),
)


@given(RECENT, st.sampled_from(Calendar))
def test_a_period_is_recut_only_where_it_fits_whole(period: Period, calendar: Calendar) -> None:
    counted = Counter(slow_year_of(day, calendar) for day in days_of(period))
    if len(counted) == 1:
        year = calendars.recut(period, calendar)
        assert [(year.start, year.end)] == list(counted)
        assert (year.calendar, year.grain) == (calendar, Grain.YEAR)
        return
    with pytest.raises(RecutError) as caught:
        calendars.recut(period, calendar)
    found = {(part.period.start, part.period.end): part.days for part in caught.value.overlaps}
    assert found == dict(counted)


def test_a_refused_recut_names_the_days() -> None:
    with pytest.raises(RecutError, match="FY2023-24: 103 days, FY2024-25: 263 days"):
        calendars.recut(parse("SH1403"), Calendar.FISCAL)


@given(SHORT)
def test_months_of_a_period_are_those_it_holds_whole(period: Period) -> None:
    held = Counter((day.year, day.month) for day in days_of(period))
    whole = [
        f"{year:04d}-{number:02d}"
        for (year, number), days in sorted(held.items())
        if days == calendars.month(year, number).days
    ]
    assert [month.text for month in calendars.months_of(period)] == whole


@given(months(Calendar.SOLAR_HIJRI))
def test_a_solar_hijri_month_hides_the_month_with_most_of_its_days(period: Period) -> None:
    held = Counter(f"{day:%Y-%m}" for day in days_of(period))
    (hidden,) = calendars.month_hidden_by(period)
    assert held[hidden] == max(held.values())


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("SH1403-05", {"2024-08"}),
        ("SH1402-12", {"2024-03"}),
        ("SH1403-12", {"2025-03"}),
        ("SH1402-11/SH1402-12", {"2024-02", "2024-03"}),
        ("2024-07", {"2024-07"}),
        ("2024-Q1", {"2024-01", "2024-02", "2024-03"}),
        ("2022-12/2023-01", {"2022-12", "2023-01"}),
        ("2020-05-16/2020-05-18", set()),
        ("2020-05-01/2020-06-15", {"2020-05"}),
    ],
)
def test_which_months_an_observation_stands_for(text: str, hidden: set[str]) -> None:
    assert calendars.month_hidden_by(parse(text)) == hidden


def test_a_solar_hijri_year_stands_for_twelve_months() -> None:
    assert sorted(calendars.month_hidden_by(parse("SH1403"))) == [
        *(f"2024-{number:02d}" for number in range(4, 13)),
        *("2025-01", "2025-02", "2025-03"),
    ]


@given(DAYS, DAYS)
def test_age_in_months_is_the_number_of_month_days_passed(one: date, other: date) -> None:
    earlier, later = sorted((one, other))
    whole = (later.year - earlier.year) * 12 + later.month - earlier.month
    assert calendars.months_between(earlier, later) in (whole, whole - 1)
    assert calendars.months_between(later, earlier) == 0 or earlier == later


@pytest.mark.parametrize(
    ("earlier", "later", "months_passed"),
    [
        (date(2025, 6, 30), date(2025, 6, 30), 0),
        (date(2025, 6, 30), date(2025, 7, 29), 0),
        (date(2025, 6, 30), date(2025, 7, 30), 1),
        (date(2025, 6, 30), date(2026, 6, 30), 12),
        (date(2025, 6, 30), date(2025, 1, 1), 0),
    ],
)
def test_age_in_whole_months(earlier: date, later: date, months_passed: int) -> None:
    assert calendars.months_between(earlier, later) == months_passed


@pytest.mark.parametrize(("text", "year"), [("FY2024-25", 2025), ("SH1403", 2025), ("2024", 2024)])
def test_years_to_go_count_from_the_year_a_period_ends_in(text: str, year: int) -> None:
    assert parse(text).end_year == year
