"""The numbers inside each figure are the result's, drawn as the house promises."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

from bordertrade.calendars import Calendar
from bordertrade.charts import (
    BALANCE,
    CHARTS,
    COVERAGE,
    DIRECTIONS,
    FORMAL,
    GOODS,
    INFORMAL,
    TARGET,
    AnyChart,
)
from bordertrade.dataset import Dataset, with_table
from bordertrade.figures.theme import Look, hatch, template, usd_axis
from bordertrade.figures.time_axis import SYMBOLS
from bordertrade.palette import Scheme, colour
from bordertrade.topics.electricity import words as electricity_words
from bordertrade.topics.markets.measure.series import MarketSeries
from bordertrade.view import ViewState
from bordertrade.vocabulary import EvidenceFloor, InformalBasis
from bordertrade.words import labels, numbers

MARKETS = ("gabd", "mand", "chadgi")
SERIES = [FORMAL, INFORMAL]
#: How a modelled area is filled: the way the lines lean tells the directions apart.
HATCHES = ("/", "\\")
VALUES = ["value_low", "value", "value_high"]

#: Charts that plotly draws; the calendars are SVG of ours (test_coverage_figure).
PLOTTED = [spec for spec in CHARTS.values() if spec is not COVERAGE]
each_chart = pytest.mark.parametrize("spec", PLOTTED, ids=[spec.name for spec in PLOTTED])
each_scheme = pytest.mark.parametrize("scheme", list(Scheme))


@pytest.fixture(scope="module")
def observed(dataset: Dataset) -> Dataset:
    """The shipped record with goods, a closure, a true zero, and a hole in the books of Gabd."""
    rows = [
        _formal("2024-03", 5_000_000, "1006", "Rice"),
        _formal("2024-03", 2_000_000, "0804", "Dates"),
        _formal("2024-05", 3_000_000, "1006", "Rice"),
        _formal("2024-06", 0, "1006", "Rice"),
        _formal("2024-07", math.nan, "", "", status="S"),
    ]
    table = dataset["formal_trade"]
    added = pd.DataFrame(rows).reindex(columns=table.columns)
    for name, kind in table.dtypes.items():
        added[name] = added[name].astype(kind) if name in added else added[name]
    changed = pd.concat([table, added], ignore_index=True)
    return with_table(dataset, "formal_trade", changed, dataset.provenance["formal_trade"])


def _formal(
    period: str, value: float, code: str, goods: str, status: str = "A"
) -> dict[str, object]:
    return {
        "period": period,
        "market": "gabd",
        "reporter": "PK",
        "direction": "IR_TO_PK",
        "hs_code": code,
        "commodity": goods,
        "value": value,
        "currency": "USD",
        "rate_basis": "",
        "quantity": math.nan,
        "unit": "",
        "obs_status": status,
        "evidence": "count",
        "source": "NEWS1071531",
        "more_sources": "",
        "note": "",
    }


def drawn(
    spec: AnyChart, dataset: Dataset, scheme: Scheme = Scheme.LIGHT, **view: Any
) -> tuple[Any, go.Figure]:
    """The result of a view, and its figure."""
    state = ViewState().with_(**view)
    result = spec.measure(dataset, state)
    assert result is not None
    look = Look(scheme, MARKETS, spec.events(result, dataset, state))
    return result, spec.figure(result, state, look)


def amounts(axis: Any) -> list[float]:
    """The numbers of a trace's axis, None and NaN as NaN."""
    given = [] if axis is None else list(axis)
    return [math.nan if value is None else float(value) for value in given]


def traces(figure: go.Figure, kind: str, **having: object) -> list[Any]:
    return [
        trace
        for trace in figure.data
        if trace.type == kind and all(trace[name] == value for name, value in having.items())
    ]


# --- every chart ------------------------------------------------------------------------------------


@each_scheme
@each_chart
def test_a_chart_has_the_colours_of_its_page(
    spec: AnyChart, scheme: Scheme, observed: Dataset
) -> None:
    _result, figure = drawn(spec, observed, scheme)
    assert figure.layout.template.layout.font.color == colour("text", scheme)
    other = next(each for each in Scheme if each != scheme)
    text = json.dumps(figure.to_plotly_json()["layout"].get("annotations", []), default=str)
    assert colour("text", other) not in text


