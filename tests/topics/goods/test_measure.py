"""Goods added up once: what is looked at afterwards does not change by it."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bordertrade import selecting
from bordertrade.calendars import Calendar
from bordertrade.charts import GOODS as BY_GOODS
from bordertrade.dataset import Dataset
from bordertrade.dataset.rows import rows_of
from bordertrade.envelope import Envelope
from bordertrade.figures.theme import Look
from bordertrade.measures import in_currency as shown
from bordertrade.measures import selection
from bordertrade.measures.market_totals import MarketTotal, market_totals
from bordertrade.measures.over_goods import SEVERAL, over_goods
from bordertrade.measures.selection import Selection
from bordertrade.money import MoneyBasis
from bordertrade.topics.goods import words as goods_words
from bordertrade.topics.goods.figure import goods_figure
from bordertrade.topics.goods.measure import MOST_DRAWN, goods
from bordertrade.topics.goods.table import goods_table
from bordertrade.topics.markets.measure.series import market_series
from bordertrade.view import ViewState
from bordertrade.vocabulary import Channel, EvidenceFloor, Reporter
from tests.day import TODAY
from tests.topics.coverage.test_months import MARKETS, Row, formal, found, with_formal

GOODS = [("", ""), ("1006", "Rice"), ("0804", "Dates"), ("2711", "Gas")]
CELLS: list[Row] = [
    {"value": 5.0},
    {"value": 7.0, "evidence": "press"},
    {"value": 0.0},
    {"value": 5e9, "currency": "IRR"},
    {"value": math.nan, "obs_status": "S"},
    {"value": 3.0, "source": "MEM5162"},
]


@st.composite
def records(draw: st.DrawFn) -> list[Row]:
    """Rows of a few cells, each with any goods: what one upload may hold."""
    return [
        formal(
            draw(st.sampled_from(["2024-03", "2024-04", "2024-Q1", "2026-09"])),
            market=draw(st.sampled_from(["gabd", "mand"])),
            hs_code=code,
            commodity=name,
        )
        | draw(st.sampled_from(CELLS))
        for code, name in draw(st.lists(st.sampled_from(GOODS), max_size=8))
    ]


def key_of(row: Any) -> tuple[object, ...]:
    """All but the goods and what is added up."""
    cell = (row.period, row.market, row.channel, row.reporter, row.direction, row.currency)
    said = (row.obs_status, row.evidence, row.source, row.modelled, row.hidden)
    kind = (row.goods == "", row.value_usd == row.value_usd, row.value_high_usd == 0)
    return (*cell, *said, *kind)


@given(rows=records())
@settings(max_examples=30)
def test_each_cell_is_the_sum_over_its_goods(rows: list[Row], dataset: Dataset) -> None:
    """The twin adds up row by row in a dictionary."""
    cube = with_formal(dataset, *rows).cube
    wanted: dict[tuple[object, ...], list[float]] = {}
    for row in rows_of(cube):
        sums = wanted.setdefault(key_of(row), [0.0, 0.0, 0.0, 0.0])
        for place, value in enumerate((row.value_low_usd, row.value_usd, row.value_high_usd)):
            sums[place] += 0.0 if math.isnan(value) else value
        sums[3] += row.rows
    reduced = over_goods(cube, "value_usd")
    assert len(reduced) == len(wanted)
    for row in rows_of(reduced):
        low, central, high, count = wanted[key_of(row)]
        given_ = [row.value_low_usd, row.value_usd, row.value_high_usd]
        if math.isnan(row.value_usd):
            assert (low, central, high) == (0.0, 0.0, 0.0), "what is missing stays missing"
        else:
            assert given_ == pytest.approx([low, central, high])
            assert low <= central <= high
        assert row.rows == count
    assert list(reduced.columns) == list(cube.columns)
    assert reduced.dtypes.to_dict() == cube.dtypes.to_dict()


@given(rows=records(), money=st.sampled_from([MoneyBasis.USD, MoneyBasis.PKR]))
@settings(max_examples=15)
def test_series_totals_and_coverage_are_those_of_all_rows(
    rows: list[Row], money: MoneyBasis, dataset: Dataset
) -> None:
    mine = with_formal(dataset, *rows)
    with pytest.MonkeyPatch.context() as patch:
        plain = _looked_at(mine, money)
        patch.setattr(selection, "_over_goods", lambda data: data.cube)
        patch.setattr(shown, "_over_goods", shown._in_money)
        assert _looked_at(mine, money) == plain


def _looked_at(dataset: Dataset, money: MoneyBasis) -> list[object]:
    """Everything that the markets' pages show of a record, as plain values."""
    told: list[object] = []
    for floor in EvidenceFloor:
        for calendar in (Calendar.GREGORIAN, Calendar.FISCAL):
            wanted = Selection(MARKETS, floor=floor, calendar=calendar, money=money)
            series = market_series(dataset, wanted, Channel.FORMAL)
            totals = market_totals(dataset, wanted)
            told += [_plain(series.frame), series.states, series.exchange, series.has_model]
            told += [*map(_whole, totals.rows), totals.exchange] if totals else []
        told.append(found(dataset, Selection(MARKETS, floor=floor), TODAY))
    return told


