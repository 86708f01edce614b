"""The calendars: every month once, six marks that differ in shape, small enough for a phone."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from itertools import combinations

import pytest

from bordertrade.dataset import Dataset
from bordertrade.measures.selection import Selection
from bordertrade.topics.coverage import words as coverage_words
from bordertrade.topics.coverage.figure.calendars import (
    book_years_figure,
    coverage_figure,
    shown_years,
)
from bordertrade.topics.coverage.figure.marks import MARKS, legend, marks
from bordertrade.topics.coverage.measure.book_years import book_years
from bordertrade.topics.coverage.measure.months import STATES, Coverage, coverage
from bordertrade.vocabulary import Direction
from bordertrade.words import labels
from tests.day import TODAY
from tests.topics.coverage.test_months import MARKETS, formal, with_formal

BOTH = (Direction.IR_TO_PK, Direction.PK_TO_IR)


@pytest.fixture(scope="module")
def result(dataset: Dataset) -> Coverage:
    mine = with_formal(
        dataset,
        formal("SH1398-01/SH1398-03"),
        formal("2024-02", 0.0),
        formal("2024-03", float("nan"), obs_status="S"),
    )
    found = coverage(mine, Selection(MARKETS), TODAY)
    assert found is not None
    return found


def drawings(html: str) -> list[str]:
    """The calendars or strips, without the keys of the legend."""
    return re.findall(r'<svg viewBox="[^"]*" role="img".*?</svg>', html, re.DOTALL)


def drawn(svg: str) -> dict[str, int]:
    """How many marks of each state a drawing holds: each begins with its own move."""
    paths = re.findall(r'<path d="([^"]*)"([^>]*)>', svg)
    counts = dict.fromkeys(MARKS, 0)
    for path, rest in paths:
        (state,) = [
            name
            for name, mark in MARKS.items()
            if path.endswith(mark.path) and mark.drawn in rest and mark.colour() in rest
        ]
        counts[state] += path.count("M")
    return counts


def test_every_month_of_every_series_has_one_mark(result: Coverage) -> None:
    found = drawings(coverage_figure(result, MARKETS))
    assert len(found) == len(result.series) == 12
    for svg, series in zip(found, result.series, strict=True):
        assert drawn(svg) == {state: series.count(state) for state in MARKS}
    assert {state for svg in found for state, count in drawn(svg).items() if count} == set(STATES)


def test_each_calendar_says_in_words_what_it_shows(result: Coverage) -> None:
    html = coverage_figure(result, MARKETS)
    for svg, series in zip(drawings(html), result.series, strict=True):
        (label,) = re.findall(r'aria-label="([^"]*)"', svg)
        assert unescape(label) == (
            f"{coverage_words.series_name(series)}: {coverage_words.coverage_counts(series)}"
        )
    first = drawings(html)[0]
    assert "<title>Observed: Apr 2019 – Jun 2019</title>" in first
    assert "<title>True zero: Feb 2024</title>" in first
    assert "<title>Closed: Mar 2024</title>" in first
    assert re.findall(r">(20\d\d)</text>", first) == [str(year) for year in range(2019, 2027)]
    assert re.findall(r">([A-Z])</text>", first) == ["J", "A", "J", "O"]


def test_this_month_is_framed_once_in_each_calendar(result: Coverage) -> None:
    for svg in drawings(coverage_figure(result, MARKETS)):
        (frame,) = re.findall(r'<rect x="([\d.]+)" y="([\d.]+)"', svg)
        assert frame == ("120.4", "84.4"), "November, the eighth row"


def test_markets_stand_under_each_other_in_their_order(result: Coverage) -> None:
    html = coverage_figure(result, MARKETS)
    assert re.findall(r"<h4>(.*?)</h4>", html) == [labels.market(market) for market in MARKETS]
    assert html.count("<figure>") == 12
    captions = re.findall(r"<figcaption><b>(.*?)</b> (.*?)</figcaption>", html)
    assert captions[:4] == [
        ("Formal", "Iran → Pakistan"),
        ("Formal", "Pakistan → Iran"),
        ("Informal", "Iran → Pakistan"),
        ("Informal", "Pakistan → Iran"),
    ]


def test_the_drawing_is_small_and_holds_no_blank_line_or_script(result: Coverage) -> None:
    html = coverage_figure(result, MARKETS)
    assert len(html.encode()) < 60_000
    assert "\n" not in html
    assert "<script" not in html
    assert " id=" not in html


def test_the_legend_has_every_state_with_its_mark_and_word() -> None:
    html = legend(MARKS)
    assert set(MARKS) == set(STATES)
    for state in STATES:
        assert marks(state, [(0, 0)]) in html
        assert f"</svg>{labels.STATES[state]}</span>" in html


def test_marks_differ_by_shape_not_only_by_colour() -> None:
    shapes = {state: (mark.path, mark.drawn) for state, mark in MARKS.items()}
    for one, other in combinations(shapes, 2):
        assert shapes[one] != shapes[other]
    assert "dasharray" in MARKS["modelled"].drawn, "modelled is striped"
    assert not any("dasharray" in MARKS[each].drawn for each in STATES if each != "modelled")


def test_older_years_stay_in_the_table(dataset: Dataset) -> None:
    mine = with_formal(dataset, formal("1995-03"), formal("2026-01"))
    old = coverage(mine, Selection(MARKETS), TODAY)
    assert old is not None
    assert shown_years(old) == list(range(2015, 2027))
    html = coverage_figure(old, MARKETS)
    assert len(html.encode()) < 60_000
    first = drawings(html)[0]
    assert drawn(first)["observed"] == 1
    assert "<title>Observed: Mar 1995, Jan 2026</title>" in first


def test_a_period_far_ahead_does_not_push_this_year_out(dataset: Dataset) -> None:
    mine = with_formal(dataset, formal("2099-03"))
    ahead = coverage(mine, Selection(MARKETS), TODAY)
    assert ahead is not None
    assert shown_years(ahead)[-1] == 2027
    assert drawings(coverage_figure(ahead, MARKETS))[0].count("<rect") == 1


def test_a_strip_marks_each_of_the_last_years_once(dataset: Dataset) -> None:
    found = book_years(dataset, BOTH, date(2026, 11, 24))
    html = book_years_figure(found)
    strips = drawings(html)
    assert len(strips) == 4
    for svg, each in zip(strips, found, strict=True):
        counts = drawn(svg)
        assert sum(counts.values()) == 24
        recent = [state for year, state in each.states if year >= 2003]
        assert counts == {state: recent.count(state) for state in MARKS}
        assert f'aria-label="{coverage_words.book_years(each)}"' in svg
    assert "Pakistan’s books" in html