@each_scheme
@each_chart
def test_light_and_dark_show_the_same_numbers(
    spec: AnyChart, scheme: Scheme, observed: Dataset
) -> None:
    _result, figure = drawn(spec, observed, scheme)
    _result, light = drawn(spec, observed, Scheme.LIGHT)
    for one, other in zip(figure.data, light.data, strict=True):
        assert str(one.x) == str(other.x)
        assert str(one.y) == str(other.y)


@each_chart
@pytest.mark.parametrize("calendar", list(Calendar))
def test_axes_say_amounts_in_words(spec: AnyChart, calendar: Calendar, observed: Dataset) -> None:
    _result, figure = drawn(spec, observed, calendar=calendar)
    money = [axis for axis in _axes(figure) if axis.ticktext]
    assert money
    for axis in money:
        assert len(axis.ticktext) == len(axis.tickvals) >= 2
        assert _unit(axis) is not None, axis.ticktext
        at = list(axis.tickvals)
        step = np.diff(np.log10(at) if axis.type == "log" else at)
        assert step == pytest.approx(step[0])


#: A unit of an axis -> how it says a number, and what that must look like.
_NUMBER = r"[\d.,]+(\u00a0(bn|m|thousand))?"
_UNITS: dict[str, tuple[Callable[[float], str], str]] = {
    "US$": (lambda value: numbers.usd(value, 3), rf"−?US\${_NUMBER}"),
    "litres": (lambda value: numbers.litres(value, 3), rf"{_NUMBER}\u00a0litres"),
    "rupees": (lambda value: numbers.rupees(value, 3), rf"Rs{_NUMBER}"),
    "GWh": (electricity_words.gwh, rf"{_NUMBER}\u00a0GWh"),
    "percent": (numbers.percent, r"-?\d+\u00a0%"),
    "index": (lambda value: numbers.decimal(value, 2), r"[01][.,]\d\d"),
}


def _unit(axis: Any) -> str | None:
    """The one unit that every tick of an axis says in words; None where they do not."""
    for unit, (say, pattern) in _UNITS.items():
        pairs = list(zip(axis.tickvals, axis.ticktext, strict=True))
        if all(text == say(value) and re.fullmatch(pattern, text) for value, text in pairs):
            return unit
    return None


def _axes(figure: go.Figure) -> Iterator[Any]:
    yield from figure.select_xaxes()
    yield from figure.select_yaxes()


@each_chart
def test_every_axis_with_money_has_ticks_in_words_and_none_counts_in_giga(
    spec: AnyChart, observed: Dataset
) -> None:
    _result, figure = drawn(spec, observed)
    for axis in _axes(figure):
        plain = axis.visible is False or axis.type in ("date", "category")
        assert plain or axis.ticktext or axis.tickformat == "d"


@each_chart
def test_legends_have_words_and_each_name_once(spec: AnyChart, observed: Dataset) -> None:
    _result, figure = drawn(spec, observed)
    shown = [trace.name for trace in figure.data if trace.showlegend is not False]
    assert all(shown)
    assert len(shown) == len(set(shown))
    assert not {"nan", "None", "IR_TO_PK", "PK_TO_IR"} & set(shown)


@each_chart
def test_what_is_touched_never_says_nan(spec: AnyChart, observed: Dataset) -> None:
    for calendar in Calendar:
        _result, figure = drawn(spec, observed, calendar=calendar)
        for trace in figure.data:
            texts = trace.hovertext if isinstance(trace.hovertext, list | tuple) else []
            assert not any("nan" in text.casefold().split() for text in texts if text)


# --- trade over time --------------------------------------------------------------------------------


def _bands(figure: go.Figure) -> Iterator[tuple[Any, Any, Any]]:
    """(high, low, centre) of each hatched area: the centre comes after all areas of its line."""
    for place, trace in enumerate(figure.data):
        if trace.type == "scatter" and trace.fill == "tonexty":
            centre = next(each for each in figure.data[place:] if each.name)
            yield figure.data[place - 1], trace, centre


