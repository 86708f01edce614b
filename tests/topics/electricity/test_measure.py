"""Electricity by wire: its own chart, and never a part of trade."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from bordertrade.charts import ELECTRICITY, finished
from bordertrade.dataset import Dataset
from bordertrade.figures.theme import Look
from bordertrade.palette import Scheme
from bordertrade.topics.electricity.measure import COST, ENERGY, electricity
from bordertrade.view import TimeSpan, ViewState
from tests.tables import Row, added, replaced

TODAY = date(2026, 11, 30)
DATA = Path(__file__).resolve().parents[3] / "data"
#: A month of a line to Mand that would be trade worth millions if anything took it for goods.
MONTH: Row = {
    "period": "2024-07",
    "crossing": "mand",
    "place": "Line <b>A</b>",
    "direction": "IR_TO_PK",
    "indicator": ENERGY,
    "value": "45.5",
    "unit": "GWh",
    "obs_status": "A",
    "evidence": "count",
    "source": "BR40282284",
}
MONEY = MONTH | {"indicator": COST, "value": "1000000000", "unit": "PKR"}


def test_eleven_months_of_mand_and_fifteen_of_both(dataset: Dataset) -> None:
    result = electricity(dataset, None, None)
    mand = [each for each in result.deliveries if each.crossing]
    both = result.of(result.lines[0])
    assert {each.crossing for each in mand} == {"mand"}
    assert len(mand) == 11
    assert (mand[0].period.text, mand[-1].period.text) == ("2020-10", "2023-02")
    assert sum(each.cost_pkr is not None for each in mand) == 2
    assert len(both) == 15
    assert {each.crossing for each in both} == {""}
    assert (both[0].period.text, both[-1].period.text) == ("2023-08", "2025-09")


def test_the_months_are_those_of_the_file(dataset: Dataset) -> None:
    """A slow twin: the CSV read by hand, the settled figure of a month instead of the provisional."""
    slow: defaultdict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    with (DATA / "crossing_activity.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["indicator"] == ENERGY and len(row["period"]) == len("2024-07"):
                slow[row["period"], row["place"]][row["obs_status"]] = float(row["value"])
    expected = {key: by.get("A", by.get("U", by.get("P"))) for key, by in slow.items()}
    result = electricity(dataset, None, None)
    found = {(each.period.text, each.line): each.energy_gwh for each in result.deliveries}
    assert found == expected


def test_the_decision_stands_and_not_the_petition(dataset: Dataset) -> None:
    (august,) = [
        each
        for each in electricity(dataset, None, None).deliveries
        if each.period.text == "2021-08"
    ]
    assert (august.energy_gwh, august.cost_pkr) == (45.263, 559_000_000)


@pytest.mark.parametrize("row", [MONTH, MONEY])
def test_it_enters_no_total_and_hides_no_modelled_row(dataset: Dataset, row: Row) -> None:
    own = added(dataset, "crossing_activity", row)
    assert own.cube.equals(dataset.cube)
    without = dataset["crossing_activity"]["indicator"].isin([ENERGY, COST])
    none = replaced(dataset, "crossing_activity", row | {"indicator": "trucks", "unit": "trucks"})
    assert without.any()
    assert none.cube.equals(dataset.cube)
    hidden = dataset.cube[dataset.cube["hidden"] & dataset.cube["market"].eq("mand")]
    known = electricity(dataset, None, None).deliveries
    months = {each.period.text for each in known if each.crossing == "mand"}
    assert not set(hidden["period"]) & months


def test_a_month_outside_the_time_is_left_out(dataset: Dataset) -> None:
    result = electricity(dataset, date(2021, 1, 1), date(2021, 12, 31))
    assert {each.period.text[:4] for each in result.deliveries} == {"2021"}
    assert not electricity(dataset, date(2027, 1, 1), None).deliveries


def test_the_chart_says_draws_and_tabulates_each_month(dataset: Dataset) -> None:
    view = ViewState()
    done = finished(ELECTRICITY, dataset, view, Scheme.LIGHT, TODAY)
    assert "31.65 to 47.77\u00a0GWh" in done.title
    assert "15 months" in done.sentence
    assert "11 months" in done.sentence
    assert "wire" in done.notes[0]
    assert len(done.table) == len(electricity(dataset, None, None).deliveries)
    assert {source.id for source in done.sources} >= {"BR40040406", "BR40388637"}
    marks = [trace for trace in done.figure.data if trace.type == "scatter"]  # type: ignore[union-attr]
    assert sum(len(trace.x) for trace in marks) == len(done.table)
    assert len({trace.marker.symbol for trace in marks}) == len(marks)


def test_without_a_month_the_chart_says_so(dataset: Dataset) -> None:
    view = ViewState(time=TimeSpan("2012-01", "2012-12"))
    done = finished(ELECTRICITY, dataset, view, Scheme.LIGHT, TODAY)
    assert done.figure is None
    assert "Widen the time" in done.sentence


def test_one_month_of_an_uploaded_line(dataset: Dataset) -> None:
    own = replaced(dataset, "crossing_activity", MONTH, MONEY)
    result = electricity(own, None, None)
    (only,) = result.deliveries
    assert (only.energy_gwh, only.cost_pkr) == (45.5, 1e9)
    figure = ELECTRICITY.figure(result, ViewState(), Look(Scheme.DARK))
    assert "&lt;b&gt;" in figure.data[0].hovertext[0]
