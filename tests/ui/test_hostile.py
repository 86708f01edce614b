"""Charts and labels made from a record that attacks: no text of it is mark-up, none is a template."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import plotly.graph_objects as go
import pytest

from bordertrade.charts import CHART_NAMES, CHARTS, AnyChart
from bordertrade.dataset import Dataset
from bordertrade.palette import Scheme
from bordertrade.ui import blocks
from bordertrade.ui.state import Current
from bordertrade.view import ViewState, choices_of
from bordertrade.vocabulary import EvidenceFloor
from bordertrade.words import languages
from tests.hostile import OVERRIDE, PAYLOADS, hostile

#: What a text of the record brings and a chart must not hold as it stands.
RAW = ("<img", "<script", "<iframe", "<b>bold", "<a href", "</style>", "&lt;img src=y", OVERRIDE[0])
_TEMPLATES = ("hovertemplate", "texttemplate")


@pytest.fixture(scope="module")
def attacked(dataset: Dataset) -> Dataset:
    return hostile(dataset)


def drawn(spec: AnyChart, dataset: Dataset) -> Iterator[tuple[str, str]]:
    """Each text of a chart with its place, in some views."""
    choices = choices_of(dataset, CHART_NAMES, languages())
    views = [ViewState(), ViewState(evidence=EvidenceFloor.OBSERVED)]
    views += [ViewState(goods=choices.goods[at : at + 3]) for at in (0, 6)]
    for view in views:
        now = Current(dataset, view, choices, Scheme.LIGHT, "", date(2026, 11, 24))
        done = blocks.finished(spec, now)
        yield "legend", done.legend
        if isinstance(done.figure, go.Figure):
            yield from texts(done.figure.to_plotly_json(), "")
        elif done.figure:
            yield "drawing", done.figure


def texts(value: Any, place: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from texts(each, f"{place}.{key}")
    elif isinstance(value, list | tuple) or getattr(value, "ndim", False):
        for each in value:
            yield from texts(each, place)


@pytest.mark.parametrize("spec", CHARTS.values(), ids=lambda spec: spec.name)
def test_o1_no_text_of_the_record_is_markup_in_a_chart(spec: AnyChart, attacked: Dataset) -> None:
    found = list(drawn(spec, attacked))
    assert found
    bad = [(place, text) for place, text in found for raw in RAW if raw in text]
    assert bad == []


@pytest.mark.parametrize("spec", CHARTS.values(), ids=lambda spec: spec.name)
def test_no_text_of_the_record_is_a_template(spec: AnyChart, attacked: Dataset) -> None:
    templates = {t for place, t in drawn(spec, attacked) if place.rpartition(".")[2] in _TEMPLATES}
    for template in templates:
        assert set(re.findall(r"%\{[^}]*\}", template)) <= {"%{hovertext}"}
        assert not any(payload[:12] in template for payload in PAYLOADS)