@pytest.mark.parametrize("spec", SERIES, ids=lambda spec: spec.name)
def test_band_edges_and_centre_are_the_result(spec: AnyChart, dataset: Dataset) -> None:
    result, figure = drawn(spec, dataset)
    wanted = result.frame[result.frame["modelled"]]
    bands = list(_bands(figure))
    lines = {id(centre): centre for _high, _low, centre in bands}
    assert len(lines) == len(wanted.groupby(["market", "direction", "reporter"]))
    found: set[tuple[float, ...]] = set()
    for high, low, centre in bands:
        assert list(high.x) == list(low.x)
        middle = dict(zip(centre.x, amounts(centre.y), strict=True))
        centres = [middle[day] for day in low.x]
        found.update(zip(amounts(low.y), centres, amounts(high.y), strict=True))
    assert found == set(map(tuple, wanted[VALUES].to_numpy().tolist()))


@pytest.mark.parametrize("spec", SERIES, ids=lambda spec: spec.name)
def test_each_market_has_its_own_panel(spec: AnyChart, dataset: Dataset) -> None:
    result, figure = drawn(spec, dataset)
    axes = {"gabd": "y", "mand": "y2", "chadgi": "y3"}
    for _high, low, centre in _bands(figure):
        (market,) = [market for market, axis in axes.items() if axis == low.yaxis]
        own = result.frame[(result.frame["market"] == market) & result.frame["modelled"]]
        for line, column in ((low, "value_low"), (centre, "value")):
            known = {value for value in amounts(line.y) if not math.isnan(value)}
            assert known <= set(own[column])
    names = [note.text for note in figure.layout.annotations]
    assert names == [f"<b>{labels.market(market)}</b>" for market in axes]


@pytest.mark.parametrize("spec", SERIES, ids=lambda spec: spec.name)
def test_modelled_is_hatched_and_dashed_and_nothing_else_is(
    spec: AnyChart, observed: Dataset
) -> None:
    _result, figure = drawn(spec, observed)
    bands = list(_bands(figure))
    assert bands
    for _high, low, centre in bands:
        assert low.fillpattern.shape in HATCHES
        assert centre.line.dash not in (None, "solid")
        assert "modelled" in centre.name
    for bar in traces(figure, "bar"):
        assert bar.marker.pattern.shape is None
        assert "modelled" not in bar.name
    _result, plain = drawn(spec, observed, evidence=EvidenceFloor.OBSERVED)
    assert not list(_bands(plain))
    assert "modelled" not in " ".join(trace.name or "" for trace in plain.data)


@pytest.mark.parametrize("calendar", [Calendar.FISCAL, Calendar.SOLAR_HIJRI])
def test_years_run_from_low_to_high_and_are_hatched_iff_modelled(
    calendar: Calendar, observed: Dataset
) -> None:
    result, figure = drawn(FORMAL, observed, calendar=calendar)
    ends: dict[tuple[str, str, str], list[float]] = {}
    for bar in traces(figure, "bar"):
        assert (bar.marker.pattern.shape in HATCHES) == ("modelled" in bar.offsetgroup)
        for year, base, height in zip(bar.x, amounts(bar.base), amounts(bar.y), strict=True):
            found = ends.setdefault((bar.yaxis, bar.offsetgroup, year), [])
            found += [base, base + height]
    rows = [
        (0.0 if low == high else low, high)  # a known figure stands on the axis
        for low, high in result.frame[["value_low", "value_high"]].to_numpy().tolist()
    ]
    assert len(ends) == len(rows) > 0
    drawn_ends = sorted((min(found), max(found)) for found in ends.values())
    for mine, theirs in zip(drawn_ends, sorted(rows), strict=True):
        assert mine == pytest.approx(theirs)


