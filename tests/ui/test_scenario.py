"""The scenario page: the link holds all of it, every lever moves it, reset leaves nothing."""

from __future__ import annotations

import re

import pytest

from bordertrade.charts import LEVERS, SCENARIO
from bordertrade.dataset import Dataset
from bordertrade.measures.target import TargetBasis
from bordertrade.topics.scenario.measure.levers import AT_REST, GENEROUS, Lever, Levers
from bordertrade.topics.scenario.measure.result import scenario_result
from bordertrade.topics.scenario.words import paths as scenario_words
from bordertrade.vocabulary import EvidenceFloor
from bordertrade.words import labels, numbers
from tests.ui.app import charts, headings, html, notices, opened, problems, specs, text

BOTH = [SCENARIO.name, LEVERS.name]
LINK = {
    "s_fuel": "50",
    "s_growth": "5",
    "s_markets": "3",
    "s_year": "2027",
    "s_days": "300",
    "s_gap": "-20",
}
MOVED = Levers(
    fuel_formalised=50,
    growth_change=5,
    more_markets=3,
    markets_year=2027,
    opening_days=300,
    price_gap=-20,
)


def test_the_usual_page_answers_before_anything_is_moved(dataset: Dataset) -> None:
    app = opened("scenario")
    assert list(problems(app)) == []
    assert charts(app) == BOTH
    told = text(app)
    for book in scenario_result(dataset, TargetBasis("usd10bn_2029"), AT_REST).books:
        name = labels.book(book.reporter)
        assert f"{name} {scenario_words.years_short(book.reached)}" in told
        assert scenario_words.level_at_end(book) in told
        assert scenario_words.amounts(book.informal_left_usd) in told
    assert "all levers at rest" in told
    assert "How the levers add up" not in told
    assert {"One lever alone: what would it take?"} <= set(headings(app, 2))
    assert "Transit is kept apart" in headings(app, 3)


def test_a_link_opens_exactly_the_scenario(dataset: Dataset) -> None:
    app = opened("scenario", **LINK)
    assert list(problems(app)) == []
    assert notices(app, "warn") == []
    assert app.query_params == LINK
    held = {each.key: each.value for each in app.slider}
    for lever in Lever:
        assert held[f"w_{lever}"] == MOVED.setting(lever)
    assert app.selectbox(key="w_markets_year").value == 2027
    result = scenario_result(dataset, TargetBasis("usd10bn_2029"), MOVED)
    told = text(app)
    assert scenario_words.scenario(result) in told
    for book in result.books:
        assert f"{labels.book(book.reporter)} {scenario_words.years_short(book.reached)}" in told
        for _lever, effect in book.effects.alone:
            for value in (effect.low_usd, effect.central_usd, effect.high_usd):
                assert f" {numbers.decimal(abs(round(value / 1e6)))} " in told.replace("+", " ")


@pytest.mark.parametrize(
    ("lever", "value", "key"),
    [
        (Lever.GROWTH, -3, {"s_growth": "-3"}),
        (Lever.FUEL, 37, {"s_fuel": "37"}),
        (Lever.MARKETS, 2, {"s_markets": "2"}),
        (Lever.DAYS, 200, {"s_days": "200"}),
        (Lever.GAP, -50, {"s_gap": "-50"}),
    ],
)
def test_each_lever_writes_its_key_and_changes_the_answer(
    lever: Lever, value: int, key: dict[str, str], dataset: Dataset
) -> None:
    app = opened("scenario")
    before = text(app)
    app.slider(key=f"w_{lever}").set_value(value).run()
    assert list(problems(app)) == []
    assert app.query_params == key
    result = scenario_result(dataset, TargetBasis("usd10bn_2029"), AT_REST.alone(lever, value))
    assert scenario_words.scenario(result) in text(app)
    assert text(app) != before


def test_the_year_of_the_markets_is_chosen_among_the_years_of_the_path() -> None:
    app = opened("scenario", s_markets="1")
    years = app.selectbox(key="w_markets_year")
    assert years.options == ["First year of the path", "2026", "2027", "2028", "2029"]
    years.set_value(2028).run()
    assert app.query_params == {"s_markets": "1", "s_year": "2028"}
    assert "1 more market from 2028" in text(app)


