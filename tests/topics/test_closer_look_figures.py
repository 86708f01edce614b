"""The closer look: bars reconcile, floors and ranges are the result's, closed is no zero."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date
from typing import Any

import plotly.graph_objects as go
import pytest

from bordertrade.dataset import Dataset
from bordertrade.figures import panels
from bordertrade.figures.theme import Look
from bordertrade.measures.selection import Selection
from bordertrade.topics.concentration.figure import concentration_figure
from bordertrade.topics.concentration.measure import concentration
from bordertrade.topics.growth import words as growth_words
from bordertrade.topics.growth.figure import MOST_STEPS, contributions_figure
from bordertrade.topics.growth.measure import (
    Decomposition,
    GrowthResult,
    growth_by_direction,
    growth_by_goods,
)
from bordertrade.topics.open_days.figure import open_days_figure
from bordertrade.topics.open_days.measure import CLOSED, per_open_day
from bordertrade.topics.unit_values.figure import MOST_GOODS, MOST_MARKS, unit_values_figure
from bordertrade.topics.unit_values.measure import IMPLAUSIBLE, chosen_unit_values
from tests import tables
from tests.topics.growth.test_measure import taken_apart

ALL = Selection(markets=("gabd", "mand", "chadgi"))
LOOK = Look()


def of_panel(figure: go.Figure, place: int, kind: str) -> list[Any]:
    return [
        trace
        for trace in figure.data
        if trace.type == kind and (trace.yaxis or "y") == panels.axis_name("y", place)
    ]


# --- growth ---------------------------------------------------------------------------------------


def bars(figure: go.Figure, place: int) -> Iterator[tuple[str, float, float]]:
    """(label, base, change) of a panel's bars, from top to bottom."""
    axis = figure.layout[panels.axis_name("yaxis", place)]
    found = {
        label: (float(base), float(change))
        for trace in of_panel(figure, place, "bar")
        for label, base, change in zip(trace.y, trace.base, trace.x, strict=True)
    }
    assert len(found) == len(axis.categoryarray)
    for label in axis.categoryarray:
        yield label, *found[label]


def assert_reconciles(found: Decomposition, figure: go.Figure, place: int) -> None:
    steps = list(bars(figure, place))
    (_start, zero, before), *middle, (_end, base, after) = steps
    assert (zero, before, base, after) == (0, found.before_usd, 0, found.after_usd)
    at = before
    for _label, start, change in middle:
        assert start == pytest.approx(at, abs=0.01)
        at = start + change
    assert at == pytest.approx(after, abs=0.01)
    assert math.fsum(change for _label, _base, change in middle) == pytest.approx(
        found.change_usd, abs=0.01
    )


@pytest.mark.parametrize("measure", [growth_by_direction, growth_by_goods])
def test_each_step_begins_where_the_last_one_ended_and_they_end_at_the_whole(
    measure: Any, dataset: Dataset
) -> None:
    result = measure(dataset)
    figure = contributions_figure(result, LOOK)
    assert len(result.found) == 2
    for place, found in enumerate(result.found):
        assert_reconciles(found, figure, place)


def test_each_part_that_counts_has_its_own_step(dataset: Dataset) -> None:
    result = growth_by_direction(dataset)
    figure = contributions_figure(result, LOOK)
    for place, found in enumerate(result.found):
        changes = [change for _label, _base, change in bars(figure, place)][1:-1]
        assert changes == [part.change_usd for part in found.parts]
        labels = [label for label, _base, _change in bars(figure, place)][1:-1]
        for part, label in zip(found.parts, labels, strict=True):
            assert growth_words.points(part.points) in label
            assert growth_words.signed_usd(part.change_usd, 3) in label


def test_what_the_source_does_not_divide_is_a_step_of_its_own(dataset: Dataset) -> None:
    result = growth_by_goods(dataset)
    figure = contributions_figure(result, LOOK)
    for place, found in enumerate(result.found):
        (rest,) = [b for b in bars(figure, place) if "Not divided by the source" in b[0]]
        assert rest[2] == found.residual_usd


def test_two_hundred_goods_still_fit_and_reconcile() -> None:
    before = [(str(n), f"Goods {n}", float(n)) for n in range(1, 201)]
    after = [(str(n), f"Goods {n}", float(n * n % 97)) for n in range(1, 201)]
    found = taken_apart(before, after)
    figure = contributions_figure(GrowthResult((found,), ()), LOOK)
    assert len(list(bars(figure, 0))) <= MOST_STEPS + 3
    assert_reconciles(found, figure, 0)