def test_observed_bars_are_as_wide_as_their_period_and_as_high_as_its_mean_month(
    observed: Dataset,
) -> None:
    result, figure = drawn(FORMAL, observed)
    rows = result.frame[~result.frame["modelled"]]
    bars = traces(figure, "bar")
    found = [pair for bar in bars for pair in zip(amounts(bar.y), amounts(bar.width), strict=True)]
    days = (rows["end"] - rows["start"]).dt.days * 86_400_000
    assert sorted(found) == sorted(zip(rows["value"] / rows["months"], days, strict=True))
    assert 7_000_000 in [value for value, _width in found], "goods of one month are added"
    said = " ".join(text for bar in bars for text in bar.hovertext)
    for value in rows["value"]:
        assert numbers.usd(value) in said


def test_directions_differ_without_colour(dataset: Dataset) -> None:
    _result, figure = drawn(FORMAL, dataset)
    looks = {
        (direction, low.fillpattern.shape, centre.line.dash)
        for _high, low, centre in _bands(figure)
        for direction in ("Iran → Pakistan", "Pakistan → Iran")
        if direction in centre.name
    }
    assert len(looks) == len({look[0] for look in looks}) == 2
    assert len({look[1] for look in looks}) == len({look[2] for look in looks}) == 2


def test_gaps_are_holes_not_lines_or_zeros(observed: Dataset) -> None:
    """Observed months hide the model's: its line must break there, not run on."""
    _result, figure = drawn(FORMAL, observed, markets=("gabd",))
    hidden = pd.Timestamp("2024-03-15")
    checked = 0
    for centre in traces(figure, "scatter"):
        if "modelled" not in (centre.name or ""):
            continue
        x, y = pd.to_datetime(list(centre.x)), amounts(centre.y)
        assert centre.connectgaps is None
        around = [value for day, value in zip(x, y, strict=True) if abs((day - hidden).days) < 17]
        if "Iran → Pakistan" in centre.name and "Pakistan’s" in centre.name:
            checked += 1
            assert around
            assert all(math.isnan(value) for value in around)
    assert checked == 1


def test_states_are_told_apart_by_symbol_and_word(observed: Dataset) -> None:
    result, figure = drawn(FORMAL, observed, evidence=EvidenceFloor.OBSERVED)
    kinds = {state.kind for state in result.states}
    assert {"zero", "closed", "not_collected"} <= kinds
    by_name = {t.name: t for t in figure.data if t.legendgroup in SYMBOLS}
    assert set(by_name) == {labels.of(labels.STATES, kind) for kind in kinds}
    symbols = [trace.marker.symbol for trace in by_name.values()]
    assert len(set(symbols)) == len(symbols)
    closed = [state for state in result.states if state.kind == "closed"]
    drawn_days = [day for day in by_name["Closed"].x if day is not None]
    assert drawn_days == [day for state in closed for day in (state.start, state.end)]


def test_each_state_has_its_own_symbol() -> None:
    drawn_states = {"zero", "closed", "not_open", "not_collected", "no_rate"}
    assert set(SYMBOLS) == drawn_states <= set(labels.STATES)
    assert len(set(SYMBOLS.values())) == len(SYMBOLS)


def test_events_stand_on_their_own_strip(dataset: Dataset) -> None:
    result, figure = drawn(FORMAL, dataset)
    (marks,) = traces(figure, "scatter", name="Events")
    events = FORMAL.events(result, dataset, ViewState())
    assert list(marks.x) == [event.start for event in events]
    (line,) = figure.layout.shapes
    assert line.path == " ".join(f"M{event.start},0 L{event.start},1" for event in events)
    assert len(events) > 0
    _result, without = drawn(FORMAL, dataset, calendar=Calendar.FISCAL)
    assert not traces(without, "scatter", name="Events")


def test_an_empty_series_still_draws_its_panels(dataset: Dataset) -> None:
    result, figure = drawn(INFORMAL, dataset, evidence=EvidenceFloor.COUNT)
    assert isinstance(result, MarketSeries)
    assert result.frame.empty
    (marks,) = traces(figure, "scatter", name="Events")
    assert not [t for t in figure.data if t.legendgroup not in SYMBOLS and t.yaxis != marks.yaxis]
    assert len(figure.layout.annotations) == len(MARKETS)


