"""Any month, year or day comes back, however it is written in its calendar."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from persiantools.jdatetime import JalaliDate

from bordertrade.calendars import Calendar
from bordertrade.dataset.cells import CellError
from bordertrade.intake.days import read_day
from bordertrade.intake.declaration import DateOrder
from bordertrade.intake.month_names import GREGORIAN_MONTHS, SOLAR_HIJRI_MONTHS, month_named
from bordertrade.intake.periods import read_period

NAMES = {
    Calendar.GREGORIAN: GREGORIAN_MONTHS,
    Calendar.SOLAR_HIJRI: SOLAR_HIJRI_MONTHS,
}
PREFIX = {Calendar.GREGORIAN: "", Calendar.SOLAR_HIJRI: "SH"}
YEARS = {
    Calendar.GREGORIAN: st.integers(1900, 2099),
    Calendar.SOLAR_HIJRI: st.integers(1300, 1499),
}
OTHER = {
    Calendar.GREGORIAN: Calendar.SOLAR_HIJRI,
    Calendar.SOLAR_HIJRI: Calendar.GREGORIAN,
}
SCRIPTS = ("0123456789", "۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩")
CALENDARS = st.sampled_from(list(NAMES))
DIGITS = st.sampled_from([str.maketrans(SCRIPTS[0], script) for script in SCRIPTS])
MARKS = st.sampled_from("-/. ")


@st.composite
def months(draw: st.DrawFn) -> tuple[str, Calendar, str]:
    """(the month as a person writes it, its calendar, the month in the contract's form)."""
    calendar = draw(CALENDARS)
    year, number, mark = draw(YEARS[calendar]), draw(st.integers(1, 12)), draw(MARKS)
    name = draw(st.sampled_from(NAMES[calendar][number - 1]))
    written = draw(
        st.sampled_from(
            [
                f"{year}{mark}{number}",
                f"{year}{mark}{number:02d}",
                f"{number:02d}{mark}{year}",
                f"{name}{mark}{year}",
                f"{name} ماه {year}",
                f"{year}{mark}{name}",
                f" \u200f{name.upper()}, {year} ",
            ]
        )
    )
    return written.translate(draw(DIGITS)), calendar, f"{PREFIX[calendar]}{year}-{number:02d}"


@given(months())
def test_a_month_comes_back_in_its_calendar(month: tuple[str, Calendar, str]) -> None:
    written, calendar, wanted = month
    assert read_period(written, calendar) == wanted


@given(months())
def test_a_month_of_another_calendar_is_never_another_month(
    month: tuple[str, Calendar, str],
) -> None:
    written, calendar, wanted = month
    for other in (OTHER[calendar], None):
        try:
            found = read_period(written, other)
        except CellError as fault:
            found = fault.suggestion
        assert found in (wanted, "")


@given(st.integers(1901, 2098), st.sampled_from(["-", "/", " - ", "–"]), st.booleans(), DIGITS)
def test_a_fiscal_year_comes_back(
    first: int, mark: str, whole: bool, digits: dict[int, int]
) -> None:
    last = str(first + 1)
    written = f"{first}{mark}{last if whole else last[2:]}"
    found = read_period(written.translate(digits), Calendar.FISCAL)
    assert found == f"FY{first}-{last[2:]}"


@given(st.dates(date(1930, 1, 1), date(2090, 12, 31)), MARKS, DIGITS)
def test_a_day_comes_back_in_each_order_and_calendar(
    day: date, mark: str, digits: dict[int, int]
) -> None:
    hijri = JalaliDate.to_jalali(day.year, day.month, day.day)
    for order, written, own in (
        (DateOrder.DAY_FIRST, f"{day.day}{mark}{day.month:02d}{mark}{day.year}", None),
        (DateOrder.MONTH_FIRST, f"{day.month:02d}{mark}{day.day:02d}{mark}{day.year}", None),
        (DateOrder.YEAR_FIRST, f"{day.year}{mark}{day.month}{mark}{day.day}", None),
        (None, day.isoformat(), None),
        (
            None,
            f"{hijri.year}{mark}{hijri.month}{mark}{hijri.day:02d}",
            Calendar.SOLAR_HIJRI,
        ),
    ):
        assert read_day(written.translate(digits), own, order) == day


@pytest.mark.parametrize("calendar", NAMES)
def test_no_name_means_two_months(calendar: Calendar) -> None:
    for number, names in enumerate(NAMES[calendar], 1):
        assert all(month_named(name) == (calendar, number) for name in names)


@given(st.text(max_size=20))
def test_any_text_is_a_period_or_a_fault_with_a_period_to_suggest(text: str) -> None:
    for calendar in (None, *Calendar):
        try:
            read_period(text, calendar)
        except CellError as fault:
            if fault.suggestion and fault.code != "mixed_digits":
                read_period(fault.suggestion, calendar)
