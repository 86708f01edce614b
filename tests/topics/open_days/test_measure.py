"""Trade a day and an open day: June 2025, closed months, and what is never mixed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bordertrade.calendars import parse
from bordertrade.dataset import Dataset
from bordertrade.dataset.closures import OpenDays
from bordertrade.envelope import Envelope
from bordertrade.measures.selection import Selection
from bordertrade.topics.open_days import words as open_days_words
from bordertrade.topics.open_days.measure import (
    BEFORE,
    CLOSED,
    OPEN,
    UNBOUNDED,
    OpenDaysResult,
    PerDay,
    per_open_day,
)
from bordertrade.vocabulary import Direction, EvidenceFloor, Reporter
from tests import tables

ALL = Selection(markets=("gabd", "mand", "chadgi"))
CLOSURE = {
    "id": "x",
    "date": "2024-07-01",
    "date_end": "2024-07-31",
    "markets": "gabd~mand~chadgi",
    "scope": "border",
    "title": "Shut",
    "effect": "closed",
    "source": "BR40282284",
}


def month(result: OpenDaysResult, text: str) -> PerDay:
    assert result.border is not None
    return next(cell for cell in result.border.cells if cell.period.text == text)


def test_june_2025_an_open_day(dataset: Dataset) -> None:
    june = month(per_open_day(dataset, ALL), "2025-06")
    assert june.state == OPEN
    assert june.per_day_usd == Envelope.exact(66e6 / 30)
    assert june.per_open_day_usd == Envelope(66e6 / 30, 66e6 / 22, 66e6 / 14)
    assert june.at_least_usd == 66e6 / 30


def test_the_months_are_pakistans_own_published_ones(dataset: Dataset) -> None:
    line = per_open_day(dataset, ALL).border
    assert line is not None
    rows = dataset["bilateral_trade"]
    own = rows[
        (rows["reporter"] == "PK")
        & (rows["direction"] == "IR_TO_PK")
        & rows["preferred"].astype(bool)
        & rows["period"].str.fullmatch(r"\d{4}-\d{2}")
    ]
    months = {cell.period.text: cell.value_usd for cell in line.cells}
    assert months == {
        period: Envelope.exact(value)
        for period, value in zip(own["period"], own["value_usd"], strict=True)
    }
    assert len(months) == 15


def test_without_a_closure_a_day_is_an_open_day(dataset: Dataset) -> None:
    found = per_open_day(dataset, ALL).border
    assert found is not None
    for cell in found.cells:
        assert (cell.per_open_day_usd == cell.per_day_usd) is (not cell.open_days.closures)


@given(
    value=st.tuples(*[st.floats(0, 1e10)] * 3).map(lambda ends: Envelope(*sorted(ends))),
    days=st.tuples(*[st.integers(0, 30)] * 3).map(lambda ends: Envelope(*map(float, sorted(ends)))),
)
def test_an_open_day_is_never_worth_less_than_a_calendar_day(
    value: Envelope, days: Envelope
) -> None:
    cell = PerDay(parse("2025-06"), value, OpenDays(days, 0, ()), "S")
    assert (cell.state == CLOSED) is (days.high == 0)
    assert (cell.state == UNBOUNDED) is (days.low == 0 < days.high)
    found, plain = cell.per_open_day_usd, cell.per_day_usd
    assert plain is not None
    if found is None:
        assert days.low == 0
        return
    assert found.low <= found.central <= found.high
    assert found.low == pytest.approx(value.low / days.high)
    assert found.high == pytest.approx(value.high / days.low)
    for own, other in zip(
        (found.low, found.central, found.high), (plain.low, plain.central, plain.high), strict=True
    ):
        assert own >= other * (1 - 1e-12)


# --- closed is not zero ---------------------------------------------------------------------------


def test_a_month_closed_throughout_reads_closed(dataset: Dataset) -> None:
    months = [
        tables.BOOK | {"period": text, "direction": "IR_TO_PK", "series": "pk_moc", "value_usd": v}
        for text, v in (("2024-06", "90000000"), ("2024-07", "0"))
    ]
    own = tables.added(tables.replaced(dataset, "bilateral_trade", *months), "events", CLOSURE)
    result = per_open_day(own, ALL)
    july = month(result, "2024-07")
    assert (july.state, july.per_open_day_usd, july.at_least_usd) == (CLOSED, None, None)
    told = open_days_words.open_days(result)
    assert "Jul 2024 closed" in told
    assert open_days_words.per_open_day(july) == "closed"


def test_a_closed_row_of_a_market_reads_closed(dataset: Dataset) -> None:
    rows = [
        tables.FORMAL,
        tables.FORMAL | {"period": "2024-08", "value": "", "obs_status": "S"},
    ]
    result = per_open_day(tables.replaced(dataset, "formal_trade", *rows), ALL)
    (line,) = result.markets
    assert [(cell.period.text, cell.state, cell.value_usd) for cell in line.cells] == [
        ("2024-07", OPEN, Envelope.exact(100)),
        ("2024-08", CLOSED, None),
    ]
    assert line.cells[1].per_day_usd is None


def test_a_month_disputed_throughout_has_no_upper_bound(dataset: Dataset) -> None:
    rows = [tables.FORMAL | {"period": "2025-07", "value": "310"}]
    (line,) = per_open_day(tables.replaced(dataset, "formal_trade", *rows), ALL).markets
    (july,) = line.cells
    assert (july.state, july.per_open_day_usd, july.at_least_usd) == (UNBOUNDED, None, 10)
    assert open_days_words.per_open_day(july) == "at least US$10"


def test_before_a_crossing_opened_nobody_counts_open_days(dataset: Dataset) -> None:
    (mand,) = per_open_day(dataset, ALL).markets
    (cell,) = mand.cells
    assert (mand.market, cell.state, cell.per_open_day_usd) == ("mand", BEFORE, None)
    assert cell.per_day_usd == Envelope.exact(40e6 / 93)
    informal = tables.INFORMAL | {"period": "2019-05"}
    own = tables.replaced(tables.replaced(dataset, "formal_trade"), "informal_trade", informal)
    (line,) = per_open_day(own, ALL).markets
    assert line.cells[0].state == OPEN


# --- what counts ----------------------------------------------------------------------------------


def test_a_closure_of_one_market_leaves_the_border_open(dataset: Dataset) -> None:
    july = tables.FORMAL | {"value": "310"}
    own = tables.replaced(dataset, "formal_trade", july, july | {"market": "mand"})
    own = tables.added(own, "events", CLOSURE | {"markets": "gabd", "date_end": "2024-07-21"})
    result = per_open_day(own, ALL)
    days = {line.market: line.cells[0].open_days.days for line in result.markets}
    assert days == {"gabd": Envelope.exact(10), "mand": Envelope.exact(31)}
    values = {line.market: line.cells[0].per_open_day_usd for line in result.markets}
    assert values == {"gabd": Envelope.exact(31), "mand": Envelope.exact(10)}


def test_closures_without_an_end_are_named(dataset: Dataset) -> None:
    result = per_open_day(dataset, ALL)
    assert "Covid closure at Taftan" in result.endless
    told = " ".join(open_days_words.closures_counted(result))
    for title in result.endless:
        assert title in told
    assert "Pakistan closes Iran crossings" in told


@pytest.mark.parametrize(
    "choice",
    [
        Selection(markets=(), directions=(Direction.PK_TO_IR,)),
        Selection(markets=(), reporters=(Reporter.IR,)),
    ],
)
def test_another_book_or_direction_has_no_months(dataset: Dataset, choice: Selection) -> None:
    assert per_open_day(dataset, choice).lines == ()


def test_the_model_never_enters(dataset: Dataset) -> None:
    own = tables.replaced(dataset, "formal_trade")
    assert per_open_day(own, ALL).markets == ()
    counted = Selection(markets=ALL.markets, floor=EvidenceFloor.COUNT)
    assert len(per_open_day(dataset, counted).markets) == 1
