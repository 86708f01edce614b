"""The page Informal: how much, who says so, how sure; and what does not add up."""

from __future__ import annotations

import pytest

from bordertrade.dataset import Dataset
from bordertrade.measures.estimates import Measured, estimates
from bordertrade.topics.informal.measure.arithmetic import arithmetic
from bordertrade.topics.informal.words import arithmetic as sums
from tests.ui.app import charts, headings, html, opened, problems, text

CHARTS = ["v", "w", "l"]


def plain(app_text: str) -> str:
    return app_text.replace("\u00a0", " ")


def test_the_first_screen_says_how_much_who_and_how_sure() -> None:
    app = opened("informal")
    assert list(problems(app)) == []
    assert headings(app, 3)[:3] == ["How much", "Who says so", "How sure"]
    told = plain(text(app))
    for part in (
        "1.7–3.65 bn litres a year",
        "Rs60–548 bn",
        "Nobody has counted it",
        "Attock Refinery",
        "The weakest number is Rs1.5 bn a day (OCAC",
    ):
        assert part in told


def test_volume_value_and_loss_each_have_a_chart_of_their_own() -> None:
    assert charts(opened("informal")) == CHARTS


def test_every_estimate_has_its_row_when_the_charts_are_tables(dataset: Dataset) -> None:
    app = opened("informal", tab="v~w~l")
    assert charts(app) == []
    sizes = [len(frame.value) for frame in app.dataframe]
    assert sizes[0] == len(estimates(dataset, Measured.VOLUME))
    assert sizes[2] == len(estimates(dataset, Measured.REVENUE))


def test_each_pair_is_shown_with_both_amounts_its_verdict_and_workings(dataset: Dataset) -> None:
    app = opened("informal")
    assert "The arithmetic that does not close" in headings(app, 2)
    told = text(app)
    for check in arithmetic(dataset):
        assert sums.check_title(check) in headings(app, 3)
        assert sums.verdict(check) in told
        for side in filter(None, (check.left, check.right)):
            assert sums.amount(check, side) in told
            assert sums.statement(check, side) in told
    assert "90,000 litres a day" in told
    # one for the value, one for each check
    assert html(app).count("bt-workings") == 1 + len(arithmetic(dataset))


def test_the_other_numbers_stand_in_one_quiet_table() -> None:
    app = opened("informal")
    assert "Other published numbers" in headings(app, 2)
    published = [plain(each) for each in app.dataframe[-1].value["Published"]]
    for part in ("533 outlets", "at least 30 % of the market", "400 vehicles a day"):
        assert part in published


def test_observed_only_takes_away_what_we_made_and_says_so() -> None:
    app = opened("informal")
    app.segmented_control(key="w_evidence").set_value("observed").run()
    assert app.query_params == {"evidence": "observed"}
    told = plain(text(app))
    assert "hides 1 figure that we composed ourselves" in told
    assert "(modelled)" not in told
    assert "1.72–3.65 bn litres" in told
    assert charts(app) == CHARTS


def test_full_counts_leave_nothing_and_the_page_says_nobody_counted() -> None:
    app = opened("informal", evidence="count")
    assert list(problems(app)) == []
    told = text(app)
    assert charts(app) == []
    assert "hides all 22 estimates" in told
    assert told.count("nobody has counted") == 3
    assert "No two statements stand at this level" in told


@pytest.mark.parametrize("query", [{"market": "none"}, {"cal": "sh"}, {"cur": "pkr"}])
def test_what_other_pages_choose_changes_nothing_here(query: dict[str, str]) -> None:
    app = opened("informal", **query)
    assert list(problems(app)) == []
    assert charts(app) == CHARTS
