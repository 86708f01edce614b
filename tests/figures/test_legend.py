"""The legend outside the plot: each named trace once, drawn as the trace is drawn."""

import xml.etree.ElementTree as ET

import plotly.graph_objects as go
import pytest

from bordertrade.charts import CHARTS
from bordertrade.dataset import Dataset
from bordertrade.figures.legend import legend_html
from bordertrade.figures.symbols import _SHAPES
from bordertrade.palette import Scheme
from bordertrade.ui import blocks
from bordertrade.ui.state import Current
from bordertrade.view import ViewState, choices_of


def current(dataset: Dataset, scheme: Scheme) -> Current:
    from datetime import date

    return Current(dataset, ViewState(), choices_of(dataset), scheme, "", date(2026, 11, 23))


@pytest.mark.parametrize("scheme", Scheme)
@pytest.mark.parametrize("name", CHARTS)
def test_each_named_trace_has_one_key(name: str, scheme: Scheme, dataset: Dataset) -> None:
    done = blocks.finished(CHARTS[name], current(dataset, scheme))
    if not isinstance(done.figure, go.Figure):
        assert done.legend == ""
        return
    named = [t.name for t in done.figure.data if t.name and t.showlegend is not False]
    assert len(set(named)) == len(named)
    if len(named) < 2:  # one look needs no key
        assert done.legend == ""
        return
    keys = [span.itertext() for span in ET.fromstring(done.legend).findall("span")]
    assert ["".join(key) for key in keys] == named


def test_every_symbol_that_charts_use_has_a_shape(dataset: Dataset) -> None:
    for spec in CHARTS.values():
        figure = blocks.finished(spec, current(dataset, Scheme.LIGHT)).figure
        for trace in figure.data if isinstance(figure, go.Figure) else ():
            symbols = trace.marker.symbol if isinstance(trace, go.Scatter) else None
            used = [symbols] if isinstance(symbols, str) else list(symbols or ())
            assert {symbol.removesuffix("-open") for symbol in used} <= set(_SHAPES)


def test_a_hatched_bar_has_a_hatched_key_and_names_are_escaped() -> None:
    hatched = go.Bar(name="<b>", marker={"pattern": {"shape": "/"}, "line": {"color": "#123456"}})
    full = go.Bar(name="full", marker={"color": "#abcdef"})
    html = legend_html(go.Figure([hatched, full]))
    first, second = ET.fromstring(html).findall("span")
    assert len(list(first.iter("path"))) == 1
    assert len(list(second.iter("path"))) == 0
    assert "&lt;b&gt;" in html


def test_one_trace_alone_needs_no_legend() -> None:
    assert legend_html(go.Figure([go.Bar(name="alone")])) == ""
