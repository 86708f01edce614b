"""Each month of each series in exactly one state, against a slow twin that loops over all rows."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from types import MappingProxyType
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bordertrade.calendars import Period, hijri_month, month, parse
from bordertrade.dataset import Dataset, with_table
from bordertrade.dataset.rows import rows_of
from bordertrade.measures.selection import Selection
from bordertrade.topics.coverage.measure.months import (
    EMPTY,
    MODELLED,
    OBSERVED,
    STATES,
    Coverage,
    CoverageSeries,
    coverage,
)
from bordertrade.vocabulary import Channel, Direction, EvidenceFloor
from tests.day import TODAY

MARKETS = ("gabd", "mand", "chadgi")
WHOLE = Selection(MARKETS)
IN, OUT = Direction.IR_TO_PK, Direction.PK_TO_IR
Row = dict[str, object]


def formal(period: str, value: float = 100.0, **changes: object) -> Row:
    return {
        **{"period": period, "market": "gabd", "reporter": "PK", "direction": "IR_TO_PK"},
        **{"hs_code": "", "commodity": "", "value": value, "currency": "USD", "rate_basis": ""},
        **{"quantity": math.nan, "unit": "", "obs_status": "A", "evidence": "count"},
        **{"source": "NEWS1071531", "more_sources": "", "note": ""},
        **changes,
    }


def with_formal(dataset: Dataset, *rows: Row) -> Dataset:
    """The shipped model, and these as the only observed rows."""
    return _with(dataset, "formal_trade", rows)


def _with(dataset: Dataset, name: str, rows: tuple[Row, ...]) -> Dataset:
    table = dataset[name]
    frame = pd.DataFrame(rows, columns=table.columns).astype(table.dtypes.to_dict())
    return with_table(dataset, name, frame, dataset.provenance[name])


def with_event(dataset: Dataset, **changes: object) -> Dataset:
    events = dataset["events"]
    row = dict.fromkeys(events.columns, "") | changes
    added = pd.concat([events, pd.DataFrame([row])], ignore_index=True)
    return replace(dataset, tables=MappingProxyType({**dataset.tables, "events": added}))


def found(dataset: Dataset, selection: Selection = WHOLE, today: date = TODAY) -> Coverage:
    result = coverage(dataset, selection, today)
    assert result is not None
    return result


def state(
    result: Coverage,
    at: str,
    market: str = "gabd",
    channel: Channel = Channel.FORMAL,
    direction: Direction = IN,
) -> str:
    (series,) = [
        each
        for each in result.series
        if (each.market, each.channel, each.direction) == (market, channel, direction)
    ]
    return series.states[[each.text for each in result.months].index(at)]


# --- the twin -------------------------------------------------------------------------------------


def hidden_months(period: Period) -> set[str]:
    """Every Gregorian month that a period stands for, day by day."""
    if period.calendar != "sh":
        days = [period.start + timedelta(n) for n in range(period.days)]
        whole = {(day.year, day.month) for day in days}
        return {
            month(*key).text
            for key in whole
            if period.start <= month(*key).start and month(*key).end <= period.end
        }
    told = set()
    for year, number in product(range(1390, 1410), range(1, 13)):
        part = hijri_month(year, number)
        if period.start <= part.start and part.end <= period.end:
            days = [part.start + timedelta(n) for n in range(part.days)]
            counted = [(day.year, day.month) for day in days]
            told.add(month(*max(set(counted), key=counted.count)).text)
    return told


def row_state(row: Any) -> str:
    if row["modelled"]:
        return "modelled"
    if row["obs_status"] in ("S", "M", "L"):
        return {"S": "closed", "M": "not_open", "L": "not_collected"}[row["obs_status"]]
    if row["value_usd"] == row["value_usd"]:
        return "observed" if row["value_high_usd"] > 0 else "zero"
    return "observed" if row["no_rate"] else "not_collected"


def twin(dataset: Dataset, at: Period, market: str, channel: str, direction: str) -> str:
    """One cell: every row of the cube is asked whether it speaks of that month."""
    said = []
    for _place, row in dataset.cube.iterrows():
        own = (row["market"], row["channel"], row["direction"]) == (market, channel, direction)
        if own and not row["hidden"] and at.text in hidden_months(parse(row["period"])):
            said.append(row_state(row))
    for wanted in ("observed", "zero", "closed", "not_open", "modelled", "not_collected"):
        if wanted in said:
            return wanted
    opened = {row.id: row.crossing_opened for row in rows_of(dataset["markets"])}[market]
    if channel == "formal" and opened and at.end.isoformat() < opened:
        return "not_open"
    return "not_collected"


_PERIODS = st.sampled_from(
    [
        *("2020-11", "2021-02", "2024-03", "2025-07", "2026-09"),
        *("SH1399-09", "SH1402-01/SH1402-03", "2024-Q1", "FY2023-24", "2025-07-02/2025-07-09"),
    ]
)
#: What a row may say: a value, a zero, an absence, money that no rate turns into dollars.
_CELLS: list[Row] = [
    {"value": 5.0},
    {"value": 0.0},
    {"value": 5e9, "currency": "IRR"},
    *({"value": math.nan, "obs_status": status} for status in "SML"),
]


@st.composite
def _rows(draw: st.DrawFn) -> Row:
    return formal(
        draw(_PERIODS),
        market=draw(st.sampled_from(MARKETS)),
        direction=draw(st.sampled_from(["IR_TO_PK", "PK_TO_IR"])),
        reporter=draw(st.sampled_from(["PK", "IR"])),
    ) | draw(st.sampled_from(_CELLS))


@given(rows=st.lists(_rows(), max_size=6))
@settings(max_examples=25)
def test_every_cell_has_exactly_one_state(rows: list[Row], dataset: Dataset) -> None:
    result = found(with_formal(dataset, *rows))
    assert len(result.series) == 12
    for series in result.series:
        assert len(series.states) == len(result.months)
        assert set(series.states) <= set(STATES)
        assert sum(series.count(each) for each in STATES) == len(result.months)
        stretched = [run for each in STATES for run in result.stretches(series, each)]
        assert sum(run.months for run in stretched) == len(result.months)
    assert sum(result.counts().values()) == 12 * len(result.months)


@given(rows=st.lists(_rows(), min_size=1, max_size=4), data=st.data())
@settings(max_examples=15)
def test_random_cells_are_those_of_the_twin(
    rows: list[Row], data: st.DataObject, dataset: Dataset
) -> None:
    mine = with_formal(dataset, *rows)
    result = found(mine)
    for row in rows:
        months = sorted(hidden_months(parse(str(row["period"]))))
        at = parse(data.draw(st.sampled_from([*months[:3], "2024-03"])))
        market, direction = str(row["market"]), Direction(str(row["direction"]))
        told = state(result, at.text, market, Channel.FORMAL, direction)
        assert told == twin(mine, at, market, "formal", direction)


def test_the_shipped_record_is_that_of_the_twin(dataset: Dataset) -> None:
    result = found(dataset)
    for at in ("2019-05", "2020-11", "2021-02", "2023-12", "2025-06", "2026-11"):
        for series in result.series:
            channel, direction = Channel(series.channel), Direction(series.direction)
            mine = state(result, at, series.market, channel, direction)
            assert mine == twin(dataset, parse(at), series.market, channel, direction), (at, series)


# --- what the states mean ---------------------------------------------------------------------------


def test_the_months_run_from_the_first_that_the_cube_speaks_of_to_today(dataset: Dataset) -> None:
    months = [each.text for each in found(dataset).months]
    assert (months[0], months[-1]) == ("2019-04", "2026-11")
    assert len(months) == len(set(months)) == 92
    later = found(dataset, today=date(2027, 1, 1))
    assert later.months[-1].text == later.this_month.text == "2027-01"


def test_what_is_known_today(dataset: Dataset) -> None:
    """Three observed months in all: Mand's first quarter of SH1398, as published."""
    result = found(dataset)
    assert result.counts()[OBSERVED] == 3
    assert [state(result, f"2019-0{n}", "mand") for n in (4, 5, 6)] == [OBSERVED] * 3
    assert result.sources == ("MEM5162",)
    assert [(each.market, each.channel, each.direction) for each in result.best] == [
        ("mand", "formal", "IR_TO_PK")
    ]
    assert {(each.channel, each.direction) for each in result.emptiest} == {
        ("informal", "PK_TO_IR")
    }
    assert len(result.emptiest) == 3


