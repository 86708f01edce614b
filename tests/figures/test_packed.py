"""Finished figures as bytes: what is sent and what is drawn here stay the same figure."""

from __future__ import annotations

import gc

import numpy as np
import plotly.graph_objects as go
import plotly.io as pio
import pytest

from bordertrade.charts import CHARTS, finished
from bordertrade.dataset import Dataset
from bordertrade.figures.packed import packed
from bordertrade.figures.svg import svg
from bordertrade.palette import Scheme
from bordertrade.view import ViewState
from tests.day import TODAY


@pytest.mark.parametrize("name", CHARTS)
def test_what_is_unpacked_is_what_was_packed(name: str, dataset: Dataset) -> None:
    spec = CHARTS[name]
    done = finished(spec, dataset, ViewState(), Scheme.DARK, TODAY)
    if not done.is_plotted:
        assert not isinstance(done.figure, go.Figure)
        return
    figure = done.figure
    assert isinstance(figure, go.Figure)
    again = packed(figure)
    assert again == done.drawn
    assert svg(figure, 900, 420, Scheme.DARK) == svg(again.figure(), 900, 420, Scheme.DARK)


def test_arrays_come_back_as_arrays() -> None:
    values = np.array([1.5, np.nan, 3.0])
    figure = go.Figure(go.Scatter(x=np.array([1, 2, 3]), y=values, text=["a", "<b>", "ژ"]))
    again = packed(figure).figure()
    assert np.array_equal(again.data[0].y, values, equal_nan=True)
    assert again.data[0].text == ("a", "<b>", "ژ")
    assert pio.to_json(again, validate=False) == pio.to_json(figure, validate=False)


def test_bytes_give_the_collector_nothing_to_walk_through(dataset: Dataset) -> None:
    done = finished(CHARTS["f"], dataset, ViewState(), Scheme.LIGHT, TODAY)
    assert not gc.is_tracked(done.drawn.json)  # type: ignore[union-attr]
    assert not any(isinstance(each, go.Figure) for each in gc.get_referents(done))
