"""Days and periods for people."""

from datetime import date

import pytest

from bordertrade.words import dates


@pytest.mark.parametrize(
    ("text", "name", "with_span"),
    [
        ("2024-07", "Jul 2024", "Jul 2024"),
        ("2022-07/2022-12", "Jul 2022 – Dec 2022", "Jul 2022 – Dec 2022"),
        ("2020-05-16/2020-05-18", "16 May 2020 – 18 May 2020", "16 May 2020 – 18 May 2020"),
        ("2024-02-01/2024-02-29", "Feb 2024", "Feb 2024"),
        ("2020-05-16/2020-05-16", "16 May 2020", "16 May 2020"),
        ("FY2024-25", "FY2024-25", "FY2024-25 (Jul 2024 – Jun 2025)"),
        ("SH1403", "SH1403", "SH1403 (20 Mar 2024 – 20 Mar 2025)"),
        ("SH1403-05", "SH1403-05", "SH1403-05 (22 Jul 2024 – 21 Aug 2024)"),
        (
            "SH1402-01/SH1402-10",
            "SH1402-01 – SH1402-10",
            "SH1402-01 – SH1402-10 (21 Mar 2023 – 20 Jan 2024)",
        ),
        ("2024", "2024", "2024 (Jan 2024 – Dec 2024)"),
        ("2024-Q3", "2024-Q3", "2024-Q3 (Jul 2024 – Sep 2024)"),
    ],
)
def test_periods(text: str, name: str, with_span: str) -> None:
    assert dates.period(text) == name
    assert dates.period(text, with_span=True) == with_span


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        (date(2024, 1, 1), date(2024, 1, 30), "1 Jan 2024 – 30 Jan 2024"),
        (date(2024, 1, 2), date(2024, 1, 31), "2 Jan 2024 – 31 Jan 2024"),
        (date(2023, 12, 1), date(2023, 12, 31), "Dec 2023"),
    ],
)
def test_only_whole_months_are_called_months(start: date, end: date, text: str) -> None:
    assert dates.span(start, end) == text


@pytest.mark.parametrize(
    ("text", "shown"), [("2004", "2004"), ("2004-03", "Mar 2004"), ("2004-03-12", "12 Mar 2004")]
)
def test_a_date_is_as_precise_as_its_source(text: str, shown: str) -> None:
    assert dates.partial_date(text) == shown


def test_an_event_with_an_end_is_told_as_a_span() -> None:
    assert dates.partial_span("2025-06-15", "2025-07") == "15 Jun 2025 – Jul 2025"
    assert dates.partial_span("2004-03", "") == "Mar 2004"