@pytest.mark.parametrize("name", [FORMAL.name, TARGET.name])
def test_no_axis_lies_over_another(name: str, dataset: Dataset) -> None:
    """Plotly gives each pair of axes a layer for the pointer: the upper one silences the lower."""
    _result, figure = drawn(CHARTS[name], dataset)
    heights = sorted(axis.domain for axis in figure.select_yaxes())
    assert len(heights) > 1
    assert all(low[1] <= high[0] for low, high in pairwise(heights))


# --- twelve months ----------------------------------------------------------------------------------


def test_directions_run_from_low_to_high(dataset: Dataset) -> None:
    totals, figure = drawn(DIRECTIONS, dataset)
    wanted = sorted(
        (0.0 if row.value.is_exact else row.value.low, row.value.high)
        for row in totals.rows
        if row.market in MARKETS
    )
    found = sorted(
        (low, low + width)
        for bar in traces(figure, "bar")
        for low, width in zip(amounts(bar.base), amounts(bar.x), strict=True)
    )
    assert len(found) == len(wanted) > 0
    for mine, theirs in zip(found, wanted, strict=True):
        assert mine == pytest.approx(theirs)
    (ticks,) = traces(figure, "scatter")
    assert sorted(amounts(ticks.x)) == sorted(
        row.value.central for row in totals.rows if row.market in MARKETS and not row.value.is_exact
    )
    assert {bar.marker.pattern.shape in HATCHES for bar in traces(figure, "bar")} == {
        row.modelled for row in totals.rows if row.market in MARKETS
    }


def test_the_balance_puts_exports_right_and_imports_left(dataset: Dataset) -> None:
    (_window, balances), figure = drawn(BALANCE, dataset)
    sides = [(b.exports, 1) for b in balances] + [(b.imports, -1) for b in balances]
    wanted = sorted(
        (sign * side.value.low, sign * side.value.high) for side, sign in sides if side is not None
    )
    found = sorted(
        (base, base + width)
        for bar in traces(figure, "bar")
        for base, width in zip(amounts(bar.base), amounts(bar.x), strict=True)
    )
    assert len(found) == len(wanted) > 0
    for mine, theirs in zip(found, wanted, strict=True):
        assert mine == pytest.approx(theirs)


def test_goods_are_the_observed_ones_unhatched(observed: Dataset) -> None:
    result, figure = drawn(GOODS, observed)
    found = [value for bar in traces(figure, "bar") for value in amounts(bar.x)]
    assert sorted(found) == sorted(result.frame["value"]) == [2_000_000, 8_000_000]
    assert all(bar.marker.pattern.shape is None for bar in traces(figure, "bar"))
    labels_ = [label for bar in traces(figure, "bar") for label in bar.y]
    assert any(label.startswith("Rice<br>Gabd") for label in labels_)


# --- the target -------------------------------------------------------------------------------------


@pytest.mark.parametrize("reporter", ["PK", "IR"])
def test_a_book_is_its_history_with_holes_for_years_without_a_figure(
    reporter: str, dataset: Dataset
) -> None:
    result, figure = drawn(TARGET, dataset)
    rows = result.history[(result.history["reporter"] == reporter)]
    rows = rows[rows["year"] >= 2003]
    (line,) = traces(figure, "scatter", name=labels.book(reporter), mode="lines+markers")
    assert line.connectgaps is False
    found = {
        int(x): y for x, y in zip(amounts(line.x), amounts(line.y), strict=True) if x == int(x)
    }
    wanted = dict(zip(rows["year"], rows["value_usd"], strict=True))
    assert found.keys() == wanted.keys()
    for year, value in wanted.items():
        assert found[year] == pytest.approx(value, nan_ok=True)
        assert found[year] != 0


def test_a_floor_is_drawn_open_and_a_full_level_full(dataset: Dataset) -> None:
    result, figure = drawn(TARGET, dataset)
    (line,) = traces(figure, "scatter", name=labels.book("PK"), mode="lines+markers")
    rows = result.history[result.history["reporter"] == "PK"].set_index("year")
    for year, symbol in zip(line.x, line.marker.symbol, strict=True):
        if year == int(year) and rows.loc[int(year), "value_usd"] > 0:
            assert symbol.endswith("-open") != rows.loc[int(year), "complete"]