def test_a_state_of_each_kind(dataset: Dataset) -> None:
    mine = with_formal(
        dataset,
        formal("2020-10"),
        formal("2024-01"),
        formal("2024-02", 0.0),
        formal("2024-03", math.nan, obs_status="S"),
        formal("2024-04", math.nan, obs_status="M"),
        formal("2024-05", math.nan, obs_status="L"),
        formal("2025-08", math.nan, obs_status="L"),
    )
    result = found(mine)
    told = [state(result, f"2024-0{n}") for n in range(1, 7)]
    assert told == ["observed", "zero", "closed", "not_open", "modelled", "modelled"]
    assert state(result, "2025-08") == "not_collected"
    assert state(result, "2020-11") == "not_open", "the crossing opened on 19 December 2020"
    assert state(result, "2020-12") == "not_collected"
    assert state(result, "2020-11", channel=Channel.INFORMAL) == "not_collected"
    assert state(result, "2024-04", direction=OUT) == "modelled", "one direction only"
    assert state(result, "2024-01", channel=Channel.INFORMAL) == "modelled"


def test_the_strongest_word_stands(dataset: Dataset) -> None:
    """An observation on one book beats a closure on the other, a zero beats the model."""
    mine = with_formal(
        dataset,
        formal("2024-03", math.nan, obs_status="S"),
        formal("2024-03", reporter="IR"),
        formal("2024-Q1", 0.0),
    )
    result = found(mine)
    assert [state(result, f"2024-0{n}") for n in (1, 2, 3)] == ["zero", "zero", "observed"]


