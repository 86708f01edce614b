"""Bands over time: what is observed interrupts what is modelled, and nothing is drawn across."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from bordertrade.charts import FORMAL
from bordertrade.dataset import Dataset
from tests import tables
from tests.figures.test_figures import VALUES, amounts, drawn

DAY = pd.Timedelta(days=1)


def areas(figure: go.Figure) -> Iterator[tuple[Any, Any]]:
    """(high, low) of each hatched area."""
    for place, trace in enumerate(figure.data):
        if trace.type == "scatter" and trace.fill == "tonexty":
            yield figure.data[place - 1], trace


def days(trace: Any) -> list[pd.Timestamp]:
    return [pd.Timestamp(day) for day in trace.x]


@pytest.fixture(scope="module")
def interrupted(dataset: Dataset) -> Dataset:
    """A fiscal year on Pakistan's book, and then a month that leaves one alone between the two."""
    year = tables.FORMAL | {"period": "FY2022-23"}
    return tables.added(dataset, "formal_trade", year, tables.FORMAL | {"period": "2023-08"})


def test_an_area_never_goes_back_and_ends_at_a_gap(interrupted: Dataset) -> None:
    result, figure = drawn(FORMAL, interrupted, markets=("gabd",))
    seen = result.frame[~result.frame["modelled"] & (result.frame["reporter"] == "PK")]
    assert len(seen) == 2
    own = [(high, low) for high, low in areas(figure) if low.fillpattern.shape == "/"]
    assert len(own) == 3, "before the year, the month alone, and after"
    for high, low in own:
        x = days(low)
        assert days(high) == x
        assert len(x) > 1
        assert all(here < after for here, after in pairwise(x))
        assert not any(map(math.isnan, amounts(low.y) + amounts(high.y)))
        for start, end in zip(seen["start"], seen["end"], strict=True):
            assert x[-1] <= start or x[0] >= end


def test_the_areas_hold_every_modelled_month_and_no_other(interrupted: Dataset) -> None:
    result, figure = drawn(FORMAL, interrupted, markets=("gabd",))
    rows = result.frame[result.frame["modelled"]]
    edges = {
        (low, high)
        for upper, lower in areas(figure)
        for low, high in zip(amounts(lower.y), amounts(upper.y), strict=True)
    }
    assert edges == set(map(tuple, rows[[VALUES[0], VALUES[2]]].to_numpy().tolist()))


def test_a_month_alone_is_as_wide_as_it_is(interrupted: Dataset) -> None:
    result, figure = drawn(FORMAL, interrupted, markets=("gabd",))
    july = pd.Timestamp("2023-07-01"), pd.Timestamp("2023-07-31")
    (alone,) = [low for _high, low in areas(figure) if days(low)[0] == july[0]]
    assert tuple(days(alone)) == july
    row = result.frame[(result.frame["start"] == july[0]) & (result.frame["reporter"] == "PK")]
    assert amounts(alone.y) == row["value_low"].tolist() * 2


def test_the_centre_breaks_where_the_areas_do(interrupted: Dataset) -> None:
    result, figure = drawn(FORMAL, interrupted, markets=("gabd",))
    seen = result.frame[~result.frame["modelled"] & (result.frame["reporter"] == "PK")]
    (centre,) = [t for t in figure.data if "Pakistan’s books, modelled" in (t.name or "")]
    x, y = days(centre), amounts(centre.y)
    assert x == sorted(x)
    for start, end in zip(seen["start"], seen["end"], strict=True):
        inside = [v for day, v in zip(x, y, strict=True) if start - DAY <= day <= end + DAY]
        across = [math.isnan(v) for v in inside]
        assert any(across), "without an empty point the line would run across"