def test_goods_of_one_name_keep_a_bar_each() -> None:
    found = taken_apart(
        [("1", "Tea", 5.0), ("2", "Tea", 5.0)], [("1", "Tea", 9.0), ("2", "Tea", 9.0)]
    )
    figure = contributions_figure(GrowthResult((found,), ()), LOOK)
    assert [change for _label, _base, change in bars(figure, 0)] == [10, 4, 4, 18]


# --- concentration --------------------------------------------------------------------------------


def test_bars_are_the_index_and_every_bar_has_its_floor(dataset: Dataset) -> None:
    result = concentration(dataset, ALL)
    figure = concentration_figure(result, LOOK)
    drawn = sorted(x for trace in figure.data if trace.type == "bar" for x in trace.x)
    assert drawn == sorted(each.index.central for each in result.all)
    floors = sorted(x for trace in figure.data if trace.type == "scatter" for x in trace.x)
    assert floors == sorted(each.floor for each in result.all)
    for place in range(2):
        own = of_panel(figure, place, "bar")
        (marks,) = of_panel(figure, place, "scatter")
        assert sorted(y for trace in own for y in trace.y) == sorted(marks.y)


def test_only_the_compilers_estimate_is_hatched(dataset: Dataset) -> None:
    figure = concentration_figure(concentration(dataset, ALL), LOOK)
    hatched = [trace for trace in figure.data if trace.type == "bar" and trace.marker.pattern.shape]
    assert [next(iter(trace.y)).count("2015") for trace in hatched] == [1]
    assert "estimate" in hatched[0].name


def test_a_range_of_the_index_is_drawn(dataset: Dataset) -> None:
    ends = {"value_low": "50", "value": "100", "value_high": "200"}
    rows = [tables.INFORMAL | ends | {"hs_code": code} for code in ("10", "27")]
    result = concentration(tables.replaced(dataset, "informal_trade", *rows), ALL)
    figure = concentration_figure(result, LOOK)
    (bar,) = [t for t in figure.data if t.type == "bar" and t.error_x.array is not None]
    (goods,) = result.markets
    assert bar.x[0] + bar.error_x.array[0] == pytest.approx(goods.index.high)
    assert bar.x[0] - bar.error_x.arrayminus[0] == pytest.approx(goods.index.low)


# --- unit values ----------------------------------------------------------------------------------


def prices(dataset: Dataset, *usd: float, **changes: str) -> Any:
    rows = [
        tables.FORMAL
        | {
            "hs_code": "1006",
            "commodity": "Rice",
            "value": repr(price),
            "quantity": "1",
            "unit": "t",
        }
        | changes
        for price in usd
    ]
    own = tables.replaced(dataset, "formal_trade", *rows)
    return chosen_unit_values(own, ALL)


def test_the_flagged_stand_out_and_the_rest_is_a_range_with_its_median(dataset: Dataset) -> None:
    result = prices(dataset, 430.0, 440.0, 450.0, 460.0, 470.0, 0.45)
    figure = unit_values_figure(result, LOOK)
    named = {trace.name: trace for trace in figure.data}
    assert list(named["Implausible: ask the source"].x) == [pytest.approx(0.45)]
    assert named["Implausible: ask the source"].marker.symbol == "x-thin-open"
    assert [x for x in named["Plausible: lowest to highest"].x if x] == [430, 470]
    assert list(named["Median of the same goods"].x) == [
        pytest.approx(result.frame["median_usd"][0])
    ]
    assert figure.layout.xaxis.type == "log"


def test_units_have_an_axis_each(dataset: Dataset) -> None:
    litres = {"hs_code": "2711", "commodity": "LPG", "value": "9", "quantity": "10", "unit": "l"}
    tonnes = {"hs_code": "1006", "commodity": "Rice", "value": "450", "quantity": "1", "unit": "t"}
    own = tables.replaced(dataset, "formal_trade", tables.FORMAL | litres, tables.FORMAL | tonnes)
    figure = unit_values_figure(chosen_unit_values(own, ALL), LOOK)
    titles = [note.text for note in figure.layout.annotations]
    assert [("a litre" in t, "a tonne" in t) for t in titles] == [(True, False), (False, True)]
    assert [float(t.x[0]) for t in figure.data] == pytest.approx([0.9, 450])
    assert [t.xaxis for t in figure.data] == ["x", "x2"]