def test_a_solar_hijri_month_marks_the_month_with_most_of_its_days(dataset: Dataset) -> None:
    result = found(with_formal(dataset, formal("SH1404-10")))  # 22 Dec 2025 - 20 Jan 2026
    assert state(result, "2026-01") == OBSERVED
    assert state(result, "2025-12") == "not_collected"


def test_a_figure_without_a_rate_is_still_an_observation(dataset: Dataset) -> None:
    unpriced = formal("2026-09", 5e9, currency="IRR")
    result = found(with_formal(dataset, unpriced))
    assert state(result, "2026-09") == OBSERVED
    assert result.without_dollars == 1
    both = found(with_formal(dataset, unpriced, formal("2026-09", reporter="IR")))
    assert both.without_dollars == 0


@pytest.mark.parametrize(
    ("event", "closed"),
    [
        (
            {"date": "2025-10-01", "date_end": "2026-01-31"},
            ["2025-10", "2025-11", "2025-12", "2026-01"],
        ),
        ({"date": "2025-10-02", "date_end": "2025-12-30"}, ["2025-11"]),
        ({"date": "2025-10", "date_end": "2026-01"}, ["2025-11", "2025-12"]),
        ({"date": "2025-10-01", "date_end": ""}, []),
        ({"date": "2025-10-01", "date_end": "2026-01-31", "effect": "partly_closed"}, []),
        ({"date": "2025-10-01", "date_end": "2026-01-31", "markets": ""}, []),
        ({"date": "2023-10-01", "date_end": "2024-01-31"}, []),
    ],
    ids=["whole", "parts", "months", "no end", "partly", "no market", "modelled"],
)
def test_a_full_closure_explains_silence_only_for_months_it_surely_covers(
    event: dict[str, str], closed: list[str], dataset: Dataset
) -> None:
    told = {"id": "x", "markets": "gabd~mand", "effect": "closed", "title": "Shut"} | event
    result = found(with_event(dataset, **told))
    months = [each.text for each in result.months if state(result, each.text) == "closed"]
    assert months == closed
    assert all(state(result, each.text, "chadgi") != "closed" for each in result.months)


def test_evidence_decides_what_counts(dataset: Dataset) -> None:
    observed = found(dataset, Selection(MARKETS, floor=EvidenceFloor.OBSERVED))
    assert observed.counts()[MODELLED] == 0
    assert observed.counts()[OBSERVED] == 3
    mine = with_formal(dataset, formal("2024-01", evidence="press"))
    counts = found(mine, Selection(MARKETS, floor=EvidenceFloor.COUNT))
    assert state(counts, "2024-01") == "not_collected"


def test_time_books_and_goods_of_the_selection_do_not_count(dataset: Dataset) -> None:
    narrow = Selection(MARKETS, goods=("1006",), reporters=(), start=date(2024, 1, 1))
    assert found(dataset, narrow) == found(dataset)


@pytest.mark.parametrize("field", ["markets", "channels", "directions"])
def test_an_empty_choice_has_no_coverage(field: str, dataset: Dataset) -> None:
    empty: dict[str, Any] = {field: ()}
    assert coverage(dataset, replace(WHOLE, **empty), TODAY) is None


def test_shares_are_of_all_months() -> None:
    series = CoverageSeries(
        "gabd", "formal", "IR_TO_PK", ("observed", "modelled", "closed", "closed")
    )
    assert series.share(OBSERVED) == 0.25
    assert series.share(*EMPTY) == 0.5
    assert series.count(OBSERVED, MODELLED) == 2
