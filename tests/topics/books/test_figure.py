"""Both books on one axis of true dates, and one series in three calendars, as drawn."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import plotly.graph_objects as go
import pytest

from bordertrade.calendars import Calendar
from bordertrade.dataset import Dataset
from bordertrade.figures.theme import Look
from bordertrade.measures.observation import Observation
from bordertrade.measures.recut import Fit
from bordertrade.palette import colour
from bordertrade.topics.books.figure.both_books import FIRST_YEAR, mirror_figure
from bordertrade.topics.books.figure.three_calendars import import_years_figure
from bordertrade.topics.books.measure.import_years import CALENDARS, ImportYears, import_years
from bordertrade.topics.books.measure.years import MirrorYears, mirror_years
from bordertrade.vocabulary import Direction, Reporter
from bordertrade.words import labels, numbers
from tests.measures.test_books import with_rows

IN, OUT = Direction.IR_TO_PK, Direction.PK_TO_IR
both_ways = pytest.mark.parametrize("direction", [IN, OUT])


def named(figure: go.Figure, name: str) -> Any:
    (trace,) = [each for each in figure.data if each.name == name and each.yaxis != "y2"]
    return trace


def points(trace: Any) -> list[tuple[object, float]]:
    both = zip(trace.x, trace.y, strict=True)
    return [(x, float(y)) for x, y in both if y is not None]


def shown(result: MirrorYears, reporter: Reporter) -> list[Observation]:
    return [o for o in result.book(reporter) if o.period.start.year >= FIRST_YEAR]


# --- both books ---------------------------------------------------------------------------------------


@both_ways
@pytest.mark.parametrize("margin", [0.0, 0.15])
def test_each_figure_stands_at_the_middle_of_its_own_year(
    dataset: Dataset, direction: Direction, margin: float
) -> None:
    result = mirror_years(dataset, direction, margin)
    figure = mirror_figure(result, Look())
    for reporter in Reporter:
        drawn = named(figure, labels.book(reporter))
        own = shown(result, reporter)
        assert points(drawn) == [(o.period.middle, result.value_usd(o)) for o in own]
        assert drawn.line.color == colour(reporter)


@both_ways
def test_lines_break_where_a_book_is_silent(dataset: Dataset, direction: Direction) -> None:
    result = mirror_years(dataset, direction)
    figure = mirror_figure(result, Look())
    for reporter in Reporter:
        own = shown(result, reporter)
        silent = sum(
            (later.period.start - earlier.period.end).days > 1 for earlier, later in pairwise(own)
        )
        drawn = named(figure, labels.book(reporter))
        assert list(drawn.y).count(None) == silent > 0
        assert drawn.connectgaps is False


@both_ways
def test_a_link_joins_the_two_figures_of_each_pair(dataset: Dataset, direction: Direction) -> None:
    result = mirror_years(dataset, direction, 0.1)
    link = named(mirror_figure(result, Look()), "gap between the books")
    wanted = [p for p in result.pairs if p.pakistan.period.start.year >= FIRST_YEAR]
    assert points(link) == [
        (o.period.middle, result.value_usd(o)) for pair in wanted for o in pair.figures
    ]


@both_ways
def test_the_gap_is_filled_only_over_years_in_a_row_on_both_books(
    dataset: Dataset, direction: Direction
) -> None:
    result = mirror_years(dataset, direction)
    bands = [each for each in mirror_figure(result, Look()).data if each.fill == "toself"]
    runs = [run for run in result.runs if len(run) > 1]
    assert len(bands) == len(runs) > 0
    for band, run in zip(bands, runs, strict=True):
        assert sorted(band.y) == sorted(v for p in run for v in (p.pakistan_usd, p.iran_usd))


def test_pakistans_zeros_are_ringed_named_and_pointed_at(dataset: Dataset) -> None:
    result = mirror_years(dataset, OUT)
    figure = mirror_figure(result, Look())
    zeros = named(figure, "true zero: nothing recorded")
    lately = [o for o in result.parts if o.value_usd == 0]
    nothing = [o for o in shown(result, Reporter.PK) if o.value_usd == 0]
    assert points(zeros) == [(o.period.middle, 0.0) for o in (*nothing, *lately)]
    assert set(zeros.text) == {"<b>0</b>"}
    assert zeros.cliponaxis is False
    (words,) = figure.layout.annotations
    for part in ("Pakistan’s books", numbers.usd(20_000), "FY2019-20"):
        assert part in words.text
    assert not mirror_figure(mirror_years(dataset, IN), Look()).layout.annotations


def test_only_true_zeros_are_ringed(dataset: Dataset) -> None:
    figure = mirror_figure(mirror_years(dataset, IN), Look())
    assert "true zero: nothing recorded" not in {trace.name for trace in figure.data}


@both_ways
def test_what_was_also_published_is_there_and_quiet(dataset: Dataset, direction: Direction) -> None:
    result = mirror_years(dataset, direction)
    also = named(mirror_figure(result, Look()), "also published")
    wanted = [o for o in result.also if o.period.start.year >= FIRST_YEAR]
    assert points(also) == [(o.period.middle, o.value_usd) for o in wanted]
    assert also.marker.color == colour("quiet")


@both_ways
def test_the_strip_shows_the_days_of_each_figure(dataset: Dataset, direction: Direction) -> None:
    result = mirror_years(dataset, direction)
    lanes = [each for each in mirror_figure(result, Look()).data if each.yaxis == "y2"]
    drawn = {(lane.y[0], lane.line.width): [x for x in lane.x if x] for lane in lanes}
    for reporter, name in ((Reporter.PK, "Pakistan"), (Reporter.IR, "Iran")):
        parts = [o for o in result.parts if o.reporter == reporter]
        for width, figures in ((9, shown(result, reporter)), (3, parts)):
            spans = [(o.period.start, o.period.end) for o in figures]
            assert drawn.get((name, width), []) == [day for span in spans for day in span]


@both_ways
def test_parts_of_years_are_open_marks_without_a_line(
    dataset: Dataset, direction: Direction
) -> None:
    result = mirror_years(dataset, direction)
    parts = named(mirror_figure(result, Look()), "Iran’s books, part of a year")
    wanted = [o for o in result.parts if o.reporter == "IR" and o.value_usd > 0]
    assert points(parts) == [(o.period.middle, o.value_usd) for o in wanted]
    assert (parts.mode, parts.marker.symbol) == ("markers", "square-open")
    assert all("of 12 months" in text for text in parts.hovertext)


def test_with_freight_taken_off_the_published_figures_stay_in_sight(dataset: Dataset) -> None:
    name = "Pakistan’s books, as published"
    result = mirror_years(dataset, IN, 0.2)
    published = named(mirror_figure(result, Look()), name)
    assert points(published) == [(o.period.middle, o.value_usd) for o in shown(result, Reporter.PK)]
    plain = mirror_figure(mirror_years(dataset, IN), Look())
    assert name not in {trace.name for trace in plain.data}


def test_one_book_alone_can_be_drawn(dataset: Dataset) -> None:
    only = with_rows(dataset, "bilateral_trade", lambda rows: rows[rows["reporter"] != "IR"])
    figure = mirror_figure(mirror_years(only, IN), Look())
    assert points(named(figure, "Pakistan’s books"))
    assert "Iran’s books" not in {trace.name for trace in figure.data}


# --- three calendars ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def recut(dataset: Dataset) -> ImportYears:
    found = import_years(dataset)
    assert found is not None
    return found


def panel(figure: go.Figure, calendar: Calendar) -> list[Any]:
    axis = ("y", "y2", "y3")[CALENDARS.index(calendar)]
    return [trace for trace in figure.data if (trace.yaxis or "y") == axis]


@pytest.mark.parametrize("calendar", CALENDARS)
def test_each_calendar_has_the_bars_of_its_own_years(
    recut: ImportYears, calendar: Calendar
) -> None:
    bars = [
        each for each in panel(import_years_figure(recut, Look()), calendar) if each.type == "bar"
    ]
    drawn = sorted((x, y) for bar in bars for x, y in zip(bar.x, bar.y, strict=True))
    made = [each for each in recut.years[calendar] if each.sum.value is not None]
    assert drawn == [(each.period.middle, each.sum.value) for each in made]


def test_only_exact_years_are_full_bars(recut: ImportYears) -> None:
    bars = [each for each in import_years_figure(recut, Look()).data if each.type == "bar"]
    full = [bar for bar in bars if bar.marker.color == colour("PK")]
    assert {bar.name for bar in full} == {labels.of(labels.FITS, Fit.EXACT)}
    (open_bar,) = [bar for bar in bars if bar not in full]
    assert open_bar.name == labels.of(labels.FITS, Fit.APPROXIMATE)
    assert open_bar.text[0].startswith("≈")
    assert not any(bar.marker.pattern.shape for bar in bars)  # a hatch would say "modelled"


@pytest.mark.parametrize("calendar", [Calendar.GREGORIAN, Calendar.SOLAR_HIJRI])
def test_a_refused_year_has_bounds_and_a_question_mark_but_no_value(
    recut: ImportYears, calendar: Calendar
) -> None:
    traces = panel(import_years_figure(recut, Look()), calendar)
    (ends,) = [each for each in traces if (each.name or "").startswith("cannot be re-cut")]
    (marks,) = [each for each in traces if each.type == "scatter" and each.mode == "text"]
    refused = recut.of(Fit.REFUSED, calendar)
    bounded = [each for each in refused if each.sum.high is not None]
    assert points(ends) == [
        (each.period.middle, end) for each in bounded for end in (each.sum.low, each.sum.high or 0)
    ]
    assert len(marks.x) == len(bounded)
    assert {text.strip() for text in marks.text} == {"<b> ?</b>"}


def test_irans_figures_stand_beside_the_solar_hijri_years_only(recut: ImportYears) -> None:
    figure = import_years_figure(recut, Look())
    found = {
        calendar: [t for t in panel(figure, calendar) if t.name == "Iran’s books"]
        for calendar in CALENDARS
    }
    assert not found[Calendar.FISCAL]
    assert not found[Calendar.GREGORIAN]
    (squares,) = found[Calendar.SOLAR_HIJRI]
    assert list(squares.y) == [1261e6, 1488e6, 2053e6, 2423e6]