def _whole(total: MarketTotal) -> MarketTotal:
    """To whole units of money: sums in another order differ far behind the point."""
    value = total.value
    return replace(total, value=Envelope(*map(round, (value.low, value.central, value.high))))


def _plain(frame: pd.DataFrame) -> list[Any]:
    rounded = frame.assign(**{n: frame[n].round() for n in ("value_low", "value", "value_high")})
    order = ["market", "direction", "reporter", "modelled", "period"]
    return list(rounded.sort_values(order).to_dict("records"))


def test_fifty_goods_need_no_more_rows_than_five(dataset: Dataset) -> None:
    def record(count: int) -> int:
        rows = [
            formal(f"2024-{month:02d}", hs_code=f"{1000 + code}", commodity=f"Goods {code}")
            for month in range(1, 13)
            for code in range(count)
        ]
        return len(over_goods(with_formal(dataset, *rows).cube, "value_usd"))

    assert record(50) == record(5)


def test_goods_of_all_and_of_some_kinds_stay_apart(dataset: Dataset) -> None:
    rows = [
        formal("2024-03", 9.0),
        *(formal("2024-03", 2.0, hs_code=code, commodity=code) for code in ("1006", "0804")),
    ]
    reduced = over_goods(with_formal(dataset, *rows).cube, "value_usd")
    observed = reduced[~reduced["modelled"]]
    assert dict(zip(observed["goods"], observed["value_usd"], strict=True)) == {
        "": 9.0,
        SEVERAL: 4.0,
    }


@given(
    rows=records(),
    market=st.sampled_from([("gabd",), ("mand",), MARKETS]),
    reporters=st.sampled_from([(), (Reporter.PK,), tuple(Reporter)]),
    wanted=st.sampled_from([(), ("1006",)]),
)
@settings(max_examples=40)
def test_goods_of_a_choice_are_picked_from_the_sums_of_all(
    rows: list[Row],
    market: tuple[str, ...],
    reporters: tuple[Reporter, ...],
    wanted: tuple[str, ...],
    dataset: Dataset,
) -> None:
    """The twin adds up the rows of the choice alone; months, so that nothing overlaps."""
    mine = with_formal(dataset, *(row for row in rows if row["period"] != "2024-Q1"))
    sums: dict[tuple[str, str], float] = {}
    for row in rows_of(mine.cube):
        chosen = row.market in market and row.reporter in reporters and not row.modelled
        asked = row.goods in wanted if wanted else bool(row.goods)
        if chosen and asked and row.value_usd == row.value_usd:
            key = (row.goods, row.market)
            sums[key] = sums.get(key, 0.0) + row.value_usd
    always = date(2000, 1, 1)
    result = goods(mine, Selection(market, reporters=reporters, goods=wanted, start=always))
    told = {(row.goods, row.market): row.value for row in rows_of(result.frame)}
    assert told == pytest.approx(sums)
    assert result.frame["value"].is_monotonic_decreasing
    assert len(result.largest) + result.left_out == len(result.frame)


