"""The lawful share and the revenue at stake, as drawn."""

from __future__ import annotations

import math
from typing import Any

import plotly.graph_objects as go
import pytest

from bordertrade.calendars import Calendar
from bordertrade.charts import SHARE, STAKE, AnyChart
from bordertrade.dataset import Dataset
from bordertrade.figures.theme import Look
from bordertrade.measures.markets import ids
from bordertrade.palette import Scheme
from bordertrade.view import Percents, ViewState
from bordertrade.words import labels

PANELS = ("three", "gabd", "mand", "chadgi")
HATCHES = ("/", "\\")


def drawn(spec: AnyChart, dataset: Dataset, **view: Any) -> tuple[Any, go.Figure]:
    state = ViewState().with_(**view)
    result = spec.measure(dataset, state)
    assert result is not None
    figure = spec.figure(result, state, Look(Scheme.LIGHT, ids(dataset)))
    assert isinstance(figure, go.Figure)
    return result, figure


def test_each_market_has_a_panel_with_its_own_band(dataset: Dataset) -> None:
    result, figure = drawn(SHARE, dataset)
    names = [note.text for note in figure.layout.annotations]
    assert names == [f"<b>{labels.market(market)}</b>" for market in PANELS]
    for place, market in enumerate(PANELS):
        axis = "y" if place == 0 else f"y{place + 1}"
        high, low, centre = (trace for trace in figure.data if (trace.yaxis or "y") == axis)
        own = [share.ratio for share in result.of(market)]
        assert list(high.y) == [each.high for each in own]
        assert list(low.y) == [each.low for each in own]
        assert list(centre.y) == [each.central for each in own]
        assert low.fill == "tonexty"
        assert low.fillpattern.shape in HATCHES
        assert centre.line.dash not in (None, "solid")
        assert "modelled" in centre.name


def test_years_run_from_low_to_high_and_half_a_year_says_so(dataset: Dataset) -> None:
    result, figure = drawn(SHARE, dataset, calendar=Calendar.FISCAL)
    bars = [trace for trace in figure.data if trace.type == "bar"]
    assert len(bars) == len(PANELS)
    found = sorted(
        (base, base + height) for bar in bars for base, height in zip(bar.base, bar.y, strict=True)
    )
    wanted = sorted((s.ratio.low, s.ratio.high) for s in result.shares)
    assert [end for pair in found for end in pair] == pytest.approx(
        [end for pair in wanted for end in pair]
    )
    for bar in bars:
        assert bar.marker.pattern.shape in HATCHES
        assert [text for text in bar.text if text] == ["6/12"]
    ticks = [trace for trace in figure.data if trace.name == "central"]
    assert sorted(y for trace in ticks for y in trace.y) == pytest.approx(
        sorted(s.ratio.central for s in result.shares)
    )


def test_the_axis_runs_from_nothing_to_all(dataset: Dataset) -> None:
    for calendar in (Calendar.GREGORIAN, Calendar.FISCAL):
        _result, figure = drawn(SHARE, dataset, calendar=calendar)
        for axis in figure.select_yaxes():
            assert list(axis.range) == [0, 1]
            assert list(axis.ticktext) == ["0\u00a0%", "50\u00a0%", "100\u00a0%"]


def test_revenue_runs_from_low_to_high_and_moves_with_the_rates(dataset: Dataset) -> None:
    result, figure = drawn(STAKE, dataset)
    bars = [trace for trace in figure.data if trace.type == "bar"]
    found = {
        name: (base, base + width)
        for bar in bars
        for name, base, width in zip(bar.y, bar.base, bar.x, strict=True)
    }
    assert list(found) == ["The whole border", *(labels.market(each) for each in PANELS)]
    for stake, (low, high) in zip(result.stakes, found.values(), strict=True):
        assert (low, high) == pytest.approx((stake.revenue_usd.low, stake.revenue_usd.high))
    assert all(bar.marker.pattern.shape in HATCHES for bar in bars)
    half, _figure = drawn(STAKE, dataset, duty=Percents(6, 45))
    assert half.of("").revenue_usd.low == pytest.approx(result.of("").revenue_usd.low / 2)


def test_nothing_touched_says_nan(dataset: Dataset) -> None:
    for spec in (SHARE, STAKE):
        _result, figure = drawn(spec, dataset)
        for trace in figure.data:
            for value in trace.hovertext or ():
                assert "nan" not in value
            numbers_ = [v for v in (trace.y or ()) if isinstance(v, float)]
            assert not any(math.isnan(v) for v in numbers_)
