"""Which days were open: counted one by one, against the one rule that model and measures share."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bordertrade.calendars import Period, parse
from bordertrade.dataset import Dataset
from bordertrade.dataset.closures import Closure, closures, open_days
from bordertrade.envelope import Envelope
from tests.tables import added, replaced

MARKETS = ("gabd", "mand", "chadgi")
HALF = Envelope(0, 0.5, 1)
DAYS = st.integers(0, 400).map(lambda n: date(2024, 1, 1) + timedelta(days=n))


def span(first: date, last: date) -> Period:
    return parse(f"{first}/{last}")


def closure(first: date, last: date, *, disputed: bool) -> Closure:
    return Closure("id", "title", span(first, last), frozenset(), "border", disputed, "S")


def slowly(period: Period, found: list[Closure]) -> tuple[float, float, float]:
    """Each day asked by itself."""
    low = central = high = 0.0
    day = period.start
    while day <= period.end:
        on = [each for each in found if each.span.start <= day <= each.span.end]
        shut = any(not each.disputed for each in on)
        unsure = not shut and bool(on)
        low += not on
        central += 0.5 if unsure else not shut
        high += not shut
        day += timedelta(days=1)
    return low, central, high


@given(
    period=st.tuples(DAYS, DAYS).map(sorted),
    spans=st.lists(st.tuples(DAYS, DAYS, st.booleans()), max_size=5),
)
def test_open_days_are_those_counted_one_by_one(
    period: list[date], spans: list[tuple[date, date, bool]]
) -> None:
    whole = span(*period)
    found = [closure(min(a, b), max(a, b), disputed=unsure) for a, b, unsure in spans]
    days = open_days(whole, found, HALF).days
    assert (days.low, days.central, days.high) == slowly(whole, found)
    assert 0 <= days.low <= days.central <= days.high <= whole.days


def test_june_2025_is_disputed_for_sixteen_days(dataset: Dataset) -> None:
    found = closures(dataset["events"])
    assert [each.event for each in found] == ["2025-june-closure"]
    june = open_days(parse("2025-06"), found, HALF)
    assert (june.days, june.disputed) == (Envelope(14, 22, 30), 16)
    assert open_days(parse("2025-07"), found, HALF).days == Envelope(0, 15.5, 31)
    assert open_days(parse("2025-05"), found, HALF).days == Envelope.exact(31)


def test_a_closure_without_an_end_is_none(dataset: Dataset) -> None:
    ids = {each.event for each in closures(dataset["events"])}
    assert "2020-covid-taftan" not in ids


EVENT = {
    "id": "x",
    "date": "2024-03",
    "date_end": "2024-03",
    "scope": "border",
    "title": "Shut",
    "effect": "closed",
    "source": "BR40282284",
}


@pytest.mark.parametrize(
    ("change", "whole_border"),
    [
        ({"markets": "gabd~mand~chadgi"}, True),
        ({"markets": ""}, True),
        ({"markets": "gabd"}, False),
        ({"markets": "", "scope": "taftan"}, False),
    ],
)
def test_the_whole_border_is_closed_by_what_names_it_or_all_its_markets(
    dataset: Dataset, change: dict[str, str], whole_border: bool
) -> None:
    (found,) = closures(replaced(dataset, "events", EVENT | change)["events"])
    assert found.closes_border(MARKETS) is whole_border


def test_two_closures_of_one_day_count_once(dataset: Dataset) -> None:
    twice = added(dataset, "events", EVENT, EVENT | {"id": "y", "effect": "partly_closed"})
    march = open_days(parse("2024-03"), closures(twice["events"]), HALF)
    assert (march.days, march.disputed) == (Envelope.exact(0), 0)