def test_many_goods_are_drawn_and_told_only_as_far_as_they_can_be_read(dataset: Dataset) -> None:
    rows = [
        formal("2024-03", float(code), hs_code=f"{1000 + code}", commodity=f"Goods {code}")
        for code in range(1, 41)
    ]
    result = goods(with_formal(dataset, *rows), Selection(MARKETS))
    assert result.largest["value"].tolist() == [float(40 - place) for place in range(MOST_DRAWN)]
    assert result.left_out == 40 - MOST_DRAWN
    told = goods_words.goods(result)
    assert told.endswith("and 25 smaller ones in the table.")
    assert told.count("Goods ") == MOST_DRAWN
    assert len(goods_table(result)) == 40
    figure = goods_figure(result, Look())
    assert sum(len(trace.y) for trace in figure.data if trace.type == "bar") == MOST_DRAWN


def test_each_line_stands_with_its_own_last_twelve_months(dataset: Dataset) -> None:
    """The twin counts back from the newest row of each line. Years are never added unasked."""
    months = [f"{year}-{month:02}" for year in (2024, 2025) for month in range(1, 13)]
    rows = [
        formal(month, 1.0, market=market, hs_code="1006", commodity="Rice")
        for market, last in (("gabd", "2025-12"), ("mand", "2025-03"))
        for month in months
        if month <= last
    ]
    result = goods(with_formal(dataset, *rows), Selection(MARKETS))
    told = {
        row.market: (row.value, str(row.start.date()), str(row.end.date()))
        for row in rows_of(result.frame)
    }
    assert told == {
        "gabd": (12.0, "2025-01-01", "2025-12-31"),
        "mand": (12.0, "2024-04-01", "2025-03-31"),
    }
    assert result.newest_year
    assert not result.one_period
    whole = goods(with_formal(dataset, *rows), Selection(MARKETS, start=date(2024, 1, 1)))
    assert sorted(whole.frame["value"]) == [15.0, 24.0]
    assert not whole.newest_year


def test_another_markets_new_month_changes_no_goods_of_this_one(dataset: Dataset) -> None:
    """Also a span longer than a year stands, alone; a newer total pushes no goods out."""
    rows = [
        formal("SH1402", 9.0, market="mand", hs_code="1006", commodity="Rice"),
        formal("2024-01", 1.0, market="mand", hs_code="0804", commodity="Dates"),
        formal("2026-01", 7.0, market="mand", hs_code="", commodity=""),
    ]
    before = goods(with_formal(dataset, *rows), Selection(("mand",))).frame
    new = formal("2026-10", 5.0, market="gabd", hs_code="1006", commodity="Rice")
    after = goods(with_formal(dataset, *rows, new), Selection(("mand",))).frame
    assert before.equals(after)
    assert before["goods"].tolist() == ["1006", "0804"]


def test_the_title_names_the_time(dataset: Dataset) -> None:
    rows = [
        formal(month, 1.0, market=market, hs_code="1006", commodity="Rice")
        for market, month in (("gabd", "2025-12"), ("mand", "2025-03"))
    ]
    one, two = (with_formal(dataset, *rows[:count]) for count in (1, 2))
    view = ViewState()
    shorter, longer = BY_GOODS.measure(one, view), BY_GOODS.measure(two, view)
    assert shorter is not None
    assert longer is not None
    assert BY_GOODS.title(shorter, view) == "By goods, US$, Dec 2025"
    assert "each market’s newest twelve months" in BY_GOODS.title(longer, view)
    result = goods(two, selecting.in_money(two, view))
    assert set(goods_table(result)["Period"]) == {"Dec 2025", "Mar 2025"}
    assert "Rice at Gabd, Pakistan’s books, Dec 2025: US$1" in BY_GOODS.sentence(result, view)
    labels_drawn = [str(label) for label in goods_figure(result, Look()).data[0].y]
    assert [label.rsplit("<br>", 1)[-1] for label in labels_drawn] == ["Dec 2025", "Mar 2025"]