def test_very_many_rows_stay_a_picture(dataset: Dataset) -> None:
    rows = [
        tables.FORMAL
        | {"hs_code": f"{10 + n % 30}", "value": str(1000 + n), "quantity": "1", "unit": "t"}
        for n in range(900)
    ]
    faults = [
        tables.FORMAL | {"hs_code": "10", "value": str(10**7 + n), "quantity": "1", "unit": "t"}
        for n in range(12)
    ]
    own = tables.replaced(dataset, "formal_trade", *rows, *faults)
    result = chosen_unit_values(own, ALL)
    assert (result.frame["verdict"] == IMPLAUSIBLE).sum() == len(faults)
    figure = unit_values_figure(result, LOOK)
    assert len(figure.layout.yaxis.categoryarray) == MOST_GOODS
    assert all(len(trace.x) <= max(MOST_MARKS, 3 * MOST_GOODS) for trace in figure.data)


# --- open days ------------------------------------------------------------------------------------


def test_bars_are_calendar_days_and_diamonds_open_days_with_their_range(dataset: Dataset) -> None:
    result = per_open_day(dataset, ALL)
    figure = open_days_figure(result, LOOK)
    assert result.border is not None
    (bar,) = of_panel(figure, 0, "bar")
    assert list(bar.y) == [66e6 / 30 if c.period.text == "2025-06" else c.per_day_usd.central
                           for c in result.border.cells if c.per_day_usd]  # fmt: skip
    (mark,) = [t for t in of_panel(figure, 0, "scatter") if t.mode == "markers"]
    for y, up, down, cell in zip(
        mark.y, mark.error_y.array, mark.error_y.arrayminus, result.border.cells, strict=True
    ):
        value = cell.per_open_day_usd
        assert value is not None
        assert (y - down, y, y + up) == pytest.approx((value.low, value.central, value.high))


def test_a_closed_month_has_a_mark_and_no_bar(dataset: Dataset) -> None:
    shut = tables.FORMAL | {"period": "2024-08", "value": "", "obs_status": "S"}
    own = tables.replaced(dataset, "formal_trade", tables.FORMAL, shut)
    result = per_open_day(own, ALL)
    assert result.markets[0].cells[1].state == CLOSED
    figure = open_days_figure(result, LOOK)
    (bar,) = of_panel(figure, 1, "bar")
    assert len(bar.x) == 1
    (closed,) = [trace for trace in figure.data if trace.name == "Closed"]
    assert closed.marker.symbol == "x-thin-open"
    assert list(closed.x) == [result.markets[0].cells[1].period.middle]


def test_the_closures_that_count_are_drawn(dataset: Dataset) -> None:
    figure = open_days_figure(per_open_day(dataset, ALL), LOOK)
    (line,) = [trace for trace in figure.data if trace.name == "Closure, disputed"]
    assert line.line.dash == "dot"
    assert [day for day in line.x if day] == [date(2025, 6, 15), date(2025, 7, 31)]
    assert "Pakistan closes Iran crossings" in line.hovertext[0]


# --- panels ---------------------------------------------------------------------------------------


def test_panels_do_not_overlap_and_each_has_a_title(dataset: Dataset) -> None:
    figures = [
        contributions_figure(growth_by_goods(dataset), LOOK),
        concentration_figure(concentration(dataset, ALL), LOOK),
        open_days_figure(per_open_day(dataset, ALL), LOOK),
    ]
    for figure in figures:
        domains = [axis.domain for axis in figure.select_yaxes()]
        assert len(domains) == len(figure.layout.annotations) == 2
        (low, high), (below, top) = domains
        assert 0 <= below < top < low < high <= 1
        assert figure.layout.height >= 200


def test_labels_are_wrapped_escaped_and_different() -> None:
    one, other = panels.labelled(["<b>Rice</b>"] * 2, ["x", "x"])
    assert "&lt;b&gt;Rice" in one
    assert one != other
    (long,) = panels.labelled(
        ["A very long name of some goods that nobody can read at once"], ["x"]
    )
    assert long.count("<br>") == 2