def test_years_without_a_figure_have_a_mark_at_the_foot(dataset: Dataset) -> None:
    result, figure = drawn(TARGET, dataset)
    empty = result.history[result.history["value_usd"].isna() & (result.history["year"] >= 2003)]
    found = traces(figure, "scatter", name="no figure published")
    assert [int(x) for trace in found for x in trace.x] == empty["year"].tolist()


def test_the_path_leads_from_the_base_to_the_target(dataset: Dataset) -> None:
    result, figure = drawn(TARGET, dataset)
    for progress in result.progress:
        (line,) = [
            trace
            for trace in figure.data
            if "needed" in (trace.name or "") and labels.book(progress.reporter) in trace.name
        ]
        path = progress.path()
        assert list(zip(line.x, line.y, strict=True)) == list(path)
        assert line.y[0] == pytest.approx(progress.base_usd)
        assert line.y[-1] == pytest.approx(result.target.value_usd)
        assert line.line.dash == "dot"


def test_the_pace_leads_from_the_base_to_the_year_it_is_reached(dataset: Dataset) -> None:
    result, figure = drawn(TARGET, dataset)
    for outlook in result.outlooks:
        (line,) = [
            trace
            for trace in figure.data
            if "at the pace" in (trace.name or "") and labels.book(outlook.reporter) in trace.name
        ]
        assert list(zip(line.x, line.y, strict=True)) == list(outlook.continuation())
        assert line.x[-1] == outlook.year
        assert line.line.dash not in (None, "solid", "dot")
    _result, informal = drawn(TARGET, dataset, informal=InformalBasis.HIGH)
    assert not [t for t in informal.data if "at the pace" in (t.name or "")]


def test_the_target_moved_and_the_figure_says_so(dataset: Dataset) -> None:
    result, figure = drawn(TARGET, dataset)
    (line,) = traces(figure, "scatter", name="target last announced")
    assert line.line.shape == "hv"
    assert list(line.y[:-1]) == [each.value_usd for _year, each in result.in_force]
    assert list(line.x[:-1]) == [year for year, _each in result.in_force]


def test_the_target_line_is_the_target(dataset: Dataset) -> None:
    result, figure = drawn(TARGET, dataset)
    lines = [s for s in figure.layout.shapes if s.y0 == s.y1 == result.target.value_usd]
    assert len(lines) == 1
    assert any("Target US$10\u00a0bn" in note.text for note in figure.layout.annotations)


def test_a_target_without_a_year_has_no_path(dataset: Dataset) -> None:
    _result, figure = drawn(TARGET, dataset, target="usd8bn_2025")
    assert not [trace for trace in figure.data if "needed" in (trace.name or "")]
    assert any("no year given" in note.text for note in figure.layout.annotations)


# --- the theme --------------------------------------------------------------------------------------


def test_a_colour_role_that_nobody_named_is_an_error() -> None:
    look = Look()
    for wrong in (look.colour, lambda role: look.faded(role, 0.5), lambda role: hatch(look, role)):
        with pytest.raises(KeyError):
            wrong("pink")


def test_the_template_is_made_once_for_each_page_scheme() -> None:
    assert template(Scheme.LIGHT) is template(Scheme.LIGHT)
    assert template(Scheme.LIGHT) != template(Scheme.DARK)


@pytest.mark.parametrize(
    ("low", "high"), [(0, 1), (0, 41_234_567), (-3e8, 1.2e7), (0, 1.12e10), (0, 0), (0, 1e-3)]
)
def test_an_axis_covers_its_range_with_a_handful_of_ticks(low: float, high: float) -> None:
    axis: Any = usd_axis(low, high)
    assert axis["tickvals"][0] <= low
    assert axis["tickvals"][-1] >= high
    assert 1 <= len(axis["tickvals"]) <= 12
    assert not any("G" in text or "e" in text for text in axis["ticktext"])
