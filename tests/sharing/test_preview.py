"""The picture that stands for a link: what it says, and that all of it is inside."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby
from xml.etree import ElementTree as Xml

import pytest

from bordertrade.charts import CHARTS, COVERAGE, measured
from bordertrade.dataset import Dataset
from bordertrade.palette import Scheme
from bordertrade.sharing.lettering import lettering, whole_sentences
from bordertrade.sharing.places import PLACES
from bordertrade.sharing.preview import HEIGHT, WIDTH, beginning, card
from bordertrade.sharing.subject import Subject, statement, subject_of
from bordertrade.topics.coverage.figure.card import coverage_card
from bordertrade.topics.coverage.measure.months import STATES
from bordertrade.typography import width
from bordertrade.view import ViewState
from bordertrade.vocabulary import EvidenceFloor
from bordertrade.words import labels
from tests.day import TODAY

SVG = "{http://www.w3.org/2000/svg}"


def texts(drawing: str) -> str:
    """All that is written in it, spaces as they are read."""
    return " ".join("".join(Xml.fromstring(drawing).itertext()).replace("\u00a0", " ").split())


def lines(drawing: str) -> list[str]:
    return [
        "".join(each.itertext())
        for each in Xml.fromstring(drawing).iter(f"{SVG}tspan")
        if each.get("x")
    ]


def subject(dataset: Dataset, path: str = "", **view: object) -> Subject:
    return subject_of(path, ViewState().with_(**view), dataset, TODAY)


@pytest.mark.parametrize("path", PLACES, ids=lambda path: path or "first")
def test_every_page_has_a_card_with_title_and_version(path: str, dataset: Dataset) -> None:
    about = subject(dataset, path)
    drawing = card(about)
    root = Xml.fromstring(drawing)
    assert (root.get("width"), root.get("height")) == (str(WIDTH), str(HEIGHT))
    written = " ".join(lines(drawing))
    assert statement(about).title in written
    assert f"data {dataset.version}" in written


@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize("scheme", Scheme)
def test_every_chart_has_a_card_that_begins_with_its_sentence(
    name: str, scheme: Scheme, dataset: Dataset
) -> None:
    about = subject(dataset, "target", chart=name)
    written = " ".join(lines(card(about, scheme)))
    said = statement(about)
    assert said.sentence[:30] in written
    assert said.basis.split(":")[0][:20] in written, "modelled is said where it is"


def test_the_first_page_shows_how_far_the_target_is(dataset: Dataset) -> None:
    written = texts(card(subject(dataset)))
    for told in ("at least US$1.222 bn", "US$3.129 bn", "US$10 bn by 2029", "31 % of the target"):
        assert told in written
    assert "US$0.76–2.9 bn" in written, "fuel as a range"
    bars = re.findall(r'<rect x="[\d.]+" y="62" width="([\d.]+)"', card(subject(dataset)))
    assert float(bars[0]) == pytest.approx(0.1222 * 1112, abs=0.1)
    assert float(bars[1]) + float(bars[2]) == pytest.approx(0.3129 * 1112, abs=0.1)


def test_the_map_names_its_markets(dataset: Dataset) -> None:
    written = texts(card(subject(dataset, "map")))
    for name in ("Gabd", "Mand", "Chadgi", "open: informal fuel"):
        assert name in written


def test_coverage_draws_every_series_and_explains_every_state(dataset: Dataset) -> None:
    about = subject(dataset, "coverage")
    result = measured(COVERAGE, dataset, about.view, TODAY)
    assert result is not None
    written = texts(card(about))
    for series in result.series:
        assert labels.market(series.market) in written
        assert f"{labels.channel(series.channel)}, {labels.direction(series.direction)}" in written
    present = {state for state, count in result.counts().items() if count}
    told = {state for state in STATES if f"{labels.of(labels.STATES, state)}" in written}
    assert told == present
    stretches = sum(len(list(groupby(series.states))) for series in result.series)
    strips = coverage_card(result, 668, 434, Scheme.LIGHT).count("<line")
    assert strips == stretches + len(present)


def test_more_series_than_can_be_read_are_not_drawn(dataset: Dataset) -> None:
    result = measured(COVERAGE, dataset, ViewState(), TODAY)
    assert result is not None
    assert coverage_card(replace(result, series=result.series * 5), 668, 434, Scheme.LIGHT) == ""


@pytest.mark.parametrize("name", ["a", "v"])
def test_a_chart_too_tall_for_a_card_gives_way_to_words(name: str, dataset: Dataset) -> None:
    about = subject(dataset, "target", chart=name)
    drawing = card(about)
    sizes = {float(size) for size in re.findall(r'font-size="([\d.]+)"', drawing)}
    assert min(sizes) >= 19
    assert statement(about).sentence[:60] in " ".join(lines(drawing))


def test_a_view_that_holds_nothing_says_why(dataset: Dataset) -> None:
    about = subject(dataset, "markets", markets=())
    assert statement(about).sentence.split(".")[0] in " ".join(lines(card(about)))
    nothing = subject(dataset, "map", evidence=EvidenceFloor.COUNT)
    assert "<svg" in card(nothing)


@pytest.mark.parametrize("path", PLACES, ids=lambda path: path or "first")
def test_no_line_runs_out_of_the_card(path: str, dataset: Dataset) -> None:
    """Also where nothing else limits them: title, sentence, foot."""
    drawing = Xml.fromstring(card(subject(dataset, path)))
    for block in drawing.findall(f".//{SVG}text[@font-size]"):
        size = float(block.get("font-size", "0"))
        bold = block.get("font-weight") == "700"
        for line in block.findall(f"{SVG}tspan[@x='44']"):
            assert 44 + width("".join(line.itertext()), size, bold=bold) <= WIDTH


def test_a_text_is_cut_behind_a_sentence() -> None:
    told = "One is here. Two is longer than one. Three does not fit any more."
    assert beginning(told, 200) == told
    assert beginning(told, 40) == "One is here. Two is longer than one."
    assert beginning(told, 8) == "One is…"
    assert whole_sentences("At US$1.5 bn. More") == "At US$1.5 bn."
    assert whole_sentences("no end") == ""
    kept = lettering(told, 300, 20, most_lines=2, sentences=True)
    assert kept.lines[-1].endswith(".")
    assert lettering(told, 300, 20, most_lines=0).lines == ()