def test_reset_leaves_no_key_of_the_scenario_and_keeps_the_others() -> None:
    app = opened("scenario", reporter="IR", **LINK)
    app.button(key="reset_levers").click().run()
    assert app.query_params == {"reporter": "IR"}
    assert "all levers at rest" in text(app)
    assert app.button(key="reset_levers").disabled
    again = opened("scenario", reporter="IR")
    assert text(app) == text(again)


def test_everything_drawn_is_called_hypothetical_and_nothing_forecast() -> None:
    app = opened("scenario", **LINK)
    for heading in [h for h in headings(app, 3) if h.startswith("Hypo") or "hypothetical" in h]:
        assert "forecast" not in heading
    assert sum("ypothetical" in each for each in headings(app, 3)) == 4  # two cards, two charts
    assert "forecast" not in text(app).replace("no forecast", "")
    assert "Modelled outer envelope" not in text(app)
    assert '"shape":"/"' not in specs(app)


def test_the_question_backwards_leads_to_the_scenario_that_it_names() -> None:
    app = opened("scenario", s_fuel="20", reporter="IR")
    found = re.findall(r'<a href="(scenario\?[^"]+)"[^>]*>see ([^<]+)</a>', html(app))
    assert ("scenario?reporter=IR&amp;s_growth=8", "+8 points") in found
    followed = opened("scenario", reporter="IR", s_growth="8")
    assert "Iran’s books 2029" in text(followed)
    below = opened("scenario", reporter="IR", s_growth="7")
    assert "Iran’s books 2030" in text(below)


def test_all_levers_at_once_say_whether_the_target_is_within_reach(dataset: Dataset) -> None:
    app = opened("scenario", reporter="PK")
    (row,) = re.findall(r"<tr><td><b>All levers.*?</tr>", html(app))
    (href,) = re.findall(r'href="scenario\?([^"]+)"', row)
    query = dict(part.split("=") for part in href.replace("&amp;", "&").split("&"))
    assert query == {
        "reporter": "PK",
        "s_fuel": "100",
        "s_growth": "10",
        "s_markets": "3",
        "s_days": "365",
    }
    result = scenario_result(dataset, TargetBasis("usd10bn_2029"), GENEROUS)
    (pakistan, _iran) = result.books
    assert pakistan.everything_usd == pakistan.at_end_usd
    assert f"{scenario_words.amounts(pakistan.at_end_usd)} in 2029; missing:" in text(app)
    assert scenario_words.level_at_end(pakistan) in text(opened("scenario", **query))


def test_one_book_is_one_card_and_one_column() -> None:
    app = opened("scenario", reporter="PK")
    assert html(app).count('class="bt-card bt-hypothetical') == 1
    page = re.sub(r'<p class="bt-banner">.*?</p>', "", html(app))  # names all old books
    assert "Iran’s books" not in page


@pytest.mark.parametrize(
    "query",
    [{"target": "usd8bn_2025"}, {"end": "2020"}, {"base": "2025", "target": "usd1bn_2006"}],
    ids=["no year", "past", "reached"],
)
def test_refusals_are_words_in_place_of_cards(query: dict[str, str]) -> None:
    app = opened("scenario", **query, **LINK)
    assert list(problems(app)) == []
    assert charts(app) == []
    assert html(app).count("bt-refusal") == 2
    assert "nan" not in text(app).casefold().split()


def test_no_book_at_all_says_so() -> None:
    app = opened("scenario", base="1900")
    assert "Neither book has a figure for that base year" in text(app)
    assert charts(app) == []


@pytest.mark.parametrize("floor", [EvidenceFloor.OBSERVED, EvidenceFloor.COUNT])
def test_without_the_model_the_page_says_which_levers_are_idle(floor: EvidenceFloor) -> None:
    app = opened("scenario", evidence=floor, s_markets="3")
    assert list(problems(app)) == []
    assert "markets and days move nothing" in text(app)
    assert "gwpost" not in html(app).casefold()


def test_transit_says_what_is_published_and_that_it_is_apart() -> None:
    told = text(opened("scenario"))
    assert "Transit of Goods through Territory of Pakistan Order 2026" in told
    assert "773,282 t" in told
    assert "no lever above moves them" in told


@pytest.mark.parametrize("since", ["2021", "2024"])
def test_the_pace_follows_the_chosen_first_year(since: str) -> None:
    assert text(opened("scenario", since=since)) != text(opened("scenario"))
